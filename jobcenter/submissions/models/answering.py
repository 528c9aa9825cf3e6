"""What a person does to a draft: answer, put off, promise. Two tabs and two devices never undo each other."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

from jobcenter.questions.models import LATER, THERE, UNTIL, Form, Page

_TRIES = 12


class Overtaken(Exception):
    """The draft was sent or deleted meanwhile, or others kept changing it: nothing was saved."""


class Answering(models.Model):
    """Every change is applied to the newest state; what was sent does not change any more."""

    if TYPE_CHECKING:
        provider_number: str
        form_version: str
        answers: dict[str, Any]
        typed: dict[str, Any]
        done: list[str]
        revision: int
        updated_at: datetime
        submitted_at: datetime | None

        def form_at(self, provider_number: str) -> Form: ...

    class Meta:
        abstract = True

    def answer(self, page: Page, values: dict[str, Any]) -> None:
        """Save a page that holds. Other pages stay as they are, also if they changed elsewhere. Raises Overtaken."""

        def change(draft: Self) -> None:
            draft.answers = {**draft.answers, **values}
            draft.typed = {key: value for key, value in draft.typed.items() if key != page.id}
            draft.done = [*(done for done in draft.done if done != page.id), page.id]

        self._change(change)

    def note(self, page: Page, typed: dict[str, list[str]]) -> None:
        """Keep what was typed on a page, whether it holds or not. Raises Overtaken."""
        self._change(lambda draft: draft.typed.__setitem__(page.id, typed))

    def finish(self, page: Page) -> None:
        """Mark a page that asks nothing itself as done. Raises Overtaken."""
        self.answer(page, {})

    def promise(self, slot: str, until: date | None) -> None:
        """Say that the evidence for `slot` will follow, if possible by a certain day. Raises Overtaken."""

        def change(draft: Self) -> None:
            draft._forget(slot)
            draft.answers[LATER] = [*draft.answers.get(LATER, ()), slot]
            if until:
                draft.answers[UNTIL] = {**draft.answers.get(UNTIL, {}), slot: until.isoformat()}

        self._change(change)

    def say_it_is_there(self, slot: str) -> None:
        """Say that the Jobcenter has the evidence for `slot` already. Raises Overtaken."""

        def change(draft: Self) -> None:
            draft._forget(slot)
            draft.answers[THERE] = [*draft.answers.get(THERE, ()), slot]

        self._change(change)

    def take_back(self, slot: str) -> None:
        """Neither promised nor said to be there after all. Raises Overtaken."""
        self._change(lambda draft: draft._forget(slot))

    def keep_promises(self, here: Iterable[str]) -> None:
        """Papers that are here need no promise any more. Saves nothing: for what is being sent."""
        promised = {*(self.answers.get(LATER) or ()), *(self.answers.get(THERE) or ())}
        for slot in promised.intersection(here):
            self._forget(slot)

    def _forget(self, slot: str) -> None:
        for name in (LATER, THERE):
            self.answers[name] = [known for known in self.answers.get(name) or () if known != slot]
        self.answers[UNTIL] = {known: day for known, day in (self.answers.get(UNTIL) or {}).items() if known != slot}

    def move_to(self, provider_number: str) -> None:
        """Send it to another Jobcenter. Raises UnknownForm where that one has no such form, Overtaken."""
        asked_there = self.form_at(provider_number).version

        def change(draft: Self) -> None:
            draft.provider_number = provider_number
            if asked_there != draft.form_version:
                draft.form_version = ""  # versions are counted by each Jobcenter: whatever it has is newer

        self._change(change)

    def _change(self, change: Callable[[Self], None]) -> None:
        """Apply `change` to the newest state: if somebody else was faster, read theirs and apply it to that."""
        rows = type(self)._default_manager
        for _ in range(_TRIES):
            change(self)
            now = timezone.now()
            saved = rows.filter(pk=self.pk, revision=self.revision, submitted_at=None).update(
                answers=self.answers,
                typed=self.typed,
                done=self.done,
                provider_number=self.provider_number,
                form_version=self.form_version,
                revision=self.revision + 1,
                updated_at=now,
            )
            if saved:
                self.revision, self.updated_at = self.revision + 1, now
                return
            try:
                self.refresh_from_db()
            except type(self).DoesNotExist as gone:
                raise Overtaken from gone
            if self.submitted_at:
                raise Overtaken
        raise Overtaken

"""A page: one question or a small group, or the evidence; perhaps once for each of several people."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PrivateAttr

from jobcenter.questions.binding import BoundPage
from jobcenter.questions.kinds import Kind
from jobcenter.questions.kinds.base import NAME, Question
from jobcenter.questions.repeated import Repeated
from jobcenter.questions.repeating import Person, asked_of
from jobcenter.questions.showing import SHOWN, Shown

PAGE = r"^[a-z][a-z0-9-]{0,59}$"


class Page(Repeated):
    """In the catalogue: title, intro, questions; `points` are told one by one before them, `shows` names what is worked
    out from earlier answers (see showing.py); `why` and `law` explain the page as a whole. Asked of oneself, a page
    that is repeated has `own_title`.
    """

    id: str = Field(pattern=PAGE)
    title: str
    own_title: str = ""
    kind: Literal["questions", "evidence"] = "questions"
    topic: str = ""
    intro: str = ""
    points: list[str] = Field(default=[])
    shows: str = ""
    why: str = ""
    law: str = ""
    questions: list[Kind] = Field(default=[])
    # Questions of any form: what was answered last to them is shown above this page's questions.
    recalls: list[Annotated[str, Field(pattern=NAME)]] = Field(default=[])
    # Set by the form: what is asked here depends on answers to earlier pages.
    _asked: Any = PrivateAttr(default=None)
    _reachable: Any = PrivateAttr(default=None)
    _person: Person | None = PrivateAttr(default=None)

    @property
    def heading(self) -> str:
        """What the page is called in an overview: its topic, where the title is a question."""
        heading = self.topic or self.title
        return f"{heading}: {self._person.name}" if self._person and self._person.name not in heading else heading

    @property
    def person(self) -> Person | None:
        """Whom this copy of the page is about."""
        return self._person

    def of(self, person: Person, asked: list[Question]) -> Self:
        """The person's copy of this page. Its id ends with the person's key."""
        texts = {"title": self.title, "topic": self.topic, "intro": self.intro, "why": self.why}
        if person.is_self and self.own_title:
            texts["title"] = self.own_title
        worded = {field: person.spoken_of(text) for field, text in texts.items()}
        points = [person.spoken_of(point) for point in self.points]
        copy = self.model_copy(update={"id": f"{self.id}_{person.key}", "questions": asked, "points": points, **worded})
        copy._person = person
        return copy

    def asked_of(self, person: Person, facts: Mapping[str, Any]) -> list[Question]:
        """The person's copies of the questions that are open; `facts`: what conditions look at."""
        return [asked_of(one, person) for one in self.open_questions(facts)]

    def open_questions(self, facts: Mapping[str, Any]) -> list[Question]:
        """The questions whose conditions hold."""
        return [one for one in self.questions if one.show_if is None or one.show_if.holds(facts)]

    def bind(
        self, answers: Mapping[str, Any], data: Mapping[str, Any] | None = None, typed: Mapping[str, Any] | None = None
    ) -> BoundPage:
        """See BoundPage. `data`: a sent page, judged. `typed`: what was typed earlier, only shown again."""
        return BoundPage(self, self.asked(answers), answers, data, typed, shown=self.shown(answers))

    def shown(self, answers: Mapping[str, Any]) -> Shown | None:
        """What follows from the answers that count so far, on a page that shows something."""
        return SHOWN[self.shows](self._reachable(answers)) if self.shows else None

    def asked(self, answers: Mapping[str, Any]) -> list[Question]:
        """The questions that these answers leave to ask on this page."""
        found: list[Question] = self._asked(self, answers)
        return found

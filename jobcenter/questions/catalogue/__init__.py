"""The catalogue: every version of every form, held in memory and read again when a file changes.

    <form_id>/<version>.yaml                                a form, e.g. weiterbewilligung/2026.1.yaml
    parts/<part>/<version>.yaml                             pages and evidence that several forms include
    additions/<provider_number>/<form_id>.yaml              what one Jobcenter asks besides
    jobcenters/<provider_number>/<form_id>/<version>.yaml   a form of one Jobcenter, its own or instead of ours
    terms.yaml                                              words and amounts that change by law

The setting JOBCENTER_CATALOGUE names a second folder of the same shape, for an operator's own forms and additions.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import structlog
from django.conf import settings
from django.utils import timezone

from jobcenter.questions.additions import Addition, added
from jobcenter.questions.checking import check
from jobcenter.questions.files import ADDITIONS, FORMS, OWN, TERMS, files
from jobcenter.questions.form import Form, order
from jobcenter.questions.parts import Parts
from jobcenter.questions.reading import CatalogueError, Source
from jobcenter.questions.terms import Terms, terms_from
from jobcenter.questions.watching import Watch

HERE = Path(__file__).parent
log = structlog.get_logger()


class UnknownForm(LookupError):
    """There is no such form, or not in that version."""


class Catalogue:
    """All forms as they are worded on one day. Raises CatalogueError when anything in the folders is wrong."""

    def __init__(self, folders: list[Path], day: date) -> None:
        self.folders, self.watch = folders, Watch(folders)
        self.terms: Terms = terms_from(Source(HERE / TERMS))
        self.day = day
        self.files: list[Path] = []
        self._versions: dict[str, dict[str, Form]] = {}
        # Forms of one Jobcenter: provider number → form id → version → form.
        self._own: dict[str, dict[str, dict[str, Form]]] = {}
        self._added: dict[tuple[str, str, str], Form] = {}
        words = self.terms.on(day)
        self._parts = Parts([*reversed(folders), HERE], words)
        for folder in folders:
            for file in files(folder, FORMS):
                self._read(file, words, partial(self._read_form, shelf=self._versions))
        for folder in folders:
            for file in files(folder, ADDITIONS):
                self._read(file, words, self._read_addition)
        for folder in folders:
            for file in files(folder, OWN):
                own = self._own.setdefault(file.parts[-3], {})
                self._read(file, words, partial(self._read_form, shelf=own))
        self.files += self._parts.files

    def _read(self, file: Path, words: Mapping[str, str], add: Callable[[Source], None]) -> None:
        """One file. Whoever wants to know of all mistakes reads on after one (see inspecting.py)."""
        add(Source(file, words))

    def _read_form(self, source: Source, shelf: dict[str, dict[str, Form]]) -> None:
        if shelf is not self._versions:
            self._not_unlisted(source.file.parent.name, source)
        self._parts.put_into(source)
        form: Form = source.as_(Form)
        check(form, source)
        for key, part in (("id", source.file.parent.name), ("version", source.file.stem)):
            if getattr(form, key) != part:
                raise source.error((key,), f'must be "{part}", as the file is named')
        versions = shelf.setdefault(form.id, {})
        if form.version in versions:
            raise source.error(("version",), "this version is there already")
        versions[form.version] = form
        self.files.append(source.file)

    def _read_addition(self, source: Source) -> None:
        addition: Addition = source.as_(Addition)
        form_id, provider_number = source.file.stem, source.file.parent.name
        if form_id not in self._versions:
            raise source.error((), f'there is no form "{form_id}"')
        self._not_unlisted(form_id, source)
        versions = self._versions[form_id]
        newest = self._newest(versions) or max(versions.values(), key=_order)
        for version, form in versions.items():
            extended = added(form, addition, source, newest=form is newest)
            if extended:
                self._added[form_id, version, provider_number] = extended
        self.files.append(source.file)

    def _not_unlisted(self, form_id: str, source: Source) -> None:
        """A form with a page of its own is asked before anybody knows for which Jobcenter."""
        if not all(form.listed for form in self._versions.get(form_id, {}).values()):
            raise source.error((), f'form "{form_id}" is the same for every Jobcenter')

    def latest(self, form_id: str, provider_number: str = "") -> Form:
        """The newest version that is valid now, as this Jobcenter asks it; its own goes first. Raises UnknownForm."""
        found = self._latest(form_id, provider_number)
        if found is None:
            raise UnknownForm(form_id)
        return found

    def _latest(self, form_id: str, provider_number: str) -> Form | None:
        own = self._own.get(provider_number, {}).get(form_id, {})
        newest = self._newest(own) or self._newest(self._versions.get(form_id, {}))
        return self.version(form_id, newest.version, provider_number) if newest else None

    def _newest(self, versions: dict[str, Form]) -> Form | None:
        valid = [form for form in versions.values() if form.valid_from <= self.day]
        return max(valid, key=_order, default=None)

    def version(self, form_id: str, version: str, provider_number: str = "") -> Form:
        """A certain version, e.g. the one a draft was begun with. Raises UnknownForm."""
        if own := self._own.get(provider_number, {}).get(form_id, {}).get(version):
            return own
        try:
            return self._added.get((form_id, version, provider_number)) or self._versions[form_id][version]
        except KeyError:
            raise UnknownForm(f"{form_id} {version}") from None

    def newest(self, form_id: str, provider_number: str = "") -> Form:
        """The last version there is, valid already or not, as this Jobcenter asks it. Raises UnknownForm."""
        own = self._own.get(provider_number, {}).get(form_id) or self._versions.get(form_id, {})
        last = max(own.values(), key=_order, default=None)
        if last is None:
            raise UnknownForm(form_id)
        return self.version(form_id, last.version, provider_number)

    def forms(self, provider_number: str = "") -> list[Form]:
        """The latest version of each form that this Jobcenter (or every Jobcenter) has."""
        known = {**self._versions, **self._own.get(provider_number, {})}
        found = [self._latest(form_id, provider_number) for form_id in sorted(known)]
        return [form for form in found if form]  # the others are not valid yet

    def owners(self, form_id: str) -> list[str]:
        """The Jobcenters that have such a form of their own, valid now."""
        return [number for number, shelf in sorted(self._own.items()) if self._newest(shelf.get(form_id, {}))]

    def every(self) -> list[tuple[str, Form]]:
        """Every version of every form, valid yet or not, with the Jobcenter whose own it is ("" for all)."""
        shelves = [("", self._versions), *sorted(self._own.items())]
        return [
            (provider_number, form)
            for provider_number, shelf in shelves
            for _, versions in sorted(shelf.items())
            for _, form in sorted(versions.items())
        ]

    def stale(self, day: date) -> bool:
        """Whether that day words or opens something differently than the day this was read for."""
        changes = [
            *self.terms.changes,
            *(form.valid_from for _, form in self.every()),
        ]
        return any(min(day, self.day) < change <= max(day, self.day) for change in changes)


def _order(form: Form) -> list[int]:
    return order(form.version)


class _InUse(Catalogue):
    """The one that requests are answered from. Before it says that it does not know a form, it looks at the files.

    Every process looks at moments of its own: another may have read a form already, and begun drafts with it.
    """

    # The files as they were at the last such look, if others than these. Perhaps somebody was still writing them: they
    # are taken over only where they have what is missed.
    _ahead: Catalogue | None = None

    def latest(self, form_id: str, provider_number: str = "") -> Form:
        return self._asked(lambda known: Catalogue.latest(known, form_id, provider_number))

    def version(self, form_id: str, version: str, provider_number: str = "") -> Form:
        return self._asked(lambda known: Catalogue.version(known, form_id, version, provider_number))

    def _asked(self, ask: Callable[[Catalogue], Form]) -> Form:
        try:
            return ask(self)
        except UnknownForm:
            with _reading_ahead:  # whoever comes second waits for what the first one reads
                held = _shelf.get(tuple(self.folders))
                if held is not None and held is not self:
                    return ask(held)
                if held is not None and self.watch.may_look_at_once():
                    self._ahead = self._read_ahead()
                if self._ahead is None:
                    raise
                found = ask(self._ahead)
                _shelf[tuple(self.folders)] = self._ahead
                return found

    def _read_ahead(self) -> Catalogue | None:
        try:
            return _InUse(self.folders, self.day) if self.watch.differs() else None
        except CatalogueError:
            return None


_shelf: dict[tuple[Path, ...], Catalogue] = {}
_reading_ahead = threading.RLock()


def catalogue() -> Catalogue:
    """The catalogue of today: from memory, read again only when a file, a dated word or a version changes.

    Raises CatalogueError only the first time: a mistake that comes into a file later leaves the forms as they were.
    """
    folders = tuple(folders_in_use())
    today = timezone.localdate()
    held = _shelf.get(folders)
    if held is None:
        held = _shelf[folders] = _InUse([*folders], today)
    elif held.watch.changed() or (held.day != today and held.stale(today)):
        try:
            held = _shelf[folders] = _InUse(held.folders, today)
        except CatalogueError as wrong:  # the operator is told by the worker (see tasks.py)
            log.error("catalogue_kept", because=str(wrong))
    held.day = today
    return held


def folders_in_use() -> list[Path]:
    """Our folder, and the operator's if there is one."""
    own = getattr(settings, "JOBCENTER_CATALOGUE", "")
    return [HERE, *([Path(own)] if own else [])]

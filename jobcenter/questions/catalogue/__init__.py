"""The catalogue: every version of every form, read once, held in memory.

    <form_id>/<version>.yaml                        a form, e.g. weiterbewilligung/2026.1.yaml
    additions/<provider_number>/<form_id>.yaml      what one Jobcenter asks besides
    terms.yaml                                      words that change by law

The setting JOBCENTER_CATALOGUE names a second folder of the same shape, for an operator's own forms and additions.
"""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jobcenter.questions.additions import Addition, added
from jobcenter.questions.checking import check
from jobcenter.questions.form import Form
from jobcenter.questions.reading import Source
from jobcenter.questions.terms import Terms, terms_from

HERE = Path(__file__).parent


class UnknownForm(LookupError):
    """There is no such form, or not in that version."""


class Catalogue:
    """All forms as they are worded on one day. Raises CatalogueError when anything in the folders is wrong."""

    def __init__(self, folders: list[Path], day: date) -> None:
        self.terms: Terms = terms_from(Source(HERE / "terms.yaml"))
        self.day = day
        self.files: list[Path] = []
        self._versions: dict[str, dict[str, Form]] = {}
        self._added: dict[tuple[str, str, str], Form] = {}
        words = self.terms.on(day)
        for folder in folders:
            for file in sorted(folder.glob("*/*.yaml")):
                self._read_form(Source(file, words))
        for folder in folders:
            for file in sorted(folder.glob("additions/*/*.yaml")):
                self._read_addition(Source(file, words))

    def _read_form(self, source: Source) -> None:
        form: Form = source.as_(Form)
        check(form, source)
        for key, part in (("id", source.file.parent.name), ("version", source.file.stem)):
            if getattr(form, key) != part:
                raise source.error((key,), f'must be "{part}", as the file is named')
        versions = self._versions.setdefault(form.id, {})
        if form.version in versions:
            raise source.error(("version",), "this version is there already")
        versions[form.version] = form
        self.files.append(source.file)

    def _read_addition(self, source: Source) -> None:
        addition: Addition = source.as_(Addition)
        form_id, provider_number = source.file.stem, source.file.parent.name
        if form_id not in self._versions:
            raise source.error((), f'there is no form "{form_id}"')
        for version, form in self._versions[form_id].items():
            extended = added(form, addition, source, newest=form is self.latest(form_id))
            if extended:
                self._added[form_id, version, provider_number] = extended
        self.files.append(source.file)

    def latest(self, form_id: str, provider_number: str = "") -> Form:
        """The newest version that is valid now, as this Jobcenter asks it. Raises UnknownForm."""
        versions = self._versions.get(form_id, {})
        valid = [form for form in versions.values() if form.valid_from <= self.day]
        if not valid:
            raise UnknownForm(form_id)
        newest = max(valid, key=lambda form: [int(number) for number in form.version.split(".")])
        return self.version(form_id, newest.version, provider_number)

    def version(self, form_id: str, version: str, provider_number: str = "") -> Form:
        """A certain version, e.g. the one a draft was begun with. Raises UnknownForm."""
        try:
            return self._added.get((form_id, version, provider_number)) or self._versions[form_id][version]
        except KeyError:
            raise UnknownForm(f"{form_id} {version}") from None

    def forms(self) -> list[Form]:
        """The latest version of each form."""
        valid = [
            form_id
            for form_id, versions in self._versions.items()
            if any(form.valid_from <= self.day for form in versions.values())
        ]
        return [self.latest(form_id) for form_id in sorted(valid)]

    def stale(self, day: date) -> bool:
        """Whether that day words or opens something differently than the day this was read for."""
        changes = [
            *self.terms.changes,
            *(form.valid_from for forms in self._versions.values() for form in forms.values()),
        ]
        return any(min(day, self.day) < change <= max(day, self.day) for change in changes)


_shelf: dict[tuple[Path, ...], Catalogue] = {}


def catalogue() -> Catalogue:
    """The catalogue of today: from memory, read again only when a dated word or version changes."""
    folders = folders_in_use()
    today = timezone.localdate()
    held = _shelf.get(tuple(folders))
    if held is None or (held.day != today and held.stale(today)):
        held = _shelf[tuple(folders)] = Catalogue(folders, today)
    held.day = today
    return held


def folders_in_use() -> list[Path]:
    """Our folder, and the operator's if there is one."""
    own = getattr(settings, "JOBCENTER_CATALOGUE", "")
    return [HERE, *([Path(own)] if own else [])]

"""The catalogue as somebody reads it who prepares forms: the first mistake of every file, and what could be better."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from jobcenter.questions.additions import Addition
from jobcenter.questions.advising import advice
from jobcenter.questions.catalogue import Catalogue
from jobcenter.questions.checking import place_in_addition
from jobcenter.questions.form import Form
from jobcenter.questions.reading import CatalogueError, Source


class Inspection(Catalogue):
    """Reads on after a mistake. Raises CatalogueError only when a folder is missing or the terms cannot be read.

    `mistakes`: the first of each file. What follows from a mistake in another file is not told again.
    """

    def __init__(self, folders: list[Path], day: date) -> None:
        self.mistakes: dict[Path, CatalogueError] = {}
        self._broken: set[str] = set()
        self._sources: list[tuple[Source, Form, Addition | None]] = []
        super().__init__(folders, day)

    def _read(self, file: Path, words: Mapping[str, str], add: Callable[[Source], None]) -> None:
        if file.parent.parent.name == "additions" and file.stem in self._broken:
            return
        try:
            super()._read(file, words, add)
        except CatalogueError as wrong:
            self.mistakes.setdefault(wrong.file, wrong)
            self._broken.add(file.parent.name)

    def _read_form(self, source: Source, shelf: dict[str, dict[str, Form]]) -> None:
        super()._read_form(source, shelf)
        self._sources.append((source, shelf[source.file.parent.name][source.file.stem], None))

    def _read_addition(self, source: Source) -> None:
        super()._read_addition(source)
        form = self.newest(source.file.stem, source.file.parent.name)
        self._sources.append((source, form, source.as_(Addition)))

    def advice(self) -> Iterator[CatalogueError]:
        """What is no mistake, but makes a form hard to fill in; each with its place."""
        for source, form, addition in self._sources:
            for at, message in advice(form):
                if addition is None:
                    yield source.error(at, message)
                elif place := place_in_addition(at, form, addition):
                    yield source.error(place, message)

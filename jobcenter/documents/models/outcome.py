"""What became of the files that somebody sent."""

from dataclasses import dataclass, field
from uuid import UUID

import structlog

from jobcenter.documents.intake.refused import Refused

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken: its name as the person knows it, and why."""

    name: str
    words: str

    @property
    def told(self) -> str:
        return f"„{self.name}“: {self.words}" if self.name else self.words


@dataclass
class Outcome:
    """What became of the files of one upload."""

    added: int = 0
    known: list[str] = field(default_factory=list)  # names of files that were there already
    refusals: list[Refusal] = field(default_factory=list)
    uploads: dict[UUID, str] = field(default_factory=dict)  # of those that arrived in pieces: what became of each

    def refuse(self, name: str, refused: Refused, upload: UUID | None = None) -> None:
        log.info("file_refused", reason=refused.reason)
        self.refusals.append(Refusal(name, refused.words))
        self.note(upload, refused.reason)

    def note(self, upload: UUID | None, result: str) -> None:
        if upload:
            self.uploads[upload] = result

    @property
    def told(self) -> str:
        """What the person hears: how many files were added, which were there already, how many were refused."""
        told = []
        if self.added:
            told.append("1 Datei hinzugefügt." if self.added == 1 else f"{self.added} Dateien hinzugefügt.")
        told += [f"„{name}“ ist schon da und wurde nicht noch einmal hinzugefügt." for name in self.known]
        if refused := len(self.refusals):
            told.append("1 Datei nicht angenommen." if refused == 1 else f"{refused} Dateien nicht angenommen.")
        return " ".join(told)

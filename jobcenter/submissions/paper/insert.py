"""The sheet that goes into the envelope with a letter: QR code, link to type, and what to do."""

from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten

from jobcenter.submissions.paper.press import print_pdf
from jobcenter.submissions.paper.wording import day_in_words
from jobcenter.submissions.requested.qr import svg

_TOGETHER = 6
_MOST_NAMED, _LONGEST_NAME = 5, 90


@dataclass(frozen=True)
class InsertPaper:
    """A5. It bears the file mark of the letter, so that whoever packs the envelope, and whoever opens it, can see
    that the two belong together."""

    jobcenter: str
    reference: str
    asked: list[str]
    due: date
    last_day: date
    url: str
    made_at: datetime

    def pdf(self) -> bytes:
        """The same bytes for the same content."""
        before, _, code = self.url.rstrip("/").rpartition("/")
        data = {
            "jobcenter": self.jobcenter,
            "zeichen": self.reference,
            "unterlagen": self._few(),
            "frist": day_in_words(self.due),
            "gilt": day_in_words(self.last_day),
            "adresse": f"{before}/",
            "code": [code[at : at + _TOGETHER] for at in range(0, len(code), _TOGETHER)],
            "qr": svg(self.url),
        }
        return print_pdf("beileger", data, at=self.made_at)

    def _few(self) -> list[str]:
        """What fits on one sheet; the letter names all."""
        named = [shorten(one, _LONGEST_NAME, placeholder=" …") for one in self.asked]
        if len(named) <= _MOST_NAMED:
            return named
        return [*named[: _MOST_NAMED - 1], f"und {len(self.asked) - _MOST_NAMED + 1} weitere, siehe Brief"]

"""Words that change by law, with the days from which they hold: the benefit's name and the like."""

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from jobcenter.questions.reading import Source


class Wording(BaseModel):
    """A term's text from a day on."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    since: date = Field(strict=False)
    text: str


class Terms(BaseModel):
    """All terms."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    terms: dict[str, Annotated[list[Wording], Field(min_length=1)]]

    @cached_property
    def changes(self) -> list[date]:
        """The days on which a wording changes."""
        return sorted({wording.since for wordings in self.terms.values() for wording in wordings})

    def on(self, day: date) -> dict[str, str]:
        """Each term as it is worded on that day (the earliest wording before its time)."""
        worded = {}
        for term, wordings in self.terms.items():
            by_day = sorted(wordings, key=lambda wording: wording.since)
            worded[term] = ([by_day[0]] + [wording for wording in by_day if wording.since <= day])[-1].text
        return worded


def terms_from(source: Source) -> Terms:
    """In: terms.yaml. Raises CatalogueError."""
    terms: Terms = source.as_(Terms)
    return terms

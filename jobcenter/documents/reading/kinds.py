"""What kind of paper a text looks like, by the words of `kinds.yaml`. A guess to be offered, never a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz.distance import OSA

from jobcenter.web.words import words

_FILE = Path(__file__).with_name("kinds.yaml")
_MOST_WORDS = 3000
# So many letters may be wrong in words of at least so many letters.
_SLIPS = ((10, 2), (6, 1))


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Plain):
    """One kind of paper."""

    id: str = Field(pattern="^[a-z_]+$")
    looks_like: str
    titles: tuple[str, ...]
    clues: dict[str, int]

    def is_asked_for(self, title: str) -> bool:
        """Whether evidence of this title asks for such a paper."""
        asked = words(title)
        return any(_begins(asked, words(beginning)) for beginning in self.titles)


class Kinds(_Plain):
    """All that are told apart."""

    stand: date
    enough: int
    ahead: float
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class _Text:
    """The words of a text, to be asked for a phrase."""

    words: Sequence[str]

    def has(self, phrase: str) -> bool:
        sought = words(phrase)
        last = len(self.words) - len(sought)
        first = [number for number, word in enumerate(self.words) if number <= last and _alike(word, sought[0])]
        return any(all(map(_alike, self.words[number:], sought)) for number in first)


@cache
def known() -> Kinds:
    """The kinds there are. Raises pydantic's ValidationError for a file that is wrong."""
    return Kinds.model_validate(yaml.safe_load(_FILE.read_text("utf-8")))


def kind_named(kind: str) -> Kind | None:
    """The kind of that id; None when there is none (any more)."""
    return next((one for one in known().kinds if one.id == kind), None)


def kind_of_text(text: str) -> str:
    """The id of the kind that the text looks like; "" when nothing is clear enough."""
    read = _Text(words(text)[:_MOST_WORDS])
    worth = {one.id: sum(value for clue, value in one.clues.items() if read.has(clue)) for one in known().kinds}
    best, second, *_ = sorted(worth, key=lambda one: worth[one], reverse=True)
    clear = worth[best] >= known().enough and worth[best] >= known().ahead * worth[second]
    return best if clear else ""


def _alike(word: str, sought: str) -> bool:
    if word == sought:
        return True
    slips = next((slips for letters, slips in _SLIPS if len(sought) >= letters), 0)
    return slips > 0 and OSA.distance(word, sought, score_cutoff=slips) <= slips


def _begins(asked: Sequence[str], beginning: Sequence[str]) -> bool:
    """Whether somewhere in the title words begin like these, one after the other."""
    places = range(len(asked) - len(beginning) + 1)
    return any(all(asked[place + number].startswith(word) for number, word in enumerate(beginning)) for place in places)

"""Search in what one Jobcenter has published: forgives slips of the finger and knows other words for the same thing.

An index of our own words in memory, because the pages must not query and PostgreSQL has no trigrams here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from rapidfuzz.distance import OSA

from jobcenter.local.models import Published
from jobcenter.web.words import words

_TITLE, _TEXT = 3.0, 1.0
_NOISE = frozenset(
    words("der die das den dem ein eine einen und oder in im am an auf zu zum zur für mit bei von ich wo wie was")
)


@cache
def _synonyms() -> dict[tuple[str, ...], str]:
    """Phrase → a sign for the thing it means."""
    groups = yaml.safe_load((Path(__file__).parent / "synonyms.yaml").read_text())
    return {words(str(phrase)): f"@{number}" for number, group in enumerate(groups) for phrase in group}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: a row, and its words with their weight."""

    row: Published
    weights: dict[str, float]


class SearchIndex:
    """The entries by their words."""

    def __init__(self, rows: Iterable[tuple[Published, str, str]]) -> None:
        """`rows`: what can be found, with the text of its title and all its further text."""
        self._entries = [Entry(row, _weights(title, text)) for row, title, text in rows]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self._entries):
            for word in entry.weights:
                self._places[word].append(place)

    def search(self, text: str, most: int = 50) -> list[Published]:
        """What fits `text`, the best first: everything with all of its words, else with some of them."""
        wanted = _meanings(text[:200])
        scores: dict[int, list[float]] = defaultdict(lambda: [0.0] * len(wanted))
        for number, meanings in enumerate(wanted):
            for known, closeness in self._close_to(meanings):
                for place in self._places[known]:
                    score = closeness * self._entries[place].weights[known]
                    scores[place][number] = max(scores[place][number], score)
        whole = {place: parts for place, parts in scores.items() if all(parts)}
        ranked = sorted((whole or scores).items(), key=lambda found: (-sum(found[1]), found[0]))
        return [self._entries[place].row for place, _ in ranked[:most]]

    def _close_to(self, meanings: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        """The known words and things that fit a typed word, and how well."""
        for meaning in meanings:
            if meaning.startswith("@"):
                yield from [(meaning, 1.0)] if meaning in self._places else []
                continue
            yield from ((known, fit) for known in self._places if (fit := _closeness(meaning, known)))
            for phrase, sign in _synonyms().items():
                if sign in self._places and len(phrase) == 1 and _slipped(meaning, phrase[0]):
                    yield sign, 0.6


def _closeness(word: str, known: str) -> float:
    """How well a typed word fits a known one: 1 is the same, 0 is not at all. "kurs" fits "Deutschkurs"."""
    if word == known:
        return 1.0
    if len(word) >= 3 and known.startswith(word):
        return 0.9
    if len(word) >= 4 and word in known:
        return 0.7
    if _slipped(word, known):
        return 0.6
    # A slip at the beginning of a long word: "schuldner" with one in "Schuldnerberatung".
    if len(known) > len(word) >= 6 and OSA.distance(word, known[: len(word)], score_cutoff=1) <= 1:
        return 0.5
    return 0.0


def _slipped(word: str, known: str) -> bool:
    """Whether a slip of the finger, in a long word two, makes one of the other."""
    slips = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    return slips > 0 and OSA.distance(word, known, score_cutoff=slips) <= slips


def _weights(title: str, text: str) -> dict[str, float]:
    weights = {meaning: _TEXT for meanings in _meanings(text) for meaning in meanings}
    return weights | {meaning: _TITLE for meanings in _meanings(title) for meaning in meanings}


def _meanings(text: str) -> list[tuple[str, ...]]:
    """For each word that says something: the word, and the sign of the thing it means.

    A phrase means its thing alone: the "IV" of "Hartz IV" would find anything.
    """
    left = list(words(text[:20_000]))
    found: list[tuple[str, ...]] = []
    while left:
        length = next((size for size in (4, 3, 2, 1) if tuple(left[:size]) in _synonyms()), 0)
        sign = (_synonyms()[tuple(left[:length])],) if length else ()
        if length > 1:
            found.append(sign)
        elif left[0] not in _NOISE:
            found.append((*sign, left[0]))
        left = left[max(length, 1) :]
    return list(dict.fromkeys(found))

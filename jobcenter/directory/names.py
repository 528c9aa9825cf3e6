"""Search by name or place: forgiving with umlauts, ß, accents, order of words and a slip of the finger."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

from jobcenter.directory.entries import JobcenterInfo

# Words that say nothing about which Jobcenter is meant.
_NOISE = frozenset({"jobcenter", "job", "center", "jobcentre", "amt", "arbeitsamt", "in", "und", "der", "die", "das"})
_COLLAPSE = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})


def words(text: str) -> tuple[str, ...]:
    """The words of a name in one spelling: "Köln", "Koeln" and "Koln" are the same, "Gießen" and "Giesen" too."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_COLLAPSE)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for double, single in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s")):
        plain = plain.replace(double, single)
    return tuple(re.findall(r"\w+", plain))


class NameIndex:
    """The Jobcenters by the words of their names and areas."""

    def __init__(self, jobcenters: Iterable[JobcenterInfo]) -> None:
        self._entries = [(_words_of(jobcenter), jobcenter) for jobcenter in jobcenters]
        self._entries.sort(key=lambda entry: words(entry[1].official_name))
        self._vocabulary = sorted({word for known, _ in self._entries for word in known})

    def search(self, text: str) -> tuple[JobcenterInfo, ...]:
        """Every Jobcenter that has, for each word of `text`, a word beginning with it; the closest names first.

        None like that: the nearest spelling counts, and at last the words that are known at all ("Antrag Köln").
        """
        wanted = tuple(word for word in words(text) if word not in _NOISE)
        if len("".join(wanted)) < 2:
            return ()
        return (
            self._matching(wanted)
            or self._matching(self._corrected(wanted))
            or self._matching(tuple(word for word in wanted if len(word) > 3 and word in self._vocabulary))
        )

    def _matching(self, wanted: tuple[str, ...]) -> tuple[JobcenterInfo, ...]:
        found = [
            (-sum(word in known for word in wanted), place, jobcenter)
            for place, (known, jobcenter) in enumerate(self._entries)
            if all(any(word.startswith(start) for word in known) for start in wanted)
        ]
        return tuple(jobcenter for _, _, jobcenter in sorted(found, key=lambda match: match[:2]) if wanted)

    def _corrected(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        close = [difflib.get_close_matches(word, self._vocabulary, n=1, cutoff=0.8) for word in wanted]
        return tuple(match[0] for match in close) if all(close) else ()


def _words_of(jobcenter: JobcenterInfo) -> frozenset[str]:
    labels = (area.label for area in (*jobcenter.areas, *jobcenter.former_areas))
    return frozenset(words(" ".join([jobcenter.official_name, jobcenter.name, *labels])))

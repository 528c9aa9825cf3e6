"""Search by name or place: forgiving with umlauts, ß, accents, order of words and a slip of the finger."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from jobcenter.directory.entries import JobcenterInfo
from jobcenter.web.words import words

# Words that say nothing about which Jobcenter is meant.
_NOISE = frozenset({"jobcenter", "job", "center", "jobcentre", "amt", "arbeitsamt", "in", "und", "der", "die", "das"})


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
        close = [process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=80) for word in wanted]
        return tuple(match[0] for match in close if match) if all(close) else ()


def _words_of(jobcenter: JobcenterInfo) -> frozenset[str]:
    labels = (area.label for area in (*jobcenter.areas, *jobcenter.former_areas))
    return frozenset(words(" ".join([jobcenter.official_name, jobcenter.name, *labels])))

"""Which Jobcenter is responsible? Pure: no database, no request."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jobcenter.directory.entries import AreaInfo, JobcenterInfo, PostcodeInfo
from jobcenter.directory.names import NameIndex
from jobcenter.directory.typed import read


class State(StrEnum):
    """What the answer to a search is."""

    EMPTY = "empty"
    FOUND = "found"  # exactly one Jobcenter is responsible
    CHOOSE = "choose"  # several may be: the person says which area they live in
    NAMES = "names"  # Jobcenters with that name or place
    NO_NAME = "no_name"
    NOT_A_POSTCODE = "not_a_postcode"
    UNKNOWN_POSTCODE = "unknown_postcode"
    BULK_MAIL = "bulk_mail"


@dataclass(frozen=True, slots=True)
class Option:
    """A Jobcenter and the part of it that fits the search. `sourced` is False for hearsay."""

    jobcenter: JobcenterInfo
    areas: tuple[AreaInfo, ...]
    sourced: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """`options` by State: one for FOUND, several for CHOOSE and NAMES. `suggestion` is a postcode meant instead."""

    state: State
    text: str
    postcode: str = ""
    options: tuple[Option, ...] = ()
    suggestion: str = ""

    @property
    def sourced(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.sourced)

    @property
    def hearsay(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if not option.sourced)

    @property
    def by_borough(self) -> bool:
        """Whether the choice is between Berlin boroughs (their keys have eight digits)."""
        return any(len(area.key) == 8 for option in self.options for area in option.areas)


class Finder:
    """Answers from the Jobcenters and postcodes it is given."""

    def __init__(self, jobcenters: Iterable[JobcenterInfo], postcodes: Mapping[str, PostcodeInfo]) -> None:
        jobcenters = list(jobcenters)
        self._postcodes = postcodes
        self._names = NameIndex(jobcenters)
        self._responsible: dict[str, list[tuple[JobcenterInfo, AreaInfo]]] = defaultdict(list)
        for jobcenter in jobcenters:
            for area in jobcenter.areas:
                self._responsible[area.key].append((jobcenter, area))

    @property
    def postcodes(self) -> list[str]:
        """Every postcode there is, in order."""
        return sorted(self._postcodes)

    def find(self, text: str) -> Answer:
        """The answer to whatever a person typed; never raises."""
        typed = read(text)
        if not typed.text:
            return Answer(State.EMPTY, "")
        if typed.name:
            options = tuple(Option(jobcenter, jobcenter.areas) for jobcenter in self._names.search(typed.name))
            return Answer(State.NAMES if options else State.NO_NAME, typed.text, options=options)
        if not typed.postcode:
            meant = f"0{typed.digits}" if len(typed.digits) == 4 else ""
            return Answer(State.NOT_A_POSTCODE, typed.text, suggestion=meant if meant in self._postcodes else "")
        return self._by_postcode(typed.text, typed.postcode)

    def _by_postcode(self, text: str, postcode: str) -> Answer:
        known = self._postcodes.get(postcode)
        if known is None:
            return Answer(State.UNKNOWN_POSTCODE, text, postcode)
        if known.bulk_mail:
            return Answer(State.BULK_MAIL, text, postcode)
        options = self._options(known.areas, sourced=True)
        certain = {option.jobcenter.provider_number for option in options}
        further = self._options(known.possible_areas, sourced=False)
        options += [option for option in further if option.jobcenter.provider_number not in certain]
        if not options:
            return Answer(State.UNKNOWN_POSTCODE, text, postcode)
        return Answer(State.FOUND if len(options) == 1 else State.CHOOSE, text, postcode, tuple(options))

    def _options(self, keys: Iterable[str], *, sourced: bool) -> list[Option]:
        areas: dict[JobcenterInfo, list[AreaInfo]] = {}
        for key in keys:
            for jobcenter, area in self._responsible.get(key, ()):
                areas.setdefault(jobcenter, []).append(area)
        return [Option(jobcenter, tuple(parts), sourced) for jobcenter, parts in areas.items()]

    def neighbours(self, jobcenter: JobcenterInfo) -> tuple[JobcenterInfo, ...]:
        """The Jobcenters that share a postcode with this one, by name: where a wrong answer most likely belongs."""
        shared = {
            option.jobcenter
            for postcode in jobcenter.postcodes
            for option in self._by_postcode("", postcode).options
            if option.jobcenter != jobcenter
        }
        return tuple(sorted(shared, key=lambda other: other.official_name))

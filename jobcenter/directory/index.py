"""The directory in the memory of this process: built once, exchanged when another edition has been loaded."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

import structlog
from django.db import DatabaseError
from django.utils import timezone

from jobcenter.directory.content import Content
from jobcenter.directory.entries import AreaInfo, JobcenterInfo, PostcodeInfo
from jobcenter.directory.finder import Finder
from jobcenter.directory.models.rows import Area, Dated, Edition, Jobcenter, Postcode
from jobcenter.web.memory import Memory
from jobcenter.web.shelf import Shelf

log = structlog.get_logger()


class Directory:
    """One edition as of one day: Jobcenters by number, the finder, and the pages rendered from it."""

    def __init__(self, content: Content, day: datetime.date) -> None:
        self.edition, self.day = content.digest, day
        self.shelf = Shelf()
        self._successors = {
            row.provider_number: row.successor_id for row in content.jobcenters if row.successor_id and _over(row, day)
        }
        self._jobcenters = _jobcenters(content, day)
        self._responsible = _responsible(content, self._jobcenters.values(), day)
        self.finder = Finder(self._jobcenters.values(), _postcodes(content, day))

    @property
    def jobcenters(self) -> list[JobcenterInfo]:
        return list(self._jobcenters.values())

    def jobcenter(self, provider_number: str) -> JobcenterInfo | None:
        """The Jobcenter with that number, or whoever took over from it."""
        for _ in self._successors:
            provider_number = self._successors.get(provider_number, provider_number)
        return self._jobcenters.get(provider_number)

    def responsible_for(self, area_key: str) -> tuple[str, ...]:
        """The numbers of the Jobcenters for a district or municipality by its AGS (5 or 8 digits) or ARS (9 or 12).

        A divided city as a whole has several. None for a Land, the federation, and what is no key.
        """
        if not area_key.isdecimal() or len(area_key) not in {5, 8, 9, 12}:
            return ()
        district = area_key[:5]
        # An ARS has four digits of an association of municipalities between district and municipality.
        municipality = district + area_key[9:] if len(area_key) > 8 else area_key
        return self._responsible.get(municipality) or self._responsible.get(district, ())


def _refreshed(known: Directory | None) -> Directory:
    day = timezone.localdate()
    try:
        newest = Edition.objects.order_by("-id").values_list("digest", flat=True).first()
        if known is None or known.day != day or (newest is not None and newest != known.edition):
            return Directory(Content.stored(), day)
    except DatabaseError:
        # Knowing the Jobcenters does not depend on the database being up right now.
        log.warning("directory.not_checked")
    return known or Directory(Content.shipped(), day)


memory = Memory(_refreshed)


def directory() -> Directory:
    """The directory, at most a minute behind the database. One query a minute, none in between."""
    return memory.get()


def _over(row: Dated, day: datetime.date) -> bool:
    return row.valid_until is not None and row.valid_until < day


def _today_of(content: Content, day: datetime.date) -> dict[str, str]:
    """Every area's key → the key of the area that exists today in its place."""
    by_key = {area.key: area for area in content.areas}

    def today(area: Area) -> str:
        seen = set()
        while _over(area, day) and area.successor_id and area.key not in seen:
            seen.add(area.key)
            area = by_key[area.successor_id]
        return area.key

    return {area.key: today(area) for area in content.areas}


def _jobcenters(content: Content, day: datetime.date) -> dict[str, JobcenterInfo]:
    today = _today_of(content, day)
    infos = {area.key: AreaInfo(area.key, area.label) for area in content.areas}
    former = defaultdict(list)
    for key, successor in today.items():
        if key != successor:
            former[successor].append(infos[key])
    rows = [row for row in content.jobcenters if row.exists(day)]
    responsible = {key: row.provider_number for row in rows for key in row.areas}
    postcodes = defaultdict(list)
    for postcode in content.postcodes:
        for number in {responsible.get(today[key], "") for key in postcode.areas}:
            postcodes[number].append(postcode.postcode)

    def info(row: Jobcenter) -> JobcenterInfo:
        number = row.provider_number
        return JobcenterInfo(
            provider_number=number,
            kind="zkT" if row.kind == Jobcenter.Kind.MUNICIPAL else "gE",
            name=row.name,
            official_name=row.official_name,
            official_name_source=row.official_name_source,
            state=row.state,
            areas=tuple(infos[key] for key in row.areas),
            former_areas=tuple(area for key in row.areas for area in former[key]),
            postcodes=tuple(sorted(postcodes[number])),
        )

    return {row.provider_number: info(row) for row in rows}


def _responsible(
    content: Content, jobcenters: Iterable[JobcenterInfo], day: datetime.date
) -> dict[str, tuple[str, ...]]:
    """The key of every area, ended ones and divided ones too, → the numbers of its Jobcenters."""
    numbers = defaultdict(set)
    for jobcenter in jobcenters:
        for own in jobcenter.areas:
            numbers[own.key].add(jobcenter.provider_number)
    for area in content.areas:
        if area.part_of_id:
            numbers[area.part_of_id] |= numbers[area.key]
    return {key: tuple(sorted(numbers[successor])) for key, successor in _today_of(content, day).items()}


def _postcodes(content: Content, day: datetime.date) -> dict[str, PostcodeInfo]:
    today = _today_of(content, day)

    def info(row: Postcode) -> PostcodeInfo:
        areas = tuple(dict.fromkeys(today[key] for key in row.areas))
        further = tuple(today[key] for key in row.possible_areas)
        return PostcodeInfo(areas, further, bulk_mail=row.use == Postcode.Use.BULK_MAIL)

    return {row.postcode: info(row) for row in content.postcodes}

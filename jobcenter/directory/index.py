"""The directory in the memory of this process: built once, exchanged when another edition has been loaded."""

import datetime
import threading
import time
from collections import defaultdict

import structlog
from django.db import DatabaseError
from django.utils import timezone

from jobcenter.directory.content import SHIPPED, Content
from jobcenter.directory.entries import AreaInfo, ContactInfo, JobcenterInfo, PostcodeInfo, SiteInfo, Source
from jobcenter.directory.finder import Finder
from jobcenter.directory.models.rows import Area, Dated, Edition, Jobcenter, Postcode, Sourced
from jobcenter.directory.shelf import Shelf

CHECK_EVERY = 60.0  # seconds

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
        self.finder = Finder(self._jobcenters.values(), _postcodes(content, day))

    @property
    def jobcenters(self) -> list[JobcenterInfo]:
        return list(self._jobcenters.values())

    def jobcenter(self, provider_number: str) -> JobcenterInfo | None:
        """The Jobcenter with that number, or whoever took over from it."""
        for _ in self._successors:
            provider_number = self._successors.get(provider_number, provider_number)
        return self._jobcenters.get(provider_number)


_current: Directory | None = None
_check_at = 0.0
_refreshing = threading.Lock()


def directory() -> Directory:
    """The directory, at most a minute behind the database. One query a minute, none in between."""
    known = _current
    if known is not None and time.monotonic() < _check_at:
        return known
    # While one thread looks for a newer edition, the others keep working with the one at hand.
    if not _refreshing.acquire(blocking=known is None):
        assert known is not None
        return known
    try:
        return _refreshed(_current)
    finally:
        _refreshing.release()


def _refreshed(known: Directory | None) -> Directory:
    global _current, _check_at
    day = timezone.localdate()
    try:
        newest = Edition.objects.order_by("-id").values_list("digest", flat=True).first()
        if known is None or known.day != day or (newest is not None and newest != known.edition):
            known = Directory(Content.stored(), day)
    except DatabaseError:
        # Knowing the Jobcenters does not depend on the database being up right now.
        log.warning("directory.not_checked")
        known = known or Directory(Content.read(SHIPPED), day)
    _current, _check_at = known, time.monotonic() + CHECK_EVERY
    return known


def forget() -> None:
    """Build the index anew at the next question (the database has another edition now)."""
    global _current, _check_at
    _current, _check_at = None, 0.0


def _over(row: Dated, day: datetime.date) -> bool:
    return row.valid_until is not None and row.valid_until < day


def _now(row: Dated, day: datetime.date) -> bool:
    return not _over(row, day) and (row.valid_from is None or row.valid_from <= day)


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
    rows = [row for row in content.jobcenters if _now(row, day)]
    responsible = {key: row.provider_number for row in rows for key in row.areas}
    postcodes = defaultdict(list)
    for postcode in content.postcodes:
        for number in {responsible.get(today[key], "") for key in postcode.areas}:
            postcodes[number].append(postcode.postcode)
    contacts = {
        row.jobcenter_id: ContactInfo(row.phone, row.website, row.opening_hours, _source(row))
        for row in content.contacts
    }
    sites = defaultdict(list)
    for site in content.sites:
        sites[site.jobcenter_id].append(SiteInfo(site.address, _source(site)))

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
            contact=contacts.get(number),
            sites=tuple(sites[number]),
        )

    return {row.provider_number: info(row) for row in rows}


def _postcodes(content: Content, day: datetime.date) -> dict[str, PostcodeInfo]:
    today = _today_of(content, day)

    def info(row: Postcode) -> PostcodeInfo:
        areas = tuple(dict.fromkeys(today[key] for key in row.areas))
        further = tuple(today[key] for key in row.possible_areas)
        return PostcodeInfo(areas, further, bulk_mail=row.use == Postcode.Use.BULK_MAIL)

    return {row.postcode: info(row) for row in content.postcodes}


def _source(row: Sourced) -> Source:
    return Source(row.source, row.as_of)

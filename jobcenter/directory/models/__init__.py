"""The door of this room: the rows, and what other rooms ask about Jobcenters (answered from memory)."""

from jobcenter.directory.entries import OFFICE_SEARCH, JobcenterInfo
from jobcenter.directory.finder import Option
from jobcenter.directory.models.rows import Area, Edition, Jobcenter, Postcode

__all__ = [
    "OFFICE_SEARCH",
    "Area",
    "Edition",
    "Jobcenter",
    "JobcenterInfo",
    "Option",
    "Postcode",
    "all_jobcenters",
    "jobcenter_named",
    "jobcenters_at",
    "responsible_for",
]


def jobcenter_named(provider_number: str) -> JobcenterInfo | None:
    """The Jobcenter with that provider number, its successor if it is closed, or None. No query once warm."""
    from jobcenter.directory.index import directory

    return directory().jobcenter(provider_number)


def jobcenters_at(postcode: str) -> tuple[Option, ...]:
    """The Jobcenters that may be responsible for somebody who lives there, the certain ones first; none for a postcode
    that nobody lives at. No query once warm."""
    from jobcenter.directory.index import directory

    return directory().finder.find(postcode).options


def all_jobcenters() -> list[JobcenterInfo]:
    """Every Jobcenter there is today. No query once warm."""
    from jobcenter.directory.index import directory

    return directory().jobcenters


def responsible_for(area_key: str) -> tuple[str, ...]:
    """The provider numbers of the Jobcenters for a district or municipality, by AGS or ARS; for Berlin as a whole all
    twelve, for what is no such key none. No query once warm."""
    from jobcenter.directory.index import directory

    return directory().responsible_for(area_key)

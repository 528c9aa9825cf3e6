"""The door of this room: the rows, and what other rooms ask about Jobcenters (answered from memory)."""

from jobcenter.directory.entries import JobcenterInfo
from jobcenter.directory.models.rows import Area, Contact, Edition, Jobcenter, Postcode, Site

__all__ = ["Area", "Contact", "Edition", "Jobcenter", "JobcenterInfo", "Postcode", "Site", "jobcenter_named"]


def jobcenter_named(provider_number: str) -> JobcenterInfo | None:
    """The Jobcenter with that provider number, its successor if it is closed, or None. No query once warm."""
    from jobcenter.directory.index import directory

    return directory().jobcenter(provider_number)

"""What the index in memory is made of: immutable, without a database behind it."""

from dataclasses import dataclass
from typing import Literal

OFFICE_SEARCH = "https://web.arbeitsagentur.de/portal/metasuche/suche/dienststellen"

_KIND_IN_WORDS = {
    "gE": "Gemeinsame Einrichtung: Die Bundesagentur für Arbeit und die Kommune führen dieses Jobcenter zusammen.",
    "zkT": "Kommunales Jobcenter: Die Kommune (Kreis oder Stadt) führt dieses Jobcenter allein.",
}
_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was published, and when."""

    name: str
    as_of: str

    @property
    def as_of_in_words(self) -> str:
        """ "2025-12" → "Dezember 2025"; "2025" stays."""
        year, *rest = self.as_of.split("-")
        if not rest:
            return year
        month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
        return f"{int(rest[1])}. {month}" if len(rest) > 1 else month


@dataclass(frozen=True, slots=True)
class AreaInfo:
    """A district or borough, named as people name it ("Kreis Lippe", "Stadt Bielefeld")."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ContactInfo:
    phone: str
    website: str
    opening_hours: str
    source: Source

    @property
    def phone_link(self) -> str:
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")

    @property
    def opening_lines(self) -> list[str]:
        return [line.strip() for line in self.opening_hours.split(";")]

    @property
    def says_something(self) -> bool:
        return bool(self.phone or self.website or self.opening_hours)


@dataclass(frozen=True, slots=True)
class SiteInfo:
    address: str
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class JobcenterInfo:
    """One Jobcenter, with everything its page shows. There is one object per Jobcenter and edition."""

    provider_number: str
    kind: Literal["gE", "zkT"]
    name: str
    official_name: str
    official_name_source: str
    state: str
    areas: tuple[AreaInfo, ...]
    # Names its areas had before a merger: people still search for them.
    former_areas: tuple[AreaInfo, ...] = ()
    postcodes: tuple[str, ...] = ()
    contact: ContactInfo | None = None
    sites: tuple[SiteInfo, ...] = ()

    @property
    def kind_in_words(self) -> str:
        return _KIND_IN_WORDS[self.kind]

    @property
    def sources(self) -> list[Source]:
        """Where the contact and the sites come from, each once."""
        contact = [self.contact.source] if self.contact and self.contact.says_something else []
        return list(dict.fromkeys([*contact, *(site.source for site in self.sites)]))


@dataclass(frozen=True, slots=True)
class PostcodeInfo:
    """The keys of the areas that a postcode touches; none for a postcode of bulk mail."""

    areas: tuple[str, ...]
    possible_areas: tuple[str, ...] = ()
    bulk_mail: bool = False

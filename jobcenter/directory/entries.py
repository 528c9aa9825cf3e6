"""What the index in memory is made of: immutable, without a database behind it."""

from dataclasses import dataclass
from typing import Literal

OFFICE_SEARCH = "https://web.arbeitsagentur.de/portal/metasuche/suche/dienststellen"

MADE_UP = "00000"
_KIND_IN_WORDS = {
    "gE": "Gemeinsame Einrichtung: Die Bundesagentur für Arbeit und die Kommune führen dieses Jobcenter zusammen.",
    "zkT": "Kommunales Jobcenter: Die Kommune (Kreis oder Stadt) führt dieses Jobcenter allein.",
}


@dataclass(frozen=True, slots=True)
class AreaInfo:
    """A district or borough, named as people name it ("Kreis Lippe", "Stadt Bielefeld")."""

    key: str
    label: str


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

    @property
    def kind_in_words(self) -> str:
        return _KIND_IN_WORDS[self.kind]

    @property
    def made_up(self) -> bool:
        """Jobcenter Musterstadt, which exists in the demo alone."""
        return self.provider_number == MADE_UP


@dataclass(frozen=True, slots=True)
class PostcodeInfo:
    """The keys of the areas that a postcode touches; none for a postcode of bulk mail."""

    areas: tuple[str, ...]
    possible_areas: tuple[str, ...] = ()
    bulk_mail: bool = False

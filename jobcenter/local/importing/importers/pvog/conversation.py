"""Asking the PVOG's search service: one question leads to the next, and there is an end to it."""

from dataclasses import dataclass, field
from typing import Any

from jobcenter.directory.models import JobcenterInfo, responsible_for
from jobcenter.local.importing.importers.pvog.answers import districts, list_of, own_units, services_in
from jobcenter.local.importing.importers.pvog.json_values import identifier, parsed, string
from jobcenter.local.importing.importers.pvog.questions import Questions
from jobcenter.local.importing.port import Absent, BrokenFeed, Fetch

# So many of each that two hundred questions are enough for all of them.
_POSTCODES, _REGIONS, _SERVICES, _UNITS, _PAGES = 8, 12, 5, 40, 3


@dataclass
class Conversation:
    """Asks one thing after the other, remembers every answer, and stops when it has asked enough."""

    questions: Questions
    own: JobcenterInfo
    get: Fetch
    files: dict[str, bytes] = field(default_factory=dict)

    def held(self) -> dict[str, bytes]:
        """All answers by address; an empty one for what does not exist. Raises Unreachable."""
        asked: set[str] = set()
        for region in self._regions():
            # At once, so that no office is named without being described when there is an end to questions.
            for unit in self._units_in(region):
                if len(asked) < _UNITS:
                    asked.add(unit)
                    self._ask(self.questions.unit(unit))
        self._online()
        return self.files

    def _regions(self) -> list[str]:
        """Regional keys of places in the area of the Jobcenter, then of its districts."""
        if self.questions.regions:
            return self.questions.regions[:_REGIONS]
        postcodes = self.own.postcodes
        places: dict[str, None] = {}
        for postcode in postcodes[:: max(1, len(postcodes) // _POSTCODES)][:_POSTCODES]:
            for place in list_of(self._ask(self.questions.locations(postcode))):
                region = string(place, "ars")
                if self.own.provider_number in responsible_for(region):
                    places[region] = None
        return [*list(places)[: _REGIONS - 1], *districts(self.own)]

    def _units_in(self, region: str) -> dict[str, None]:
        """The units of the lowest level that has any."""
        for level in dict.fromkeys((region, f"{region[:5]:0<12}", f"{region[:2]:0<12}", "0" * 12)):
            units: dict[str, None] = {}
            for word in self.questions.words:
                services = services_in(self._ask(self.questions.services(level, word)), self.questions.words)
                # At the level of a Land and above nobody is a Jobcenter of its own.
                if self.own.provider_number in responsible_for(level):
                    for service in services[:_SERVICES]:
                        titles = self._ask(self.questions.titles(level, identifier(service)))
                        units |= dict.fromkeys(own_units(titles, level, self.own))
            if units:
                return units
        return {}

    def _online(self) -> None:
        token = ""
        for _ in range(_PAGES):
            page = self._ask(self.questions.online(districts(self.own)[0], token))
            token = string(page, "nextPageToken")
            if not token:
                return

    def _ask(self, address: str) -> Any:
        """None when there is nothing, when it makes no sense, and when enough was asked."""
        if not address:
            return None
        if address not in self.files:
            if len(self.files) >= self.questions.calls:
                return None
            try:
                self.files[address] = self.get(address)
            except Absent:
                self.files[address] = b""
        try:
            return parsed("", self.files[address]) if self.files[address] else None
        except BrokenFeed:
            return None  # read() says so

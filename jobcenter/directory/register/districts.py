"""Which areas the districts of the register are: divided ones stay divided as they are known to be."""

import datetime
from collections import defaultdict

from jobcenter.directory.content import Content
from jobcenter.directory.models.rows import Area, Jobcenter
from jobcenter.directory.register.sheets import Entry, complaint


class Districts:
    """The districts of an edition that exist on a day, their parts, and who shares them."""

    def __init__(self, current: Content, day: datetime.date) -> None:
        self._day = day
        self._areas = {area.key: area for area in current.areas if area.exists(day)}
        self._parts: dict[str, set[str]] = defaultdict(set)
        for area in self._areas.values():
            if area.part_of_id:
                self._parts[area.part_of_id].add(area.key)
        self._sharing: dict[str, set[str]] = defaultdict(set)
        for row in current.jobcenters:
            for key in row.areas if row.exists(day) else ():
                self._sharing[key].add(row.provider_number)

    def areas_of(self, entry: Entry, known: list[str], entries: dict[str, Entry]) -> list[str]:
        """The keys of its areas, `known` ones first in their order.

        Raises BrokenFile for an unknown district, and for one that is shared otherwise than known: the register does
        not say who of several is responsible for which part.
        """
        keys: set[str] = set()
        for district in entry.districts:
            area = self._existing(entry, district)
            if parts := self._parts[district]:
                keys |= self._known_parts(entry, area, parts & set(known))
            else:
                self._refuse_new_sharing(area, entries)
                keys.add(district)
        return [key for key in known if key in keys] + sorted(keys - set(known))

    def state_of(self, entry: Entry) -> str:
        """The Land of its districts; if the register names a Land in words, it must be the same."""
        states = {self._areas[district].state for district in entry.districts}
        if entry.state in {area.state for area in self._areas.values()}:
            states.add(entry.state)
        if len(states) > 1:
            raise complaint(f"Träger-Nr. {entry.number} liegt in mehreren Ländern: {', '.join(sorted(states))}.", entry)
        return states.pop()

    def refuse_uncovered(self, rows: list[Jobcenter]) -> None:
        """Raises BrokenFile when none of these Jobcenters is responsible for an area from tomorrow on."""
        covered = {key for row in rows if not row.valid_until or row.valid_until > self._day for key in row.areas}
        for key, area in self._areas.items():
            if not self._parts[key] and key not in covered:
                raise complaint(f"Für {area.label} ({key}) wäre kein Jobcenter mehr zuständig.")

    def _existing(self, entry: Entry, district: str) -> Area:
        area = self._areas.get(district)
        if area is None or area.part_of_id:
            raise complaint(f"Den Kreis {district} gibt es im Verzeichnis nicht (Träger-Nr. {entry.number}).")
        return area

    def _known_parts(self, entry: Entry, area: Area, parts: set[str]) -> set[str]:
        if not parts:
            raise complaint(
                f"Für welchen Teil von {area.label} Träger-Nr. {entry.number} zuständig ist, ist unbekannt."
            )
        return parts

    def _refuse_new_sharing(self, area: Area, entries: dict[str, Entry]) -> None:
        sharing = {number for number, entry in entries.items() if area.key in entry.districts}
        if len(sharing) > 1 and sharing != self._sharing[area.key]:
            numbers = ", ".join(sorted(sharing))
            raise complaint(f"{area.label} ({area.key}) teilen sich neuerdings {numbers}. Wie, ist unbekannt.")

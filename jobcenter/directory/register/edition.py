"""A new edition of the directory: the current one, with the Jobcenters as the register has them."""

import datetime

from jobcenter.directory.content import Content
from jobcenter.directory.entries import MADE_UP
from jobcenter.directory.models.rows import Jobcenter
from jobcenter.directory.register.districts import Districts
from jobcenter.directory.register.naming import official_name
from jobcenter.directory.register.sheets import Entry, complaint


def renewed(current: Content, entries: dict[str, Entry], day: datetime.date) -> Content:
    """Kind, name, Land and areas of every Jobcenter as the register says; who is not in it any more is closed.

    Areas and postcodes stay as they are, and so do official names, what has not begun, and the made-up Jobcenter of the
    demo. Raises BrokenFile for a register that leaves a district without a Jobcenter, divides one in an unknown way, or
    is too small to be true.
    """
    standing = [row for row in current.jobcenters if row.exists(day) and row.provider_number != MADE_UP]
    if 2 * len(entries) < len(standing):
        raise complaint(f"Nur {len(entries)} Jobcenter stehen im Register, bekannt sind {len(standing)}.")
    return Content(
        areas=current.areas, jobcenters=_Renewal(current, entries, day).jobcenters(), postcodes=current.postcodes
    ).sealed()


class _Renewal:
    def __init__(self, current: Content, entries: dict[str, Entry], day: datetime.date) -> None:
        self._known = {row.provider_number: row for row in current.jobcenters}
        self._entries, self._day = entries, day
        self._districts = Districts(current, day)
        self._taken = {row.official_name for row in current.jobcenters}

    def jobcenters(self) -> list[Jobcenter]:
        rows = {number: self._in_register(entry) for number, entry in self._entries.items()}
        gone = [self._left_out(row, rows) for number, row in self._known.items() if number not in rows]
        everybody = sorted([*rows.values(), *gone], key=lambda row: row.provider_number)
        self._districts.refuse_uncovered(everybody)
        return everybody

    def _in_register(self, entry: Entry) -> Jobcenter:
        known = self._known.get(entry.number)
        areas = self._districts.areas_of(entry, known.areas if known else [], self._entries)
        state = self._districts.state_of(entry)
        if known:
            row = _copy(known)
        else:
            row = Jobcenter(provider_number=entry.number, official_name=self._new_name(entry, state))
        row.kind, row.name, row.state, row.areas = entry.kind, entry.name, state, areas
        # An end that is planned stays planned; who had ended and stands in the register again is there again.
        if row.valid_until and row.valid_until <= self._day:
            row.valid_until = row.successor_id = None
        return row

    def _new_name(self, entry: Entry, state: str) -> str:
        """Derived as in the shipped edition; never one that another Jobcenter has or had."""
        name = official_name(entry.name, state, [other.name for other in self._entries.values()])
        name = f"{name} ({entry.number})" if name in self._taken else name
        self._taken.add(name)
        return name

    def _left_out(self, row: Jobcenter, rows: dict[str, Jobcenter]) -> Jobcenter:
        """Closed from tomorrow on, unless it was closed, has not begun, or is made up."""
        if row.valid_until or not row.exists(self._day) or row.provider_number == MADE_UP:
            return row
        heirs = [heir.provider_number for heir in rows.values() if set(heir.areas) & set(row.areas)]
        closed = _copy(row)
        closed.valid_until, closed.successor_id = self._day, heirs[0] if len(heirs) == 1 else None
        return closed


def _copy(row: Jobcenter) -> Jobcenter:
    return Jobcenter(**{column.attname: getattr(row, column.attname) for column in Jobcenter._meta.concrete_fields})

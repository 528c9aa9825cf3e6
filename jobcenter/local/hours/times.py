"""The hours of one day: time spans, what is noted on them, or why it is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from jobcenter.local.hours.notation import Part, Tokens

DAY = 24 * 60


def clock(minute: int) -> str:
    """Minutes of the day as people read them: 8:00, 24:00."""
    return f"{minute // 60}:{minute % 60:02}"


def bracketed(note: str) -> str:
    """To follow something; "" without a note."""
    return f" ({note})" if note else ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from `opens` to `closes` (minutes of the day by the clock on the wall, 0 to 1440; the end does not belong
    to it), and what is noted on it ("nur mit Termin")."""

    opens: int
    closes: int
    note: str = ""

    def __str__(self) -> str:
        return f"{_full(self.opens)}-{_full(self.closes)}"


@dataclass(frozen=True, slots=True)
class DayPlan:
    """`spans` in order, never overlapping. `closed`: said so („geschlossen“, a holiday), and `note` why."""

    spans: tuple[Span, ...] = ()
    closed: bool = False
    note: str = ""

    def clauses(self) -> list[str]:
        """In the notation; spans that share a note share a clause. The earliest comes first."""
        if self.closed:
            return [f"geschlossen{bracketed(self.note)}"]
        notes = dict.fromkeys(span.note for span in self.spans)
        return [", ".join(str(span) for span in self.spans if span.note == note) + bracketed(note) for note in notes]

    def together(self, other: "DayPlan", part: Part) -> "DayPlan":
        """Both; `part` is where the other was written. Raises Unreadable where they contradict each other."""
        if not self.spans and not self.closed:
            return other
        if self == other and self.closed:
            return self
        if self.closed or other.closed:
            raise part.wrong("Derselbe Tag steht schon mit einer anderen Angabe da.")
        return DayPlan(_in_order((*self.spans, *other.spans), part))


def read_plan(tokens: Tokens) -> DayPlan:
    """Times or „geschlossen“, with notes; stops before what does not belong to it. Raises Unreadable."""
    tokens.skip("colon", "and")
    if tokens.take("closed"):
        return DayPlan(closed=True, note=tokens.note())
    spans: list[Span] = []
    noted = 0
    while True:
        spans.append(_read_span(tokens))
        if note := tokens.note():
            spans[noted:] = [Span(span.opens, span.closes, note) for span in spans[noted:]]
            noted = len(spans)
        # A comma may also begin the next group: Mo 8-12, Di 9-13.
        if tokens.peek().kind != "and" or tokens.peek(1).kind in {"day", "daily"}:
            return DayPlan(_in_order(spans, tokens.part))
        tokens.skip("and")


def _read_span(tokens: Tokens) -> Span:
    tokens.skip("from")
    if tokens.take("all_day"):
        return Span(0, DAY)
    opens = _read_time(tokens)
    if not tokens.take("to"):
        raise tokens.wrong("Eine Zeit braucht Anfang und Ende, zum Beispiel „08:00-12:00“.")
    closes = _read_time(tokens)
    if closes == opens:
        raise tokens.wrong("Anfang und Ende sind gleich.")
    if closes < opens:
        raise tokens.wrong("Das Ende liegt vor dem Anfang.")
    return Span(opens, closes)


def _read_time(tokens: Tokens) -> int:
    token = tokens.take("time")
    if not token:
        found = tokens.peek()
        what = "Es fehlt eine Uhrzeit" if found.kind == "end" else f"„{found.text}“ ist keine Uhrzeit"
        raise tokens.wrong(f"{what}. Möglich sind Zeiten wie „08:00-12:00“ oder „geschlossen“.")
    tokens.take("o'clock")
    hour, _, minute = token.text.replace(".", ":").partition(":")
    at = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or at > DAY:
        raise tokens.wrong(f"Die Uhrzeit {token.text} gibt es nicht.")
    return at


def _in_order(spans: Iterable[Span], part: Part) -> tuple[Span, ...]:
    ordered = tuple(sorted(spans))
    for one, next_one in pairwise(ordered):
        if next_one.opens < one.closes:
            raise part.wrong(f"Die Zeiten {one} und {next_one} überschneiden sich.")
    return ordered


def _full(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"

"""Proof of work: the browser has calculated for a moment while somebody typed. Nobody sees a puzzle.

Many small puzzles instead of a large one, so that the time hardly varies. Each is a number whose SHA-256, together with
the ticket's id and the number of the puzzle, begins with BITS zeros. `static/submissions/solving.js` finds them. One
ticket becomes one application, so a proof counts once.
"""

from hashlib import sha256
from uuid import UUID

# About 200,000 hashes: two seconds on a slow phone, a third of a second on a desktop.
PUZZLES = 24
BITS = 13
_BELOW = 1 << (32 - BITS)
_LONGEST = 10


def solves(ticket: UUID, solution: str) -> bool:
    """Whether this is the work for that ticket: "1f.8k.…", one number for each puzzle. Never raises."""
    numbers = solution.split(".", PUZZLES)
    return len(numbers) == PUZZLES and all(
        len(number) <= _LONGEST and number.isascii() and _fits(f"{ticket.hex}.{puzzle}.{number}")
        for puzzle, number in enumerate(numbers)
    )


def _fits(text: str) -> bool:
    return int.from_bytes(sha256(text.encode()).digest()[:4]) < _BELOW

"""Codes that survive being read aloud, written by hand and typed in again: Crockford's alphabet has no I, L, O, U."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILO", "110")


def new_code() -> str:
    """A secret such as `P3WX-08HJ-Q2`: 50 random bits, nobody can try them all."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(10)))


def tidy_code(typed: str) -> str:
    """The code somebody typed in its written form; whatever is no code comes back as something that never fits."""
    return _grouped(plain(typed))


def plain(typed: str) -> str:
    """What was typed, with misread characters put right and without what only separates: at most 40 characters."""
    return "".join(character for character in typed.upper() if character.isalnum()).translate(_MISREAD)[:40]


def _grouped(ten: str) -> str:
    return f"{ten[:4]}-{ten[4:8]}-{ten[8:]}"

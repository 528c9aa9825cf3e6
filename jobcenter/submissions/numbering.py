"""Receipt numbers and check codes that survive being read aloud, written by hand and typed in again.

Crockford's alphabet has no I, L, O, U; the last character of a receipt number is a Luhn check (mod 32), so a
single wrong character never becomes somebody else's number.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILO", "110")


def new_receipt_number() -> str:
    """A fresh number such as `JC-7K3M-9QXD-4T`: 45 random bits and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(9))
    return _grouped(body + _check_character(body))


def new_check_code() -> str:
    """The secret beside the number, such as `P3WX-08HJ-Q2`: 50 random bits, nobody can try them all."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def tidy_receipt_number(typed: str) -> str | None:
    """The number somebody typed in its written form, or None if it cannot be one."""
    plain = _plain(typed).removeprefix("JC")
    if len(plain) != 10 or not set(plain) <= set(ALPHABET) or _check_character(plain[:9]) != plain[9]:
        return None
    return _grouped(plain)


def tidy_check_code(typed: str) -> str:
    """The code somebody typed in its written form; whatever is no code comes back as something that never fits."""
    plain = _plain(typed)
    return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"


def _plain(typed: str) -> str:
    return "".join(character for character in typed.upper() if character.isalnum()).translate(_MISREAD)[:40]


def _grouped(ten: str) -> str:
    return f"JC-{ten[:4]}-{ten[4:8]}-{ten[8:]}"


def _check_character(body: str) -> str:
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]

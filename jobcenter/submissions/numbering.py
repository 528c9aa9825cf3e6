"""Receipt numbers, and the check codes beside them (see `jobcenter.web.spoken`).

The last character of a receipt number is a Luhn check (mod 32), so a single wrong character never becomes somebody
else's number.
"""

import secrets

from jobcenter.web.spoken import ALPHABET, new_code, plain, tidy_code

new_check_code, tidy_check_code = new_code, tidy_code


def new_receipt_number() -> str:
    """A fresh number such as `JC-7K3M-9QXD-4T`: 45 random bits and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(9))
    return _grouped(body + _check_character(body))


def tidy_receipt_number(typed: str) -> str | None:
    """The number somebody typed in its written form, or None if it cannot be one."""
    ten = plain(typed).removeprefix("JC")
    if len(ten) != 10 or not set(ten) <= set(ALPHABET) or _check_character(ten[:9]) != ten[9]:
        return None
    return _grouped(ten)


def _grouped(ten: str) -> str:
    return f"JC-{ten[:4]}-{ten[4:8]}-{ten[8:]}"


def _check_character(body: str) -> str:
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]

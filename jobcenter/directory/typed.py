"""What a person typed into the search field: a postcode, nearly a postcode, or a name."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Typed:
    """`text` tidied for showing again; `postcode` or `digits` or `name` filled, depending on what it is."""

    text: str
    postcode: str = ""
    digits: str = ""
    name: str = ""


def read(text: str) -> Typed:
    """Understand `text`; any string is fine, nothing raises.

    "33602", " 336 02", "D-33602", "33602 Bielefeld", "３３６０２" → postcode; "1067" → digits; "Köln" → name.
    """
    text = " ".join(_plain(text)[:LONGEST].split())
    if found := re.search(r"(?<!\d)\d{5}(?!\d)", text):
        return Typed(text, postcode=found[0])
    digits = "".join(re.findall(r"\d", text))
    letters = re.sub(r"^de?(?=[\W\d])|[\W\d_]", "", text, flags=re.IGNORECASE)
    if not letters:
        return Typed(text, postcode=digits) if len(digits) == 5 else Typed(text, digits=digits)
    return Typed(text, name=" ".join(word for word in text.split() if not word.isdecimal()))


def _plain(text: str) -> str:
    """Full-width and other digits as ASCII digits, control characters as spaces."""
    # A short text can grow enormously under NFKC, so it is cut before as well.
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    return "".join(_plain_sign(sign) for sign in text)


def _plain_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return " " if unicodedata.category(sign).startswith("C") else sign

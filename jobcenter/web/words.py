"""The words of a text in one spelling, for every search in the app."""

import re
import unicodedata

_COLLAPSE = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})


def words(text: str) -> tuple[str, ...]:
    """The words in one spelling: "Köln", "Koeln" and "Koln" are the same, "Gießen" and "Giesen" too."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_COLLAPSE)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for double, single in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s")):
        plain = plain.replace(double, single)
    return tuple(re.findall(r"\w+", plain))

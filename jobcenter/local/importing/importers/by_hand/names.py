"""The German names that authors write, forgiving in how and strict in which."""

import unicodedata
from collections.abc import Collection

from rapidfuzz import fuzz, process

_LIKE_ENOUGH = 60
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "_"})


def plain(name: str) -> str:
    """ "Öffnungszeiten" and "oeffnungszeiten" are the same name."""
    return unicodedata.normalize("NFC", name).strip().lower().translate(_UMLAUTS)


def unknown(name: str, known: Collection[str]) -> str:
    """That there is no such name, and which one may have been meant."""
    nearest = process.extractOne(plain(name[:60]), list(known), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    hint = f"Meinten Sie „{nearest[0]}“?" if nearest else f"Möglich sind: {', '.join(known)}."
    return f"„{name[:60]}“ gibt es nicht. {hint}"

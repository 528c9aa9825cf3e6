"""Typed text made harmless: one Unicode form, no invisible controls, lines as we write them."""

import re
import unicodedata

# Marks that only steer the direction or joining of text; people paste them without knowing.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\u0085]")


def lines(text: str) -> str:
    """Several lines: trimmed, at most one empty line in a row, tabs of a pasted table as spaces."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", _BREAKS.sub("\n", unicodedata.normalize("NFC", text))))
    kept = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(kept)).strip()


def one_line(text: str) -> str:
    """A single line: line breaks and tabs become spaces."""
    if text.isascii() and text.isalnum():
        return text
    return " ".join(lines(text).split())


def compact(text: str) -> str:
    """For numbers: full-width digits as plain ones, no spaces at all."""
    return "".join(unicodedata.normalize("NFKC", one_line(text)).split())


def unreadable(text: str) -> str:
    """The first character that files of the administration cannot carry (emoji, private signs), or ""."""
    if text.isascii():
        return ""
    for sign in text:
        if ord(sign) > 0x2FF and unicodedata.category(sign) in {"So", "Sk", "Co", "Cn", "Cs", "Me"}:
            return sign
    return ""

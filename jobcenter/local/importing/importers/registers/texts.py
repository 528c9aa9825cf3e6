"""Texts of other systems as ours: HTML reduced to text, languages by our codes, never longer than a column."""

import unicodedata
from collections.abc import Iterable

from lxml import etree, html

from jobcenter.local.languages import WRITTEN
from jobcenter.local.models.texts import LONGEST, Texts

_MOST_HTML = 100_000
_LINES = {"address", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "table", "tr", "ul"}
_PARAGRAPHS = {"p"}
_UNSEEN = {"script", "style", "template", "title"}
_SIMPLE = ("ls", "leicht", "simple", "easy")


def plain(text: str, longest: int = LONGEST) -> str:
    """HTML or text as readable text, one blank line at most; cut at a word if need be. Never raises."""
    text = _clean(text[:_MOST_HTML])
    if "<" in text or "&" in text:
        text = _without_markup(text)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return shortened("\n".join(kept).strip(), longest)


def line(text: str, longest: int) -> str:
    """The same in one line."""
    return shortened(" ".join(plain(text).split()), longest)


def shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return f"{(cut[: cut.rfind(' ')] if ' ' in cut else cut).rstrip()}…"


def translated(texts: Iterable[tuple[str, str]], longest: int = LONGEST) -> Texts:
    """From (language code, text) pairs: the first text of each language that we have a name for."""
    found = Texts()
    for code, text in texts:
        language = _language(code)
        if language and language not in found and (readable := plain(text, longest)):
            found[language] = readable
    return found


def _language(code: str) -> str:
    """Ours for theirs: "de-DE" → "de"; without any it is German; "" for one that we do not write."""
    base, _, variant = code.strip().casefold().replace("_", "-").partition("-")
    if base == "de" and variant and any(part.startswith(_SIMPLE) for part in variant.split("-")):
        return "de-ls"
    base = base or "de"
    return base if base in WRITTEN else ""


def _clean(text: str) -> str:
    """Without what no database keeps and nobody sees: control characters, halves of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\t", " ")
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn", "Co"})


def _without_markup(text: str) -> str:
    try:
        root = html.fromstring(f"<div>{text}</div>")
    except (etree.LxmlError, ValueError, AssertionError):
        return text
    parts: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unseen += tag in _UNSEEN
            parts.append("\n– " if tag == "li" else _break(tag))
            parts.append((element.text or "") if tag and not unseen else "")
        else:
            unseen -= tag in _UNSEEN
            parts.append("" if tag == "br" else _break(tag))
            parts.append((element.tail or "") if not unseen else "")
    return _clean("".join(parts))


def _break(tag: str) -> str:
    return "\n\n" if tag in _PARAGRAPHS else "\n" if tag in _LINES else ""

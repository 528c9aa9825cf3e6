"""Typst as a printing press: a template from this folder and data in, a PDF out, the same bytes for the same input.

What people typed is data, never markup: it reaches the template as JSON. Only the fonts inside typst are used,
so the result does not depend on the machine.
"""

import json
import unicodedata
from collections import defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

_FOLDER = Path(__file__).parent
_STANDARDS = ["a-2a", "ua-1"]
# Typst remembers what it made until it has made so many others. Of a long paper that is 30 MB.
_REMEMBERED = 10
# A compiler keeps the parsed templates and fonts, and serves one thread at a time.
_printing: defaultdict[str, Lock] = defaultdict(Lock)


def print_pdf(template: str, data: dict[str, Any], *, at: datetime, forget: bool = False) -> bytes:
    """The template `<template>.typ` filled with `data`, dated `at`. `forget`: a long paper that is kept elsewhere.

    Characters that no font here has (emoji, Chinese) appear as their Unicode name in brackets.
    """
    try:
        return _compile(template, data, at)
    except typst.TypstError:
        return _compile(template, _printable(data), at)
    finally:
        if forget:
            _forget()


def _forget() -> None:
    empty = typst.Compiler(b"", ignore_system_fonts=True)
    for _ in range(_REMEMBERED + 1):
        empty.compile(input=b" ", format="svg")


def _compile(template: str, data: dict[str, Any], at: datetime) -> bytes:
    with _printing[template]:
        pdf = _compiler(template).compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=int(at.timestamp()),
        )
    return bytes(pdf)


@cache
def _compiler(template: str) -> Any:
    return typst.Compiler(str(_FOLDER / f"{template}.typ"), root=str(_FOLDER), ignore_system_fonts=True)


def _printable(value: Any) -> Any:
    """The same data with every character replaced that cannot be printed."""
    if isinstance(value, str):
        return "".join(_shown(character) for character in value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return value


@cache
def _shown(character: str) -> str:
    """The character if a font has it, otherwise its name in brackets; control characters as nothing."""
    if character == "\n" or " " <= character <= "~":
        return character
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return ""
    try:
        _compile("zeichen", {"text": character}, datetime.fromtimestamp(0).astimezone())
    except typst.TypstError:
        return f"[{unicodedata.name(character, f'U+{ord(character):04X}')}]"
    return character

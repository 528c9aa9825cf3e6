"""Services of the administration as offers: their text modules have the same numbers in XZuFi and in the PVOG.

Code list urn:de:xzufi:codeliste:leistungstextmodulleika: 02 Leistungsbezeichnung, 03 Leistungsbezeichnung II (as people
say it), 05 Kurztext, 06 Volltext, 24 Teaser.
"""

import re

from jobcenter.local.importing.importers.registers.texts import translated
from jobcenter.local.models import Texts

_TITLE, _TEXT = ("03", "02"), ("06", "05", "24")
_NOTHING = re.compile(r"\s*(nicht angegeben|keine angaben?|n\.? ?n\.?|-)?\s*\.?\s*", re.IGNORECASE)

Modules = dict[str, list[tuple[str, str]]]  # code → (language code, HTML)


def title(modules: Modules) -> Texts:
    return _first(modules, _TITLE, 200)


def description(modules: Modules) -> Texts:
    return _first(modules, _TEXT, 5_000)


def _first(modules: Modules, codes: tuple[str, ...], longest: int) -> Texts:
    """For each language the first of these modules that says something."""
    said = [(language, text) for code in codes for language, text in modules.get(code, ())]
    return translated([(language, text) for language, text in said if not _NOTHING.fullmatch(text)], longest)

"""Public holidays, which every Land sets by its own law (Feiertagsgesetze der Länder)."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays

STATES: Mapping[str, str] = MappingProxyType(
    {
        "Baden-Württemberg": "BW",
        "Bayern": "BY",
        "Berlin": "BE",
        "Brandenburg": "BB",
        "Bremen": "HB",
        "Hamburg": "HH",
        "Hessen": "HE",
        "Mecklenburg-Vorpommern": "MV",
        "Niedersachsen": "NI",
        "Nordrhein-Westfalen": "NW",
        "Rheinland-Pfalz": "RP",
        "Saarland": "SL",
        "Sachsen": "SN",
        "Sachsen-Anhalt": "ST",
        "Schleswig-Holstein": "SH",
        "Thüringen": "TH",
    }
)


@lru_cache(maxsize=128)
def public_holidays(state: str, year: int) -> Mapping[date, str]:
    """The holidays of the whole Land in that year, with their German names. Raises ValueError for an unknown Land.

    Holidays of single municipalities are not among them: Augsburger Friedensfest (Augsburg), Mariä Himmelfahrt in the
    mostly Catholic municipalities of Bavaria, Fronleichnam in parts of Saxony and Thuringia. A Jobcenter enters such
    a day as a deviation, for instance „08.08. geschlossen (Friedensfest)“.
    """
    if state not in STATES:
        message = f"Das Bundesland „{state}“ ist nicht bekannt."
        raise ValueError(message)
    found = holidays.country_holidays("DE", subdiv=STATES[state], years=year, language="de")
    return MappingProxyType({day: name.replace("; ", " und ") for day, name in sorted(found.items())})

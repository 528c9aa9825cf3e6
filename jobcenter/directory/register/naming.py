"""What a Jobcenter is called of which only the name of its area is known (data/README.md)."""

from collections.abc import Iterable


def official_name(name: str, state: str, others: Iterable[str]) -> str:
    """ "Köln, Stadt" → "Jobcenter Köln"; with "(Stadt)" or "(Landkreis)" where a name among `others` is mistakable."""
    base, is_city = _split(name)
    if state == "Berlin":
        return f"Jobcenter Berlin {base}"
    split = [_split(other) for other in others if other != name]
    if is_city:
        mistakable = any(other == base for other, _ in split)
    else:
        mistakable = any(is_a_city and (other == base or other.startswith(f"{base} ")) for other, is_a_city in split)
    if not mistakable:
        return f"Jobcenter {base}"
    return f"Jobcenter {base} ({'Stadt' if is_city else 'Landkreis'})"


def _split(name: str) -> tuple[str, bool]:
    """ "Fürth, Land" → "Fürth", no city; "Ulm, Universitätsstadt" → "Ulm", a city."""
    base, comma, addition = name.partition(",")
    return base.strip(), bool(comma) and "land" not in addition.casefold().replace("landes", "")

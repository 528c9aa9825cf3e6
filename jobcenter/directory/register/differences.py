"""What is different between two editions, for people."""

from collections.abc import Iterator

from jobcenter.directory.content import Content
from jobcenter.directory.models.rows import Jobcenter


def differences(old: Content, new: Content) -> list[str]:
    """One line for each Jobcenter that is new, closed, there again or another than before."""
    labels = {area.key: area.label for area in new.areas}
    known = {row.provider_number: row for row in old.jobcenters}
    lines = (_line(known.get(row.provider_number), row, labels) for row in new.jobcenters)
    return [line for line in lines if line]


def _line(old: Jobcenter | None, new: Jobcenter, labels: dict[str, str]) -> str:
    named = f"{new.provider_number} {new.official_name}"
    if old is None:
        areas = ", ".join(labels[key] for key in new.areas)
        return f"Neu: {named} ({new.kind}, {new.state}): {areas}"
    if new.valid_until and not old.valid_until:
        heir = f"Nachfolger ist {new.successor_id}" if new.successor_id else "ohne Nachfolger"
        return f"Geschlossen: {named}, {heir}"
    changes = "; ".join(_changes(old, new, labels))
    if old.valid_until and not new.valid_until:
        return f"Wieder da: {named}" + f" ({changes})" * bool(changes)
    return f"Geändert: {named}: {changes}" if changes else ""


def _changes(old: Jobcenter, new: Jobcenter, labels: dict[str, str]) -> Iterator[str]:
    for what, was, is_now in (
        ("Art", old.kind, new.kind),
        ("Name", old.name, new.name),
        ("Land", old.state, new.state),
    ):
        if was != is_now:
            yield f"{what} „{was}“ → „{is_now}“"
    for verb, keys in (
        ("dazu", set(new.areas) - set(old.areas)),
        ("nicht mehr", set(old.areas) - set(new.areas)),
    ):
        if keys:
            yield f"{verb} {', '.join(labels[key] for key in sorted(keys))}"

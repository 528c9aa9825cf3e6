"""Every version of every form as one Jobcenter has it, with what it is today: ahead, current or past."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from jobcenter.questions.catalogue import Catalogue
    from jobcenter.questions.form import Form


@dataclass(frozen=True, slots=True)
class Edition:
    """A version. `own`: the Jobcenter's own file, not one for all."""

    form: "Form"
    own: bool
    state: Literal["ahead", "current", "past"]


def editions(known: "Catalogue", provider_number: str) -> list[Edition]:
    """In: a Jobcenter, or "" for what all have. Out: form by form (by title), the newest version first."""
    valid = {form.id: form for form in known.forms(provider_number)}
    found: dict[tuple[str, str], Edition] = {}
    for owner, one in known.every():
        if owner not in {"", provider_number}:
            continue
        form = known.version(one.id, one.version, provider_number)
        current = valid.get(form.id) is form and form.valid_from <= known.day
        state: Literal["ahead", "current", "past"] = "current" if current else "past"
        # An own version of the same number stands in the place of ours.
        found[form.id, form.version] = Edition(form, bool(owner), "ahead" if form.valid_from > known.day else state)
    newest_first = sorted(found.values(), key=lambda one: (one.form.valid_from, one.form.version), reverse=True)
    return sorted(newest_first, key=lambda one: (one.form.title.casefold(), one.form.id))

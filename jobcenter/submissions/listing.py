"""The list of everything that can be filled in: forms and their further ways in, by what they are about."""

from dataclasses import dataclass

from jobcenter.questions.models import Form, catalogue
from jobcenter.web.words import words

# In the order of the page.
GROUPS = {
    "benefit": "Geld zum Leben",
    "change": "Etwas hat sich geändert",
    "absence": "Verreisen oder krank sein",
    "housing": "Wohnung und Umzug",
    "needs": "Einmalige und besondere Hilfen",
    "education": "Schule, Kita und Freizeit",
    "rights": "Bescheid prüfen lassen",
    "other": "Etwas anderes",
}


@dataclass(frozen=True)
class Listed:
    """One line of the list; `entry` is "" for the form as a whole, which has its further ways in `below` it."""

    form: Form
    entry: str
    title: str
    text: str
    search: tuple[str, ...]
    below: tuple["Listed", ...] = ()

    def has(self, asked: tuple[str, ...]) -> bool:
        """Whether each word begins one of its own, or the other way round: „Umzüge“ finds „Umzug“."""
        own = words(" ".join((self.title, self.text, *self.search)))
        return all(any(_begins(word, one) for word in own) for one in asked)


def listed(provider_number: str = "", wanted: str = "") -> list[tuple[str, list[Listed]]]:
    """Headings with their lines, as this Jobcenter has them.

    `wanted`: only what has all these words, further ways in as lines of their own.
    """
    asked = words(wanted)
    forms = [_line(form) for form in catalogue().forms(provider_number) if form.listed]
    lines = [one for form in forms for one in (form, *form.below) if one.has(asked)] if asked else forms
    grouped = ((heading, [line for line in lines if line.form.group == group]) for group, heading in GROUPS.items())
    return [(heading, some) for heading, some in grouped if some]


def _line(form: Form) -> Listed:
    below = tuple(Listed(form, way.id, way.title, way.description, tuple(way.search)) for way in form.entries)
    return Listed(form, "", form.title, form.description, tuple(form.search), below)


def _begins(word: str, asked: str) -> bool:
    return word.startswith(asked) or (len(word) > 3 and asked.startswith(word))

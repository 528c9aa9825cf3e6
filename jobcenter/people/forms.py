"""What is asked when one person lets another act, or acts for somebody without an account."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from jobcenter.people.roles import OFFERED, SCOPE_HINTS, WITHOUT_ACCOUNT, Role
from jobcenter.web.forms import Choices, Day, Plain, Several

_NAME = 120
_USUAL = timedelta(days=182)
_OF_AGE = 18
_LAST_DAY = "Höchstens ein Jahr, bei rechtlicher Betreuung sieben Jahre, bei Kindern bis zum 18. Geburtstag."


class Asking(Plain):
    """Says which field is empty: the list above the form is read away from it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = field.error_messages.get("lacking", f"Bitte ausfüllen: {field.label}")


def _name_field() -> forms.CharField:
    return forms.CharField(max_length=_NAME)


def _check_last_day(form: forms.Form, role: Role, ends: date) -> None:
    today = timezone.localdate()
    if ends < today:
        form.add_error("ends", "Dieser Tag ist schon vorbei. Bitte geben Sie einen Tag an, der noch kommt.")
    elif ends > (last := role.last_day(today)):
        form.add_error("ends", f"Das ist zu lange. Der letzte mögliche Tag ist der {last:%d.%m.%Y}.")


class Invitation(Asking):
    """Somebody shall help me."""

    words: ClassVar = {
        "invited_name": ("Wie heißt die Person, die Ihnen helfen soll?", ""),
        "role": ("Wer ist das?", ""),
        "scope": ("Was darf die Person für Sie tun?", "Wählen Sie nur aus, was nötig ist."),
        "ends": ("Bis zu welchem Tag?", f"Sie können jederzeit früher beenden. {_LAST_DAY}"),
        "represented_name": ("Ihr Vorname", "Nur damit die Person weiß, um wen es geht."),
    }

    invited_name = _name_field()
    role = forms.ChoiceField(
        choices=Role.choices,
        widget=Choices(hints={role: role.about.hint for role in Role}),
        error_messages={"lacking": "Bitte wählen Sie aus, wer das ist."},
    )
    scope = forms.MultipleChoiceField(
        choices=[(scope, scope.label) for scope in OFFERED],
        widget=Several(hints={str(scope): hint for scope, hint in SCOPE_HINTS.items()}),
        error_messages={"lacking": "Bitte wählen Sie mindestens eine Sache aus."},
    )
    ends = Day(initial=lambda: timezone.localdate() + _USUAL)
    represented_name = _name_field()

    def __init__(self, *args: Any, known_as: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invited_name"].widget.attrs["autocomplete"] = "off"
        self.fields["represented_name"].widget.attrs["autocomplete"] = "given-name"
        self.known_as = known_as
        if known_as:
            del self.fields["represented_name"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") and cleaned.get("ends"):
            _check_last_day(self, Role(cleaned["role"]), cleaned["ends"])
        return {"represented_name": self.known_as, **cleaned}


class Acceptance(Asking):
    """Under which name somebody acts."""

    words: ClassVar = {"name": ("Ihr Vor- und Nachname", "So steht er auf allem, was Sie senden.")}

    name = _name_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class Guardian(Asking):
    """I act for somebody who has no account: who I am, and until when."""

    words: ClassVar = {
        "role": ("Wie vertreten Sie die Person?", ""),
        "name": ("Ihr Vor- und Nachname", "So, wie er auf dem Nachweis steht."),
        "ends": ("Bis zu welchem Tag gilt die Vertretung?", f"So, wie es auf dem Nachweis steht. {_LAST_DAY}"),
    }

    role = forms.ChoiceField(
        choices=[(role, label) for role, (label, _) in WITHOUT_ACCOUNT.items()],
        widget=Choices(hints={str(role): hint for role, (_, hint) in WITHOUT_ACCOUNT.items()}),
        error_messages={"lacking": "Bitte wählen Sie aus, wie Sie die Person vertreten."},
    )
    name = _name_field()
    ends = Day()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") and cleaned.get("ends"):
            _check_last_day(self, Role(cleaned["role"]), cleaned["ends"])
        return cleaned


class Again(Asking):
    """Until when it goes on."""

    words: ClassVar = {"ends": Guardian.words["ends"]}

    ends = Day()

    def __init__(self, *args: Any, role: str, birth_date: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role, self.birth_date = Role(role), birth_date

    def clean_ends(self) -> date:
        ends: date = self.cleaned_data["ends"]
        _check_last_day(self, self.role, ends)
        if self.role == Role.PARENT and ends >= of_age(date.fromisoformat(self.birth_date)):
            raise forms.ValidationError("Die Vertretung eines Kindes endet mit dem Tag vor seinem 18. Geburtstag.")
        return ends


class Represented(Asking):
    """Who the person without an account is."""

    words: ClassVar = {
        "given_name": ("Vorname", ""),
        "family_name": ("Nachname", ""),
        "birth_date": ("Geburtsdatum", ""),
        "street": ("Straße", ""),
        "house_number": ("Hausnummer", ""),
        "postcode": ("Postleitzahl", ""),
        "place": ("Ort", ""),
        "bg_number": ("Nummer der Bedarfsgemeinschaft", "Steht oben auf jedem Brief des Jobcenters."),
    }

    given_name = _name_field()
    family_name = _name_field()
    birth_date = Day(birth=False)
    street = _name_field()
    house_number = forms.CharField(max_length=12)
    postcode = forms.RegexField(r"^[0-9]{5}$", error_messages={"invalid": "Eine Postleitzahl hat fünf Ziffern."})
    place = _name_field()
    bg_number = forms.CharField(max_length=20, required=False)

    def __init__(self, *args: Any, role: str, ends: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role, self.ends = role, ends
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"  # it is somebody else
        self.fields["postcode"].widget.attrs["inputmode"] = "numeric"

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        if born > timezone.localdate():
            raise forms.ValidationError("Das Geburtsdatum liegt in der Zukunft. Bitte prüfen Sie das Jahr.")
        if self.role == Role.PARENT and self.ends >= of_age(born):
            raise forms.ValidationError(
                f"Die Vertretung eines Kindes endet mit dem 18. Geburtstag, nicht erst am {self.ends:%d.%m.%Y}."
            )
        return born

    def profile(self) -> dict[str, Any]:
        """As a person's profile keeps it. Only when it is valid."""
        facts = dict(self.cleaned_data)
        address = {part: facts.pop(part) for part in ("street", "house_number", "postcode", "place")}
        bg_number = "".join(facts.pop("bg_number").split()).upper()
        facts["birth_date"] = facts["birth_date"].isoformat()
        return {**facts, "address": address, **({"bg_number": bg_number} if bg_number else {})}


def of_age(born: date) -> date:
    """The 18th birthday; born on 29 February: 1 March."""
    try:
        return born.replace(year=born.year + _OF_AGE)
    except ValueError:
        return date(born.year + _OF_AGE, 3, 1)

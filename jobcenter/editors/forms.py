"""The forms of the desk."""

import json
from datetime import MAXYEAR, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from jobcenter.accounts.models import User
from jobcenter.directory.models import jobcenter_named
from jobcenter.editors.entry import Entry
from jobcenter.editors.fields import TEXT
from jobcenter.editors.models import Editor
from jobcenter.editors.words import Change, differences, values
from jobcenter.local.models import Feed

_A_DAY = timedelta(days=1)


class ContentForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is published. Works on the draft if there is one, and notices when somebody else was faster."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        row = options.get("instance")
        self.entry = Entry.of(row) if row is not None and row.pk else None
        if self.entry:
            options["instance"] = self.entry.working
        # What somebody else saved meanwhile, where it is not what was typed here.
        self.overtaken: list[Change] = []
        super().__init__(*args, **options)
        # What the row said before the form filled it anew.
        self.before = values(self.instance)
        if "provider_number" in self.fields:  # what can only be read has no fields
            self._keep_jobcenter()
        if self.entry:
            self.initial["seen"] = self.entry.version

    def _keep_jobcenter(self) -> None:
        """Whoever writes for one Jobcenter is not asked which; a row never moves to another one."""
        field: Any = self.fields["provider_number"]
        if self.entry:
            number = self.entry.row.provider_number
            field.choices = [choice for choice in field.choices if choice[0] == number]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when the row is not the one that was seen; what was typed stays in the form."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.entry and cleaned.get("seen") != self.entry.version:
            self.overtaken = differences(self._meta.model, self.before, cleaned)
            again: Any = QueryDict(mutable=True)
            again.update(self.data)
            again["seen"] = self.entry.version
            self.data = again
            when = timezone.localtime(self.entry.working.changed_at).strftime("%d.%m., %H:%M Uhr")
            raise ValidationError(
                f"Jemand anderes hat diesen Eintrag inzwischen geändert ({when}). Ihre Eingaben stehen noch hier, aber "
                "sie sind nicht gespeichert. Wenn Sie jetzt noch einmal speichern, gilt Ihre Fassung."
            )
        return cleaned


class EventForm(ContentForm):
    """An event. All day: it ends at midnight after its last day, and is typed as 23:59 of that day."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        starts, ends = self.initial.get("starts"), self.initial.get("ends")
        if self.initial.get("all_day") and starts and ends and starts < ends == _midnight(ends):
            self.initial["ends"] = ends - timedelta(minutes=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if cleaned.get("all_day") and starts and ends and _midnight(starts) <= ends and ends.year < MAXYEAR:
            cleaned["starts"] = _midnight(starts)
            cleaned["ends"] = _midnight(_midnight(ends) + 1.5 * _A_DAY)
        return cleaned


def _midnight(moment: datetime) -> datetime:
    """The local midnight at which its day begins."""
    return timezone.make_aware(datetime.combine(timezone.localdate(moment), time.min))


def known_jobcenter(number: str) -> None:
    """Raises ValidationError unless there is such a Jobcenter today."""
    jobcenter = jobcenter_named(number)
    if jobcenter is None or jobcenter.provider_number != number:
        raise ValidationError(f"Ein Jobcenter mit der Trägernummer „{number}“ gibt es nicht.")


class EditorForm(forms.ModelForm):  # type: ignore[type-arg]
    """A right to write, given to somebody whose user name one knows."""

    username = forms.CharField(label="Benutzername", max_length=150, widget=forms.TextInput(TEXT))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["provider_number"].validators.append(known_jobcenter)
        if self.instance.pk:
            self.initial["username"] = self.instance.user.username
            self.fields["username"].disabled = self.fields["provider_number"].disabled = True

    def clean_username(self) -> str:
        """Raises ValidationError when nobody is called so."""
        name = User.normalize_username(self.cleaned_data["username"])
        user = User.objects.filter(username=name).first()
        if user is None:
            raise ValidationError("Ein Konto mit diesem Benutzernamen gibt es nicht.")
        self.user = user
        return name

    class Meta:
        model = Editor
        fields = ("provider_number", "may_release", "may_request", "until")


class FeedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where content is read. Files of the server are named at the server alone, so that no page can ask for them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["provider_number"].validators.append(known_jobcenter)
        kind: Any = self.fields["kind"]
        if self.instance.kind != Feed.Kind.SHIPPED:
            kind.choices = [choice for choice in kind.choices if choice[0] != Feed.Kind.SHIPPED]

    def clean_address(self) -> str:
        """Raises ValidationError for a new address that is none on the net."""
        address = str(self.cleaned_data["address"])
        if "address" in self.changed_data and not address.startswith("https://"):
            raise ValidationError("Bitte eine Adresse mit https://. Dateien und Ordner werden am Server eingerichtet.")
        return address

    def clean_settings(self) -> dict[str, Any]:
        """Raises ValidationError for anything but names and values."""
        settings = self.cleaned_data["settings"] or {}
        if not isinstance(settings, dict):
            raise ValidationError('Bitte Namen und Werte in geschweiften Klammern, zum Beispiel {"sprache": "de"}.')
        if "\\u0000" in json.dumps(settings):
            raise ValidationError("Das Zeichen \\u0000 lässt sich nicht speichern.")
        return settings

    class Meta:
        model = Feed
        fields = ("name", "kind", "address", "provider_number", "every_hours", "enabled", "settings")

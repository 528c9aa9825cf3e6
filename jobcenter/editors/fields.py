"""How the columns of what is published are typed in: native inputs, one for each language of a text."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from jobcenter.local.models import FROM_THE_RIGHT, SPOKEN, WRITTEN
from jobcenter.local.models.texts import TextsField

TEXT = {"class": "kern-form-input__input"}
CHOICE = {"class": "kern-form-input__select"}
LOCAL_TIME = "%Y-%m-%dT%H:%M"


class TextsInput(forms.Widget):
    """One field for each language: German, and the others folded away."""

    use_fieldset = True

    def __init__(self, *, one_line: bool) -> None:
        super().__init__()
        self.one_line = one_line

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        return {language: data.get(f"{name}_{language}", "") for language in WRITTEN}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{language}" in data for language in WRITTEN)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_de"

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        attrs, texts = attrs or {}, value or {}
        inputs = [
            {
                "language": word,
                "code": language.removesuffix("-ls"),
                "direction": "rtl" if language in FROM_THE_RIGHT else "ltr",
                "id": f"{attrs.get('id', name)}_{language}",
                "name": f"{name}_{language}",
                "value": texts.get(language, ""),
                "one_line": self.one_line,
            }
            for language, word in WRITTEN.items()
        ]
        translated = [one["language"] for one in inputs[1:] if one["value"]]
        context = {"german": inputs[0], "others": inputs[1:], "translated": translated}
        required, invalid = attrs.get("required", False), attrs.get("aria-invalid", "")
        return mark_safe(render_to_string("editors/texts.html", context | {"required": required, "invalid": invalid}))  # noqa: S308 (a template)


class InLanguages(forms.Field):
    """Language → text, without the empty ones. Whoever writes in another language writes in German too."""

    widget: TextsInput

    def __init__(self, *, one_line: bool = False, **options: Any) -> None:
        super().__init__(widget=TextsInput(one_line=one_line), **options)

    def to_python(self, value: Mapping[str, str] | None) -> dict[str, str]:
        texts = {language: _lines(text).strip() for language, text in (value or {}).items()}
        return {language: text for language, text in texts.items() if text}

    def validate(self, value: dict[str, str]) -> None:
        """Raises ValidationError when the German text is missing."""
        if "de" not in value and (value or self.required):
            raise forms.ValidationError("Bitte schreiben Sie den Text auf Deutsch.")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class Lines(forms.CharField):
    """A text of several lines, ended as everywhere else (browsers send CR LF)."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return _lines(super().to_python(value) or "")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def form_field(column: Any, *, one_line: bool) -> Any:
    """The field for a column of a model. `one_line`: a text without line breaks."""
    field = _field(column, one_line=one_line)
    field.error_messages["required"] = "Bitte füllen Sie dieses Feld aus."
    return field


def _field(column: Any, *, one_line: bool) -> Any:
    words = {"label": column.verbose_name, "help_text": column.help_text}
    match column:
        case TextsField():
            return InLanguages(required=not column.blank, one_line=one_line, **words)
        case ArrayField():
            boxes = forms.CheckboxSelectMultiple({"class": "kern-form-check__checkbox"})
            return forms.MultipleChoiceField(choices=SPOKEN.items(), required=False, widget=boxes, **words)
        case models.TextField():
            return Lines(required=not column.blank, widget=forms.Textarea({**TEXT, "rows": 4}), **words)
        case models.DateTimeField():
            widget: forms.Widget = forms.DateTimeInput({**TEXT, "type": "datetime-local"}, LOCAL_TIME)
        case models.DateField():
            widget = forms.DateInput({**TEXT, "type": "date"}, "%Y-%m-%d")
        case models.BooleanField():
            widget = forms.CheckboxInput({"class": "kern-form-check__checkbox"})
        case models.FloatField():
            widget = forms.NumberInput({**TEXT, "step": "any"})
        case models.PositiveSmallIntegerField():
            widget = forms.NumberInput({**TEXT, "min": 0})
        case models.URLField():
            return column.formfield(widget=forms.URLInput(TEXT), assume_scheme="https")
        case models.CharField(choices=[_, *_]):
            field: Any = column.formfield(widget=forms.Select(CHOICE))
            field.choices = [(value, label if value else "Bitte wählen") for value, label in field.choices]
            return field
        case models.JSONField():
            widget = forms.Textarea({**TEXT, "rows": 4})
        case _:
            widget = forms.TextInput(TEXT)
    return column.formfield(widget=widget)

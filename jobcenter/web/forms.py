"""Django's forms in the design system's clothes."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms


class Plain(forms.Form):
    """Every field in the design system's clothes; `errors_with_links` is what the summary above the form lists."""

    words: ClassVar[dict[str, tuple[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, field in self.fields.items():
            if name in self.words:
                field.label, field.help_text = self.words[name]
            field.widget.attrs.pop("placeholder", None)
            if not field.widget.is_hidden:
                field.widget.attrs["class"] = "kern-form-input__input"
            field.error_messages["required"] = field.error_messages.get("lacking", "Bitte füllen Sie dieses Feld aus.")

    def full_clean(self) -> None:
        """One message a field: somebody who has typed too little need not read what else is wrong with it."""
        super().full_clean()
        for messages in self.errors.values():
            del messages.data[1:]

    @property
    def errors_with_links(self) -> list[tuple[str, str]]:
        """(id of the field, message); what concerns the whole form points at its first field."""
        visible = self.visible_fields()
        first = visible[0].id_for_label if visible else ""
        return [
            (self[name].id_for_label if name in self.fields and not self[name].is_hidden else first, str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]


class Choices(forms.RadioSelect):
    """One of a few, each with a hint: `hints` by value."""

    template_name = "web/fields/choices.html"
    kind = "radio"

    def __init__(self, *args: Any, hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["kind"] = self.kind
        for _, options, _ in context["widget"]["optgroups"]:
            for option in options:
                option["hint"] = self.hints.get(str(option["value"]), "")
        return context

    def id_for_label(self, id_: str, index: str | None = "0") -> str:
        """Where the summary of errors leads: the first answer."""
        return f"{id_}_{index}" if id_ and index is not None else id_


class Several(Choices, forms.CheckboxSelectMultiple):
    """Any of a few, each with a hint."""

    kind = "checkbox"


class DayInput(forms.MultiWidget):
    """A day as three numbers, as it is typed most easily on every phone."""

    template_name = "web/fields/day_inputs.html"
    use_fieldset = True

    def __init__(self, *, birth: bool = False) -> None:
        parts = {"day": 2, "month": 2, "year": 4}
        about = {
            part: {"inputmode": "numeric", "maxlength": size, "autocomplete": f"bday-{part}" if birth else "off"}
            for part, size in parts.items()
        }
        super().__init__(widgets={part: forms.TextInput(attrs) for part, attrs in about.items()})

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def id_for_label(self, id_: str, index: str | None = "0") -> str:
        return f"{id_}_0" if id_ else id_


class Day(forms.MultiValueField):
    """Cleans to a date."""

    widget: DayInput

    def __init__(self, *, birth: bool = False, **kwargs: Any) -> None:
        numbers = [forms.IntegerField() for _ in range(3)]
        for number in numbers:
            number.error_messages = dict.fromkeys(number.error_messages, "Bitte geben Sie das Datum in Zahlen ein.")
            number.error_messages["incomplete"] = "Bitte geben Sie Tag, Monat und Jahr an."
        kwargs.setdefault("widget", DayInput(birth=birth))
        super().__init__(fields=numbers, require_all_fields=False, **kwargs)

    def compress(self, data_list: Any) -> date | None:
        if not data_list:
            return None
        day, month, year = data_list
        if year < 1900:
            raise forms.ValidationError("Bitte geben Sie das Jahr mit vier Ziffern ein.")
        try:
            return date(year, month, day)
        except (ValueError, OverflowError) as unknown:
            raise forms.ValidationError("Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum.") from unknown

"""One text in several languages."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from jobcenter.local.languages import WRITTEN

LONGEST = 5_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Texts(dict[str, str]):
    """Language → text. German is what everybody falls back to."""

    def __str__(self) -> str:
        return self.get("de", "")

    def best(self, language: str) -> tuple[str, str]:
        """The text in `language`, else in German, else in whatever there is: (language, text)."""
        for known in (language, "de", *self):
            if self.get(known):
                return known, self[known]
        return "de", ""

    @classmethod
    def german(cls, text: str) -> "Texts":
        """A text that exists in German alone; none when it is empty."""
        return cls({"de": text} if text else {})


class TextsField(models.JSONField):
    """A column of `Texts`. A plain string given to it is German."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", dict)
        super().__init__(*args, **options)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Wrapped(name))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raises ValidationError for unknown languages, for what is no text, and for what is too long."""
        super().validate(value, model_instance)
        for language, text in value.items():
            if language not in WRITTEN:
                raise ValidationError(f"Die Sprache „{language}“ gibt es hier nicht. Möglich: {', '.join(WRITTEN)}.")
            if not isinstance(text, str) or len(text) > LONGEST:
                raise ValidationError(f"Höchstens {LONGEST} Zeichen sind erlaubt.")


class _Wrapped:
    """Whatever is put into the attribute comes out as Texts."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, row: models.Model | None, owner: type) -> Any:
        return self if row is None else row.__dict__[self._name]

    def __set__(self, row: models.Model, value: Any) -> None:
        texts = Texts.german(value) if isinstance(value, str) else Texts(value or {})
        row.__dict__[self._name] = Texts({code: _printable(text) for code, text in texts.items()})


def _printable(text: Any) -> Any:
    """Without control characters, which no database, calendar or page takes; lines end in one way."""
    return _CONTROL.sub("", text.replace("\r\n", "\n")) if isinstance(text, str) else text

"""What may stand in a column, each refused in plain German."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from jobcenter.local.languages import SPOKEN


def phone_number(text: str) -> None:
    """Raises ValidationError for what nobody can dial."""
    if not re.fullmatch(r"\+?[\d /().-]{3,60}", text):
        raise ValidationError(f"„{text[:40]}“ ist keine Telefonnummer.")


def web_address(text: str) -> None:
    """Raises ValidationError for everything but http and https."""
    try:
        parts = urlsplit(text)
    except ValueError:  # https://[
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"\s", text):
        raise ValidationError(f"„{text[:60]}“ ist keine Internetadresse (https://…).")


def spoken_language(code: str) -> None:
    """Raises ValidationError for a language we have no name for."""
    if code not in SPOKEN:
        raise ValidationError(f"Die Sprache „{code[:10]}“ kennen wir nicht. Möglich sind: {', '.join(SPOKEN)}.")


def as_of_date(text: str) -> None:
    """Raises ValidationError unless it is a year, a month or a day: 2026, 2026-11, 2026-11-25."""
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise ValidationError(f"„{text[:20]}“ ist kein Stand. Richtig ist zum Beispiel 2026-11 oder 2026-11-25.")

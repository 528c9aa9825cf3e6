"""What an operator must have said before people use this installation."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 (Django calls it that)


@register()
def operator_is_named(**_: Any) -> list[CheckMessage]:
    """The law wants a legal notice (§ 5 DDG), someone to answer for the data (Art. 13 GDPR), a contact for barriers."""
    if not settings.PRODUCTION:
        return []
    missing = [word for word in ("name", "address", "email") if not getattr(settings.OPERATOR, word)]
    names = ", ".join(f"JOBCENTER_OPERATOR_{word.upper()}" for word in missing)
    hint = "Impressum, Datenschutz und Barrierefreiheit sagen sonst, dass der Betreiber fehlt."
    return [Warning(f"Der Betreiber ist nicht genannt: {names}.", hint=hint, id="web.W001")] if missing else []

"""Keys that do not work must be noticed at the start, not when somebody's answers are to be kept."""

import base64
import binascii
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_SHORTEST_SECRET = 32


@register()
def keys_can_be_used(**_: Any) -> list[CheckMessage]:
    """Errors for keys that are malformed, too short or named twice; none of them quotes a key."""
    names = [entry.strip().partition(":")[0] for entry in settings.AT_REST_KEYS]
    wrong = [
        Error(
            f"JOBCENTER_AT_REST_KEYS: Schlüssel {number} hat nicht die Form <8 Hex>:<32 Byte base64url>.",
            hint="docs/betrieb.md zeigt, wie man einen erzeugt.",
            id="vault.E001",
        )
        for number, entry in enumerate(settings.AT_REST_KEYS, 1)
        if not _is_key(entry)
    ]
    if len({name.lower() for name in names}) < len(names):
        wrong.append(Error("JOBCENTER_AT_REST_KEYS: Zwei Schlüssel haben denselben Namen.", id="vault.E002"))
    if settings.PRODUCTION and len(settings.SECRET_KEY) < _SHORTEST_SECRET:
        wrong.append(
            Error(f"JOBCENTER_SECRET_KEY ist kürzer als {_SHORTEST_SECRET} Zeichen: zu erraten.", id="vault.E003")
        )
    return list(wrong)


def _is_key(entry: str) -> bool:
    name, _, key = entry.strip().partition(":")
    try:
        return len(bytes.fromhex(name)) == 4 and len(base64.b64decode(key, altchars=b"-_", validate=True)) == 32
    except (ValueError, binascii.Error):
        return False

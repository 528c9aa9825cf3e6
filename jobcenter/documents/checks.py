"""Refuse to start in production without a virus scanner; say when photos cannot be read although they should."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

from jobcenter.documents.reading.program import reader_state


@register(Tags.security)
def scanner_is_configured(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An Error in production unless JOBCENTER_CLAMD names a scanner in a form that can be understood."""
    clamd = settings.CLAMD
    if not clamd and settings.PRODUCTION:
        return [
            Error(
                "Kein Virenscanner angeschlossen.",
                hint="JOBCENTER_CLAMD setzen, zum Beispiel unix:/run/clamav/clamd.ctl oder tcp:localhost:3310.",
                id="documents.E001",
            )
        ]
    kind, _, place = clamd.partition(":")
    if clamd and not (
        (kind == "unix" and place.startswith("/")) or (kind == "tcp" and place.rpartition(":")[2].isdigit())
    ):
        return [
            Error(
                "JOBCENTER_CLAMD ist weder unix:/pfad noch tcp:rechner:port.",
                hint="Zum Beispiel unix:/run/clamav/clamd.ctl oder tcp:localhost:3310.",
                id="documents.E002",
            )
        ]
    return []


@register()
def photos_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A Warning when JOBCENTER_OCR asks for something that is not there: then photos are kept without their words."""
    state = reader_state()
    if not state.wanted or state.works:
        return []
    return [
        checks.Warning(state.words, hint="apt install tesseract-ocr-deu, oder JOBCENTER_OCR=off", id="documents.W001")
    ]

"""The check against forged requests for views that answer a failed one themselves."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _nothing(request: HttpRequest) -> Any:
    return None


def forged(request: HttpRequest) -> bool:
    """Whether Django's check refuses this request, or its token is just old. The view must be `csrf_exempt`."""
    return _Check(_nothing).process_view(request, _nothing, (), {}) is not None

"""What goes for every answer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class CookiesAreForOne:
    """An answer that sets a cookie is for one browser: no proxy keeps it, and no device for whoever comes next.

    So a public page with a message in it ("Sie sind abgemeldet") is not taken for the page that everybody sees.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.cookies:
            patch_cache_control(response, private=True)
        return response


class AskTheDevice:
    """Which powers of a device our pages may ask for (`settings.PERMISSIONS_POLICY`), said with every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

"""Where a form stood that was sent, in the browser's own word: for pages that can hold no token bound to a cookie."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def from_our_pages(request: HttpRequest) -> bool:
    """Whether nothing says that another site sent it."""
    origin = request.headers.get("Origin")
    same = origin is None or urlsplit(origin).netloc == request.get_host()
    return same and request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")

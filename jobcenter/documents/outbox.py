"""Whose pages wait on a device: an opaque mark for each person, so that nothing of one is sent by another.

The outbox itself is in the browser (`static/documents/outbox/`); the server never sees what lies there. A mark names
nobody, cannot be turned back, and is another one when `SECRET_KEY` changes: then what waits under the old one is not
found any more, and goes after a week.
"""

from uuid import UUID

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from jobcenter.people.models import acting

_SALT = "jobcenter.documents.outbox"


def owner_mark(request: HttpRequest) -> str:
    """Of whoever is signed in, and of whom they act for: "<themselves>.<whose documents>"; "" for a stranger.

    Costs no query. The first half is the same for all that one account left here, so that signing out finds it.
    """
    if not request.user.is_authenticated:
        return ""
    representation = acting(request)
    whose = f"person {representation.represented_id}" if representation else "self"
    account = f"account {request.user.pk}"
    return f"{_mark(account)}.{_mark(f'{account} {whose}')}"


def collection_mark(collection: UUID | str) -> str:
    """For somebody without an account, who has a link to just this collection."""
    return _mark(f"collection {collection}")


def mark_on_page(request: HttpRequest, collection: UUID | str = "") -> str:
    """What a page that this request asks for says whose pages it sends; with a card, of the card's `collection`."""
    own = "" if getattr(request, "as_guest", False) else owner_mark(request)
    return own or (collection_mark(collection) if collection else "")


def _mark(of: str) -> str:
    return salted_hmac(_SALT, of, algorithm="sha256").hexdigest()[:32]

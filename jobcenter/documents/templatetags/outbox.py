"""What a page says to the outbox of the device (jobcenter.documents.outbox)."""

from typing import Any
from uuid import UUID

from django import template
from django.urls import reverse

from jobcenter.documents.outbox import mark_on_page
from jobcenter.people.models import Scope, may
from jobcenter.web.offline import SIGNING_OUT

register = template.Library()


@register.simple_tag(takes_context=True)
def outbox_owner(context: Any, collection: UUID | str = "") -> str:
    """The mark of whoever is signed in; for somebody without an account that of the collection they have a link to."""
    return mark_on_page(context.request, collection)


@register.simple_tag(takes_context=True)
def finding_a_destination(context: Any) -> str:
    """The address where pages find a destination; "" for whoever may not hand in anything there."""
    request = context.request
    allowed = mark_on_page(request) and may(request, Scope.APPLY, Scope.DOCUMENTS)
    return reverse("cases:papers") if allowed else ""


@register.simple_tag
def signing_out() -> str:
    """The addresses whose forms end a session, separated by spaces."""
    return " ".join(reverse(name) for name in SIGNING_OUT)

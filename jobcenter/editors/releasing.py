"""The second person: looks at what was proposed, and releases it or sends it back. And the emergency brake."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.admin.models import DELETION
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from jobcenter.audit.models import Event
from jobcenter.editors.entry import Entry
from jobcenter.editors.models import Proposal
from jobcenter.editors.rights import Rights
from jobcenter.editors.words import Change, between, facts

if TYPE_CHECKING:
    from jobcenter.editors.content import ContentDrawer

LONGEST_NOTE = 2_000


def decide(drawer: "ContentDrawer", request: HttpRequest, object_id: str) -> HttpResponse:
    """GET: what is proposed and what would change. POST `decision`: release | return (with `note`) | discard."""
    with transaction.atomic():
        row = drawer.get_object(request, object_id)
        entry, rights = Entry.of(row), Rights.of(request)
        if entry.proposal is None:
            raise Http404
        if request.method == "POST":
            return _decided(drawer, request, entry, entry.proposal)
    context = {
        "drawer": drawer,
        "entry": entry,
        "changes": _changes(entry),
        "facts": [] if entry.draft else facts(row),
        "may_release": rights.may_release(entry.proposal),
        "may_discard": rights.may_discard(entry.proposal),
        "is_own": entry.proposal.by_id == rights.user.pk,
        "preview": drawer.address("preview", row),
        "back": drawer.address("change", row),
    }
    return TemplateResponse(request, "editors/release.html", context)


def _changes(entry: Entry) -> list[Change]:
    return between(entry.row, entry.draft) if entry.draft else []


def _decided(drawer: "ContentDrawer", request: HttpRequest, entry: Entry, proposal: Proposal) -> HttpResponse:
    rights, row, decision = Rights.of(request), entry.row, request.POST.get("decision")
    if request.POST.get("seen") != entry.version:
        messages.warning(request, "Der Vorschlag hat sich inzwischen geändert. Bitte sehen Sie ihn noch einmal an.")
        return redirect(drawer.address("release", row))
    if decision == "discard" and rights.may_discard(proposal):
        drawer.log(request, row, f"Verworfen: {proposal.get_wish_display()}")
        entry.discard()
        return drawer.back_to_list(request, "Der Vorschlag ist verworfen.")
    if not rights.may_release(proposal):
        raise PermissionDenied
    if decision == "return":
        note = request.POST.get("note", "").strip()[:LONGEST_NOTE]
        if not note:
            messages.error(request, "Bitte schreiben Sie dazu, was noch fehlt.")
            return redirect(drawer.address("release", row))
        proposal.send_back(by=rights.user, note=note)
        drawer.log(request, row, f"Zurückgegeben\n{note}")
        return drawer.back_to_list(request, "Der Vorschlag ist zurückgegeben.")
    if decision != "release":
        raise Http404
    removal = proposal.wish == Proposal.Wish.REMOVE
    lines = [f"Freigegeben: {proposal.get_wish_display()}", *map(str, _changes(entry))]
    drawer.log(request, row, "\n".join(lines), *([DELETION] if removal else []))
    entry.release(rights)
    said = "Gelöscht. Zu sehen ist es in" if removal else "Freigegeben. Alle sehen es in"
    return drawer.back_to_list(request, f"{said} spätestens einer Minute{' nicht mehr' if removal else ''}.")


def hide_or_show(drawer: "ContentDrawer", request: HttpRequest, object_id: str) -> HttpResponse:
    """POST `hidden` (1 or 0). Every editor may hide at once, so that nothing wrong stays for want of a colleague;
    showing it again is for those who may release."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    hidden, rights = request.POST.get("hidden") == "1", Rights.of(request)
    with transaction.atomic():
        row = drawer.get_object(request, object_id)
        if not row.released or not (hidden or row.provider_number in rights.releasing):
            raise PermissionDenied
        row.hidden = hidden
        row.save(update_fields=["hidden"])
        verb = "content.hidden" if hidden else "content.shown"
        kind = row._meta.model_name
        Event.record(verb, actor=rights.user.person, content=kind, row=row.pk, jobcenter=row.provider_number)
        drawer.log(request, row, "Ausgeblendet" if hidden else "Wieder eingeblendet")
    said = "Ausgeblendet. Zu sehen ist es in spätestens einer Minute nicht mehr."
    messages.success(request, said if hidden else "Alle sehen es in spätestens einer Minute wieder.")
    return redirect(drawer.address("change", row))

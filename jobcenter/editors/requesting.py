"""Unterlagen anfordern: links and QR codes for letters, made by those of a Jobcenter who may see its file marks."""

import base64
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jobcenter.editors.fields import CHOICE, TEXT
from jobcenter.editors.rights import Rights
from jobcenter.editors.states import State
from jobcenter.submissions.models import Asked, EvidenceRequest, NotPossible

WORD = "anforderungen"
_MOST_LISTED = 200
_DAY = {**TEXT, "type": "date"}
_STATES = {
    "open": State("Offen", "public", "success"),
    "expired": State("Abgelaufen", "over"),
    "withdrawn": State("Zurückgenommen", "hidden", "warning"),
    "used_up": State("Zu oft benutzt", "returned", "danger"),
}


class RequestForm(forms.Form):
    """What a letter asks for. Saved by `make`, which asks the model; what it refuses becomes an error of the form."""

    provider_number = forms.ChoiceField(label="Jobcenter", widget=forms.Select(CHOICE))
    reference = forms.CharField(
        label="Aktenzeichen oder BG-Nummer",
        max_length=60,
        help_text="Damit kommen die Unterlagen in die richtige Akte. Wer den Link öffnet, sieht es nicht.",
        widget=forms.TextInput({**TEXT, "autocomplete": "off"}),
    )
    papers = forms.CharField(
        label="Unterlagen",
        help_text="Eine in jeder Zeile, höchstens 10. Den Zeitraum hinter einen Strich: Kontoauszüge | 1. Mai bis "
        "31. Juli. Bitte keine Namen und keine Diagnosen: Das liest, wer den Link hat.",
        widget=forms.Textarea({**TEXT, "rows": 4}),
    )
    due = forms.DateField(label="Frist im Brief", widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    until = forms.DateField(
        label="Link gilt bis",
        required=False,
        help_text="Leer: vier Wochen länger als die Frist.",
        widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
    )
    legal_basis = forms.CharField(
        label="Rechtsgrundlage",
        required=False,
        max_length=1000,
        initial="§ 60 Absatz 1, § 66 Absatz 1 und 3 SGB I",
        widget=forms.TextInput(TEXT),
    )
    consequence = forms.CharField(
        label="Was geschieht ohne die Unterlagen?",
        required=False,
        max_length=1000,
        help_text="In einfachen Worten, wie im Brief.",
        widget=forms.Textarea({**TEXT, "rows": 3}),
    )

    def __init__(self, rights: Rights, data: Any = None) -> None:
        super().__init__(data)
        self.rights = rights
        for field in self.fields.values():
            field.error_messages["required"] = "Bitte füllen Sie dieses Feld aus."
        number: Any = self.fields["provider_number"]
        number.choices = [choice for choice in rights.choices if choice[0] in rights.requesting]
        if len(number.choices) == 1:
            number.initial, number.widget = number.choices[0][0], forms.HiddenInput()

    def make(self) -> EvidenceRequest | None:
        """The request; None when something is wrong, which the form then says."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        lines = [line for line in said["papers"].splitlines() if line.strip()]
        try:
            return EvidenceRequest.make(
                said["provider_number"],
                reference=said["reference"],
                asked=[Asked(*(part.strip() for part in line.split("|", 1))) for line in lines],
                due=said["due"],
                expires_on=said["until"],
                legal_basis=said["legal_basis"],
                consequence=said["consequence"],
                by=self.rights.user.person,
            )
        except NotPossible as wrong:
            self.add_error(None, str(wrong))
            return None

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(id of the field, message), for the summary above."""
        fields = [(field.id_for_label, f"{field.label}: {error}") for field in self for error in field.errors]
        return [*(("", str(error)) for error in self.non_field_errors()), *fields]


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The newest ones. File marks stand on the page of each alone."""
    rights = Rights.of(request)
    rows = EvidenceRequest.objects.of(rights.requesting)[:_MOST_LISTED] if rights.requesting else []
    lines = [{"row": row, "state": _STATES[row.state]} for row in rows]
    return render(request, "editors/requests.html", {"lines": lines, "allowed": bool(rights.requesting)})


def new(request: HttpRequest) -> HttpResponse:
    """The form; POST makes the request and leads to its code."""
    rights = Rights.of(request)
    if not rights.requesting:
        return redirect("editors:requests")
    form = RequestForm(rights, request.POST if request.method == "POST" else None)
    if request.method == "POST" and (made := form.make()):
        return redirect("editors:request", made.pk)
    status = 422 if form.problems else 200
    return render(request, "editors/request_form.html", {"form": form, "problems": form.problems}, status=status)


def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The code, words for the letter, what became of it. POST withdraws the link."""
    found = _theirs(request, request_id)
    if request.method == "POST":
        found.withdraw(by=Rights.of(request).user.person)
        messages.success(request, "Zurückgenommen. Der Link nimmt nichts mehr an.")
        return redirect("editors:request", found.pk)
    picture = "data:image/svg+xml;base64," + base64.b64encode(found.qr_svg().encode()).decode()
    context = {"asked": found, "state": _STATES[found.state], "picture": picture, "facts": _facts(found)}
    return render(request, "editors/request.html", context)


@require_safe
def insert(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The sheet for the envelope."""
    found = _theirs(request, request_id)
    return _file(found.insert_pdf(), "application/pdf", "Beileger.pdf")


@require_safe
def code(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The QR code for a word processor."""
    found = _theirs(request, request_id)
    return _file(found.qr_png(), "image/png", "QR-Code.png")


def _theirs(request: HttpRequest, request_id: UUID) -> EvidenceRequest:
    """Raises Http404 for those of other Jobcenters, and for whoever may not see file marks."""
    found = EvidenceRequest.objects.of(Rights.of(request).requesting).filter(pk=request_id).first()
    if found is None:
        raise Http404
    return found


def _facts(found: EvidenceRequest) -> list[tuple[str, str]]:
    times = "noch nicht" if not found.handed_in else "einmal" if found.handed_in == 1 else f"{found.handed_in}-mal"
    return [
        ("Jobcenter", found.jobcenter_name),
        ("Aktenzeichen", found.reference),
        ("Unterlagen", "; ".join(map(str, found.asked))),
        ("Frist", f"{found.due:%d.%m.%Y}"),
        ("Link gilt bis", f"{found.last_day:%d.%m.%Y}"),
        ("Nachgereicht", times),
    ]


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=kind, headers=headers)

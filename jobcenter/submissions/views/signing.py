"""Forms that need a signature: printed, not sent."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from jobcenter.people.models import Scope, for_others
from jobcenter.submissions.models import signed_paper
from jobcenter.submissions.views.own import form_may_be_gone, own_draft, to_receipt
from jobcenter.submissions.views.receipts import pdf_response


@for_others(Scope.APPLY)
@form_may_be_gone
@never_cache
def to_sign(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The filled form as a PDF with a line to sign. Nothing is sent by that."""
    found = own_draft(request, draft)
    if found.submitted_at:
        return to_receipt(found)
    if found.way.how != "print" or any(gap.essential for gap in found.form.gaps(found.answers)):
        return redirect("submissions:check", found.pk)
    return pdf_response(signed_paper(found).pdf(), f"{found.form_id}-zum-unterschreiben.pdf")

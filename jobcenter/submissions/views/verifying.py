"""The public page where anyone who holds a receipt can check it, and a file against it. Nothing is kept."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from jobcenter.submissions.hashing import LARGEST, Hashed, Hashing
from jobcenter.submissions.models import Submission
from jobcenter.submissions.throttle import Throttle

# The code has 50 random bits, so this is about load, not about secrecy.
attempts = Throttle(limit=30, seconds=600)


@dataclass(frozen=True)
class FileCheck:
    """What came of comparing a file: `name` of the file that fits, or a problem in words."""

    fits: dict[str, Any] | None = None
    problem: str = ""


@login_not_required
@never_cache
@csrf_exempt  # changes nothing, so there is nothing to forge; and no cookie for the public
def verify(request: HttpRequest) -> HttpResponse:
    """POST: number and code lead to time, Jobcenter and checksums; a file sent along is compared and forgotten.

    Never by GET: an address is in logs and histories, and the code is a secret.
    """
    if request.method == "POST":
        request.upload_handlers = [Hashing(request)]
    asked = request.POST
    number, code = asked.get("nummer", "").strip()[:40], asked.get("code", "").strip()[:40]
    context: dict[str, Any] = {"number": number, "code": code, "errors": [], "submission": None, "file_check": None}
    status = 200
    if number or code:
        if attempts.exceeded(request):
            context["errors"] = [("nummer", "Das waren viele Versuche. Bitte warten Sie ein paar Minuten.")]
            status = 429
        elif submission := Submission.objects.verified(number, code):
            context["submission"] = submission
            if request.content_type == "multipart/form-data":
                context["file_check"] = _compare(request, submission)
        else:
            attempts.count(request)
            context["errors"] = [("nummer", "Zu dieser Nummer und diesem Prüfcode gibt es keine Eingangsbestätigung.")]
            status = 404
    return render(request, "submissions/verify.html", context, status=status)


def _compare(request: HttpRequest, submission: Submission) -> FileCheck:
    file = request.FILES.get("datei")
    if not isinstance(file, Hashed):
        return FileCheck(problem="Bitte wählen Sie eine Datei aus.")
    if (file.size or 0) > LARGEST:
        return FileCheck(problem="Die Datei ist größer als 25 MB. So große Dateien werden nicht gesendet.")
    fitting = [entry for entry in submission.files if entry["sha256"] == file.sha256]
    return FileCheck(fits=fitting[0]) if fitting else FileCheck()

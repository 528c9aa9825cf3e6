"""Scanning before anybody is signed in, and without network: the device does it alone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def scan(request: HttpRequest) -> HttpResponse:
    """The page with the camera. It is the same for everybody, so that every device may keep it (web/offline.py)."""
    return render(request, "documents/scan.html")

"""Made-up people, and the page that signs in as one of them with one click. Only in mode "demo"."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jobcenter.accounts import second_factor
from jobcenter.accounts.checks import demo_stays_at_home
from jobcenter.accounts.models import DEMO_PREFIX, User
from jobcenter.people.models import Person

BIELEFELD = "31704"

PEOPLE: dict[str, dict[str, Any]] = {
    "anna": {
        "title": "Anna",
        "text": "bekommt seit einem Jahr Leistungen und möchte sie weiter bewilligt haben.",
        "is_staff": False,
        "profile": {
            "given_name": "Anna",
            "family_name": "Beispiel",
            "birth_date": "1991-04-17",
            "bg_number": "31704BG0001234",
            "customer_number": "317D012345",
            "address": {"street": "Musterweg", "house_number": "12", "postcode": "33602", "place": "Bielefeld"},
            "phone": "0521 5550123",
            "iban": "DE02120300000000202051",
            "account_holder": "Anna Beispiel",
        },
    },
    "ben": {
        "title": "Ben",
        "text": "ist neu hier und hat noch nichts geschickt.",
        "is_staff": False,
        "profile": {
            "given_name": "Ben",
            "family_name": "Probe",
            "birth_date": "2001-11-02",
            "bg_number": "31704BG0005678",
            "address": {"street": "Testallee", "house_number": "3a", "postcode": "33602", "place": "Bielefeld"},
            "iban": "DE02500105170137075030",
            "account_holder": "Ben Probe",
        },
    },
    "olga": {
        "title": "Olga",
        "text": "betreibt diese Installation und sieht die Seite „Betrieb“.",
        "is_staff": True,
        "profile": {"given_name": "Olga", "family_name": "Muster"},
    },
}


@transaction.atomic
def load() -> None:
    """Make the demo's people, or set them back to what is written here. They have no password."""
    for name, about in PEOPLE.items():
        user, created = User.objects.get_or_create(username=DEMO_PREFIX + name)
        user.is_staff = about["is_staff"]
        if created:
            user.set_unusable_password()
        user.save()
        Person.objects.filter(user=user).update(provider_number=BIELEFELD, profile=about["profile"])


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """GET: who can be tried. POST `name`: signed in as that person, second factor included. 404 outside the demo."""
    if not settings.DEMO or demo_stays_at_home():
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/demo.html", {"people": PEOPLE})
    name = request.POST.get("name", "")
    if name not in PEOPLE:
        raise Http404
    if not User.objects.filter(username=DEMO_PREFIX + name).exists():
        load()  # somebody tried „Konto löschen“
    return _open(request, User.objects.get(username=DEMO_PREFIX + name))


def _open(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in past both steps, whatever a visitor before may have set up for this person."""
    accounts = get_adapter(request)
    accounts.login(request, user)
    second_factor.mark_shown(request)
    response: HttpResponse = accounts.post_login(
        request, user, email_verification="none", signal_kwargs=None, email=None, signup=False, redirect_url=None
    )
    return response

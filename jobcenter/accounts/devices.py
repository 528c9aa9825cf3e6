"""Where an account is signed in, in words people recognise."""

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet
from django.utils import timezone

from jobcenter.accounts.models import Session, User

_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
# Order matters: most browsers also call themselves Chrome and Safari.
_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("EdgA", "Edge"),
    ("EdgiOS", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_words(user_agent: str) -> str:
    """For example "Chrome auf Android"; "Unbekanntes Gerät" when the browser does not say."""
    browser = next((word for sign, word in _BROWSERS if sign in user_agent), "")
    system = next((word for sign, word in _SYSTEMS if sign in user_agent), "")
    if browser and system:
        return f"{browser} auf {system}"
    return browser or system or "Unbekanntes Gerät"


def sign_ins_of(user: User) -> QuerySet[UserSession]:
    """The sign-ins that still hold, newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=alive).order_by("-created_at")

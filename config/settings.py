"""One file of settings for every place this runs in, driven by the environment.

JOBCENTER_MODE says where: "production" (the default, so that nothing is open by accident),
"demo" (made-up people, one-click sign-in) or "test".
"""

import os
from pathlib import Path

from config.accounts import *  # noqa: F403 (sign-in)
from config.database import database_settings
from config.logging import LOGGING  # noqa: F401 (Django reads it)
from config.operator import Operator, operator_of_environment
from config.secrets import secret
from config.security import *  # noqa: F403 (cookies, headers, content security policy)

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("JOBCENTER_DATA", ROOT / "var")).resolve()
MODE = os.environ.get("JOBCENTER_MODE", "production")
if MODE not in {"production", "demo", "test"}:  # a slip of the pen must not open what only production closes
    raise RuntimeError(f"JOBCENTER_MODE ist „{MODE}“, aber möglich sind production, demo und test.")
DEMO = MODE == "demo"
DEMO_PUBLIC = os.environ.get("JOBCENTER_DEMO_PUBLIC") == "1"
PRODUCTION = MODE == "production"
DEBUG = False

OPERATOR: Operator = operator_of_environment()
BASE_URL = os.environ.get("JOBCENTER_URL", "http://localhost:8000")
ALLOWED_HOSTS = os.environ.get("JOBCENTER_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECRET_KEY = secret(DATA, "SECRET_KEY")
# Newest key first; older ones still open what they sealed.
AT_REST_KEYS = secret(DATA, "AT_REST_KEYS").split(",")

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",  # without a site: jobcenter.editors has its own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "jobcenter.accounts",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "procrastinate.contrib.django",
    "jobcenter.audit",
    "jobcenter.cases",
    "jobcenter.delivery",
    "jobcenter.directory",
    "jobcenter.documents",
    "jobcenter.editors",
    "jobcenter.local",
    "jobcenter.operations",
    "jobcenter.people",
    "jobcenter.questions",
    "jobcenter.retention",
    "jobcenter.submissions",
    "jobcenter.vault",
    "jobcenter.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "jobcenter.web.middleware.AskTheDevice",
    "jobcenter.web.middleware.CookiesAreForOne",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "jobcenter.accounts.middleware.UserMiddleware",
    "jobcenter.accounts.middleware.SignedInMiddleware",
    "jobcenter.accounts.desk_mode.DeskModeMiddleware",
    "jobcenter.people.middleware.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jobcenter.web.context.page",
                "jobcenter.people.context.page",
                "jobcenter.accounts.context.page",
            ],
        },
    },
]

DATABASES = {"default": database_settings(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "config.cache.PostgresCache", "LOCATION": "cache"}}

# Files of people (always encrypted by jobcenter.vault before they get here).
STORAGES = {
    "default": {"BACKEND": "jobcenter.vault.storage.DurableFolder", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "jobcenter.web.static_files.HashedFiles"},
}
# An operator's own forms, and what single Jobcenters ask besides (docs/forms.md).
JOBCENTER_CATALOGUE = os.environ.get("JOBCENTER_CATALOGUE", "")
# The register of the Bundesagentur für Arbeit: two spreadsheets, https addresses or files; "" for none.
REGISTER_STRUCTURE = os.environ.get("JOBCENTER_REGISTER_STRUCTURE", "")
REGISTER_ASSIGNMENT = os.environ.get("JOBCENTER_REGISTER_ASSIGNMENT", "")
# Delivery. The private keys are for the worker only; web processes never read them.
KEYS_FOLDER = Path(os.environ.get("JOBCENTER_KEYS", DATA / "keys"))
E_AKTE_FOLDER = Path(os.environ.get("JOBCENTER_E_AKTE", DATA / "e-akte"))
COURIERS_FOLDER = DATA / "couriers"  # what couriers remember
DELIVERY_ALARM_HOURS = 4  # a parcel that waits longer wakes an operator
DELIVERY_ANSWER_HOURS = 48  # so does one that was handed over and never answered

# Feeds of content. In production they come from public addresses; these hosts may be private ones.
FEED_HOSTS = {host for host in os.environ.get("JOBCENTER_FEED_HOSTS", "").lower().split(",") if host}

# The virus scanner: "unix:/path" or "tcp:host:port"; "" for none, which production refuses.
CLAMD = os.environ.get("JOBCENTER_CLAMD", "")
# Reading what is written on photos: "off", "auto" (tesseract, if it is there), or the path of tesseract.
OCR = os.environ.get("JOBCENTER_OCR", "off")
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "jobcenter.web.vendored.AppsFinder",
    "jobcenter.web.vendored.VendoredFinder",
]
WHITENOISE_USE_FINDERS = False

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"
CSRF_FAILURE_VIEW = "jobcenter.web.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

AUTH_USER_MODEL = "accounts.User"

PROCRASTINATE_ON_APP_READY = None

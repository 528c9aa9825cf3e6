"""The app without a network: what every device keeps, what it may keep, and the service worker that does both.

The worker is the scripts in `worker/`, handed out as one behind a line of facts. Its bytes change with every release;
a browser that gets other bytes than before installs the new worker (docs/adr/19-service-worker-by-hand.md).
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from jobcenter.web.shelf import Copy, handed_out

SOURCES = ("rules.js", "time.js", "keeping.js", "answering.js", "events.js")

# What every device keeps from the start, and what it keeps when somebody has been there. Both look the same for
# everybody: a page that shows anything about the reader must never stand here.
CORE = (
    "web:start",
    "directory:find",
    "documents:scan",
    "local:emergency",
    "web:without_internet",
    "web:no_connection",
)
OPEN = (*CORE, "directory:sources", "web:accessibility", "web:privacy", "web:imprint")
FONTS = [f"web/fonts/fira-sans-latin-{weight}.woff2" for weight in (400, 600)]
_JAVASCRIPT = "text/javascript; charset=utf-8"
_LEAVING = """"use strict";
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
"""
SIGNING_OUT = ("account_logout", "sign_out_everywhere", "delete_account")


@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Every copy is compared with ours before use, so that no release gets stuck.

    On a desk (jobcenter/accounts/desk_mode.py) one that keeps nothing, and goes.
    """
    if request.COOKIES.get(settings.DESK_COOKIE_NAME):
        return HttpResponse(_LEAVING, content_type=_JAVASCRIPT, headers={"Cache-Control": "no-store"})
    return handed_out(request, script(), content_type=_JAVASCRIPT, keep="no-cache")


@cache
def script() -> Copy:
    """The worker's bytes, made once a process."""
    facts = release()
    source = "\n".join((Path(__file__).parent / "worker" / name).read_text() for name in SOURCES)
    facts["version"] = version_of(json.dumps(facts), source)
    return Copy.of(f'"use strict";\nconst RELEASE = {json.dumps(facts)};\n{source}'.encode())


def release() -> dict[str, Any]:
    """What the worker knows of this release; `worker/rules.js` says what each fact means."""
    notes = {why: render_to_string("web/kept.html", {"why": why}) for why in ("offline", "slow")}
    return {
        "pages": [reverse(name) for name in CORE],
        "open": [reverse(name) for name in OPEN],
        "finder": reverse("directory:find"),
        "directory": reverse("directory:offline"),
        "noConnection": reverse("web:no_connection"),
        "static": settings.STATIC_URL,
        "files": [static(name) for name in FONTS],
        "signingOut": [reverse(name) for name in SIGNING_OUT],
        "notes": notes,
    }


def version_of(*texts: str) -> str:
    """Another one when these texts, any static file, any template or the operator have changed."""
    files = json.dumps(getattr(staticfiles_storage, "hashed_files", {}), sort_keys=True)
    templates = [path.read_text() for path in sorted(settings.ROOT.glob("jobcenter/*/templates/**/*.html"))]
    digest = hashlib.sha256()
    for text in (*texts, files, repr(settings.OPERATOR), str(settings.DEMO), *templates):
        digest.update(text.encode())
    return digest.hexdigest()[:16]

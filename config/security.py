"""Cookies, headers and the content security policy: strict, and the same for every page."""

import os

from csp.constants import NONE, SELF

_https = os.environ.get("JOBCENTER_URL", "http://localhost:8000").startswith("https://")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:", "blob:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "worker-src": [SELF],
    }
}
# The camera is for scanning (docs/scanner.md); nothing of ours asks for more, so nothing smuggled in can either.
PERMISSIONS_POLICY = (
    "camera=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), hid=(), midi=()"
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# With this prefix a browser takes the cookie from this host alone, not from a neighbour under the same domain.
SESSION_COOKIE_NAME = "__Host-sessionid" if _https else "sessionid"
# Says that the device belongs to nobody present (jobcenter/accounts/desk_mode.py), and nothing else.
DESK_COOKIE_NAME = "__Host-desk-mode" if _https else "desk-mode"
CSRF_COOKIE_NAME = "__Host-csrftoken" if _https else "csrftoken"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Granian sits behind the operator's TLS proxy, which must overwrite this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None

DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024  # of what is typed on one page; the longest form needs a fifth
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
# Files are taken by one room only, and bounded there.
FILE_UPLOAD_HANDLERS = ["jobcenter.documents.uploading.BoundedUpload"]

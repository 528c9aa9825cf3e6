"""What stands in the headers of a request."""

import base64
import binascii
import re
from collections.abc import Mapping
from http import HTTPStatus

from jobcenter.documents.tus.problem import Problem, malformed

VERSION = "1.0.0"
BYTES = "application/offset+octet-stream"
_LONGEST_METADATA = 4000
_OVERRIDDEN = {"HEAD", "PATCH", "DELETE"}


def number(headers: Mapping[str, str], name: str) -> int:
    """The value of a header that must be a number of bytes. Raises Problem (400)."""
    value = headers.get(name, "")
    if not re.fullmatch(r"[0-9]{1,15}", value):
        raise malformed(name)
    return int(value)


def metadata(header: str) -> dict[str, str]:
    """Upload-Metadata taken apart: keys, each with a value in base64 or none. Raises Problem (400)."""
    if len(header) > _LONGEST_METADATA:
        raise malformed("Upload-Metadata")
    pairs: dict[str, str] = {}
    for entry in filter(None, map(str.strip, header.split(","))):
        key, _, value = entry.partition(" ")
        if key in pairs:
            raise malformed("Upload-Metadata")
        try:
            pairs[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise malformed("Upload-Metadata") from error
    return pairs


def method_of(method: str | None, headers: Mapping[str, str]) -> str:
    """What is really meant: some networks let through nothing but GET and POST."""
    override = headers.get("X-HTTP-Method-Override", "").upper()
    return override if method == "POST" and override in _OVERRIDDEN else method or ""


def check_version(headers: Mapping[str, str]) -> None:
    """Raises Problem (412) when the request does not say that it speaks this version."""
    if headers.get("Tus-Resumable") != VERSION:
        raise Problem(HTTPStatus.PRECONDITION_FAILED, f"Tus-Resumable must be {VERSION}.")


def brings_bytes(headers: Mapping[str, str]) -> bool:
    """Whether the body is bytes of the upload."""
    return headers.get("Content-Type", "").strip().lower() == BYTES

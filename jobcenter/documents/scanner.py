"""The virus scanner: clamd, spoken to directly (INSTREAM), and closed when in doubt.

`settings.CLAMD` is "unix:/path/to/socket", "tcp:host:port", or "" for none. None is allowed outside production only.
"""

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from django.conf import settings

from jobcenter.documents.intake.refused import Refused

_CONNECT_SECONDS = 3.0
_ANSWER_SECONDS = 45.0
_CHUNK = 256 * 1024


def scan(file: IO[bytes]) -> None:
    """Return when the scanner finds nothing. Raises Refused: virus, encrypted, scan_unavailable.

    Any answer but a plain OK, and any failure to get one, counts as not clean.
    """
    if not settings.CLAMD:
        if settings.PRODUCTION:
            raise Refused("scan_unavailable")
        return
    file.seek(0)
    try:
        answer = _ask(b"zINSTREAM\0", iter(lambda: file.read(_CHUNK), b""))
    except (OSError, ValueError) as error:
        raise Refused("scan_unavailable") from error
    if answer == "stream: OK":
        return
    if not answer.endswith(" FOUND") or "Heuristics.Limits" in answer:
        raise Refused("scan_unavailable")
    raise Refused("encrypted" if "Heuristics.Encrypted" in answer else "virus")


def _ask(command: bytes, chunks: Iterable[bytes] = ()) -> str:
    """clamd's answer to a command. Raises OSError when it cannot be reached, ValueError when CLAMD is malformed."""
    with _connection() as connection:
        connection.sendall(command)
        if command == b"zINSTREAM\0":
            for chunk in chunks:
                connection.sendall(struct.pack(">L", len(chunk)) + chunk)
            connection.sendall(struct.pack(">L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (received := connection.recv(4096)):
            answer += received
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connection() -> socket.socket:
    kind, _, place = settings.CLAMD.partition(":")
    if kind == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(_CONNECT_SECONDS)
        try:
            connection.connect(place)
        except OSError:
            connection.close()
            raise
    elif kind == "tcp":
        host, _, port = place.rpartition(":")
        connection = socket.create_connection((host, int(port)), timeout=_CONNECT_SECONDS)
    else:
        raise ValueError("CLAMD")
    connection.settimeout(_ANSWER_SECONDS)
    return connection


@dataclass(frozen=True)
class ScannerState:
    """For the operations page: is a scanner attached, does it answer, and which one."""

    attached: bool
    answers: bool
    words: str
    version: str = ""


def scanner_state() -> ScannerState:
    """What the scanner is like right now; asks it, which takes a few milliseconds (at worst 3 seconds)."""
    if not settings.CLAMD:
        return ScannerState(False, False, "Kein Virenscanner angeschlossen: Dateien werden nicht auf Viren geprüft.")
    try:
        if _ask(b"zPING\0") != "PONG":
            raise OSError
        return ScannerState(True, True, "Der Virenscanner arbeitet.", _ask(b"zVERSION\0"))
    except (OSError, ValueError):
        return ScannerState(True, False, "Der Virenscanner antwortet nicht: Dateien werden gerade nicht angenommen.")

"""Secrets of this installation: from the environment, or made once and kept in the data folder."""

import base64
import os
import secrets
from pathlib import Path


def secret(data: Path, name: str) -> str:
    """The secret called `name` (SECRET_KEY, AT_REST_KEYS).

    The environment wins. Otherwise the demo and the tests read `<data>/secrets/<name>`, made on first
    use and readable by its owner only. In production a missing secret raises RuntimeError, because a
    key that nobody knows about is a key that nobody backs up.
    """
    if value := os.environ.get(f"JOBCENTER_{name}"):
        return value
    if os.environ.get("JOBCENTER_MODE", "production") == "production":
        raise RuntimeError(f"JOBCENTER_{name} fehlt: bitte in der Umgebung setzen (siehe docs/betrieb.md).")
    path = data / "secrets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(f"{secrets.token_hex(4)}:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}")
    except FileExistsError:
        pass
    return path.read_text()

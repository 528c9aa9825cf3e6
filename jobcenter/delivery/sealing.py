"""Parcels are sealed to the Jobcenter's public key: compact JWE, RSA-OAEP-256 with A256GCM.

The private key is needed by whoever opens parcels (the worker, or the Jobcenter itself), never by a web process.
"""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from jwcrypto.common import JWException
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

from jobcenter.delivery.port import Permanent, Temporary
from jobcenter.vault.storage import sync_folder

# The key pair of all Jobcenters of a demo.
SHARED = "gemeinsam"
_ALGORITHMS = ["RSA-OAEP-256", "A256GCM"]


def seal(data: bytes, *, key: JWK, mime: str) -> bytes:
    """`data` as compact JWE for the owner of `key`, with the key's id and the content type in its header.

    Raises ValueError when there is nothing in it.
    """
    if not data:
        raise ValueError("an empty file cannot be sealed")
    header = {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": key["kid"], "cty": mime}
    return str(JWE(data, protected=header, recipient=key).serialize(compact=True)).encode()


def open_seal(sealed: bytes, *, key: JWK) -> bytes:
    """What was sealed. Raises Permanent when it is damaged or was sealed to another key."""
    box = JWE(algs=_ALGORITHMS)
    try:
        box.deserialize(sealed.decode(), key)
    except (JWException, ValueError) as error:
        raise Permanent("Das Paket lässt sich mit dem Schlüssel des Jobcenters nicht öffnen.") from error
    return bytes(box.plaintext)


def _path(provider_number: str, key_id: str = "") -> Path:
    return Path(settings.KEYS_FOLDER) / (f"{provider_number}.{key_id}.jwk" if key_id else f"{provider_number}.jwk")


def private_key(provider_number: str, key_id: str) -> JWK:
    """The private key that opens what was sealed to `key_id`. Raises Temporary: a missing key can be put in place."""
    for path in (_path(provider_number), _path(provider_number, key_id), _path(SHARED)):
        try:
            key = _read(path, path.stat().st_mtime_ns)
        except (OSError, JWException, ValueError):
            continue
        if key["kid"] == key_id:
            return key
    raise Temporary(f"Der private Schlüssel {key_id} des Jobcenters {provider_number} fehlt.")


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> JWK:
    """The key in the file. Checking a private key takes as long as opening dozens of files, so it is done once."""
    return JWK.from_json(path.read_text())


def key_pair(provider_number: str, *, bits: int = 4096, renew: bool = False) -> dict[str, Any]:
    """The public half, as JWK, of the Jobcenter's key pair, made and kept on first use.

    With `renew` a new pair is made; the old private key stays beside it and opens what still waits. Raises OSError.
    """
    path = _path(provider_number)
    if path.exists() and renew:
        old = JWK.from_json(path.read_text())
        os.replace(path, _path(provider_number, str(old["kid"])))
    if not path.exists():
        key = JWK.generate(kty="RSA", size=bits, alg="RSA-OAEP-256", key_ops=["unwrapKey"])
        key["kid"] = key.thumbprint()
        _write(path, key.export_private())
    public: dict[str, Any] = json.loads(JWK.from_json(path.read_text()).export_public())
    return {**public, "key_ops": ["wrapKey"]}


def _write(path: Path, text: str) -> None:
    """Readable by its owner only, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.unlink(missing_ok=True)
    with open(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)
    sync_folder(str(path.parent))

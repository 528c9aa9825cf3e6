"""A parcel: frozen content on its way to a Jobcenter, sealed to the Jobcenter's key."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from jwcrypto.jwk import JWK

from jobcenter.delivery.models.attempt import Attempt
from jobcenter.delivery.models.connection import Connection
from jobcenter.delivery.models.parcels import ParcelQuerySet
from jobcenter.delivery.port import Content, ContentFile, Permanent, Temporary
from jobcenter.delivery.queueing import queue_hand_over
from jobcenter.delivery.sealing import open_seal, private_key, seal
from jobcenter.vault import files as vault
from jobcenter.vault.fields import EncryptedTextField
from jobcenter.vault.keyring import Unreadable

# The process id of a parcel follows from its idempotency key, so a repeat finds what an earlier try left.
_NAMESPACE = uuid.UUID("5a3d1a53-9b53-5a0e-8f0f-6b9c1d3b2a77")
_MANIFEST = "application/vnd.jobcenter.manifest+json"


@dataclass(frozen=True)
class ParcelFile:
    """A file to be sent; role is "form" (the application as PDF), "data" (as JSON) or "evidence"."""

    name: str
    mime: str
    data: bytes
    title: str
    role: str


class Parcel(models.Model):
    """What is known without the Jobcenter's key: who shall get it, for which case, and how it is going."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.CharField(max_length=200, unique=True)
    provider_number = models.CharField(max_length=5)
    subject = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=40)
    sealed_at = models.DateTimeField(default=timezone.now)
    # Which key opens it; empty while the Jobcenter was not connected, then only encryption at rest protects it.
    key_id = models.CharField(max_length=100, blank=True)
    # Title, metadata, and of each file its name, type, role, size and SHA-256: sealed as well.
    manifest = EncryptedTextField()
    # Names in the file store, in the order of the manifest.
    stored = models.JSONField(default=list)
    emptied_at = models.DateTimeField(null=True)

    objects = ParcelQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["sealed_at"], name="parcel_held", condition=Q(emptied_at=None)),)

    @classmethod
    def seal(
        cls,
        *,
        idempotency_key: str,
        provider_number: str,
        subject: uuid.UUID,
        kind: str,
        title: str,
        metadata: dict[str, Any],
        files: Sequence[ParcelFile],
    ) -> "Parcel":
        """Freeze and seal the files and queue their hand-over, in the caller's transaction and in four queries.

        The same idempotency key gives the same parcel, whoever asks and however often. Raises OSError when the
        disk is full. Files whose transaction is rolled back are swept up later.
        """
        connection = Connection.objects.filter(pk=provider_number).first()
        key = connection.key if connection else None
        manifest = {
            "title": title,
            "metadata": metadata,
            "files": [
                {
                    "name": file.name,
                    "mime": file.mime,
                    "title": file.title,
                    "role": file.role,
                    "size": len(file.data),
                    "sha256": hashlib.sha256(file.data).hexdigest(),
                }
                for file in files
            ],
        }
        parcel = Parcel(
            idempotency_key=idempotency_key,
            provider_number=provider_number,
            subject=subject,
            kind=kind,
            key_id=str(key["kid"]) if key else "",
            manifest=_sealed(json.dumps(manifest, ensure_ascii=False).encode(), key, _MANIFEST).decode(),
            stored=_kept(files, key),
        )
        # A conflict is not an error, so the caller's transaction stays whole when two come at once.
        Parcel.objects.bulk_create([parcel], ignore_conflicts=True)
        kept = Parcel.objects.get(idempotency_key=idempotency_key)
        if kept.pk == parcel.pk:
            queue_hand_over(kept.pk)
        else:
            _drop(parcel.stored)
        return kept

    @property
    def state(self) -> str:
        """waiting, handed_over, failed, or the kind of the last sign (received, in_progress …)."""
        known = vars(self)
        if "last_outcome" not in known:
            known = vars(type(self).objects.with_state().get(pk=self.pk))
        if known["last_outcome"] == Attempt.Outcome.PERMANENT:
            return "failed"
        if known["last_outcome"] != Attempt.Outcome.HANDED_OVER:
            return "waiting"
        return str(known["last_sign"] or "handed_over")

    @cached_property
    def process_id(self) -> uuid.UUID:
        """Our name for the delivery on the other side: the same at every try, until an operator reopens it."""
        reopened = self.attempts.filter(outcome=Attempt.Outcome.REOPENED).count()
        return uuid.uuid5(_NAMESPACE, f"{self.idempotency_key}#{reopened}" if reopened else self.idempotency_key)

    def opened(self) -> Content:
        """The content, each file read when it is asked for. Raises DeliveryError."""
        key = private_key(self.provider_number, self.key_id) if self.key_id else None
        manifest = json.loads(open_seal(self.manifest.encode(), key=key) if key else self.manifest)
        return Content(
            kind=self.kind,
            title=manifest["title"],
            metadata=manifest["metadata"],
            files=[
                ContentFile(**entry, read=partial(_read, stored, key, entry["sha256"]))
                for entry, stored in zip(manifest["files"], self.stored, strict=True)
            ],
        )

    @transaction.atomic
    def reopen(self) -> None:
        """An operator has removed the cause of a failure: try again, as a new delivery with a new process id."""
        self.attempts.create(outcome=Attempt.Outcome.REOPENED, retry_at=timezone.now())
        queue_hand_over(self.pk)
        vars(self).pop("process_id", None)

    def empty(self) -> None:
        """Delete the sealed content; that it was sent, and when, stays."""
        _drop(self.stored)
        self.manifest, self.stored, self.emptied_at = "", [], timezone.now()
        self.save(update_fields=["manifest", "stored", "emptied_at"])

    def shred(self) -> None:
        """Delete the parcel with everything that is left of it."""
        _drop(self.stored)
        self.delete()


def _sealed(data: bytes, key: JWK | None, mime: str) -> bytes:
    return seal(data, key=key, mime=mime) if key else data


def _kept(files: Sequence[ParcelFile], key: JWK | None) -> list[str]:
    """Store each file sealed; none of them when one cannot be stored."""
    names: list[str] = []
    try:
        for file in files:
            names.append(  # noqa: PERF401 (what was kept so far must be known when one fails)
                vault.keep(_sealed(file.data, key, file.mime), folder="parcels")
            )
    except BaseException:
        _drop(names)
        raise
    return names


def _drop(names: Sequence[str]) -> None:
    for name in names:
        vault.drop(name)


def _read(stored: str, key: JWK | None, sha256: str) -> bytes:
    try:
        data = vault.fetch(stored)
    except (FileNotFoundError, Unreadable) as error:
        raise Permanent("Eine Datei des Pakets fehlt oder ist beschädigt.") from error
    except OSError as error:
        raise Temporary("Die Dateiablage ist nicht lesbar.") from error
    data = open_seal(data, key=key) if key else data
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Permanent("Eine Datei stimmt nicht mit ihrer Prüfsumme überein.")
    return data

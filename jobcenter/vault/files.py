"""The store for people's files: sealed before they leave this process, opened when their owner asks."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jobcenter.vault.keyring import open_sealed, seal


def keep(data: bytes, *, folder: str) -> str:
    """Store `data` encrypted and return its name. Raises OSError when the disk is full."""
    name = f"{folder}/{uuid.uuid4().hex}"
    stored = default_storage.save(name, ContentFile(seal(data, place=name)))
    if stored != name:
        raise OSError(f"storage renamed {folder} file")
    return name


def fetch(name: str) -> bytes:
    """The bytes kept under `name`. Raises FileNotFoundError, Unreadable."""
    with default_storage.open(name) as file:
        return open_sealed(file.read(), place=name)


def drop(name: str) -> None:
    """Delete the file; a file that is gone already is fine."""
    default_storage.delete(name)


def names(folder: str, *, before: datetime) -> Iterator[str]:
    """The names of all files in `folder` that were last written before that moment."""
    try:
        _, found = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in found:
        name = f"{folder}/{file}"
        try:
            if default_storage.get_modified_time(name) < before:
                yield name
        except FileNotFoundError:
            continue  # gone meanwhile

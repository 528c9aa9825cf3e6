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
    return open_sealed(read(name), place=name)


def read(name: str) -> bytes:
    """The bytes as they are stored: sealed. Raises FileNotFoundError."""
    with default_storage.open(name) as file:
        return bytes(file.read())


def replace(name: str, sealed: bytes) -> None:
    """Store other sealed bytes under a name that is there already: the old or the new ones, never half of them."""
    default_storage._save(name, ContentFile(sealed))  # type: ignore[attr-defined]  # `save` would choose another name


def all_names() -> Iterator[str]:
    """The names of all files in all folders."""
    try:
        folders, _ = default_storage.listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        yield from (f"{folder}/{file}" for file in default_storage.listdir(folder)[1] if not file.endswith(".part"))


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

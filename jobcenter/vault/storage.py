"""A folder of files that are on the disk, not just in its cache, when `save` returns."""

import os
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableFolder(FileSystemStorage):
    """Written beside the target, synced, renamed into place, and the folder synced: whole or not at all."""

    def _save(self, name: str, content: "File[Any]") -> str:
        full_path = self.path(name)
        folder = os.path.dirname(full_path)
        os.makedirs(folder, exist_ok=True)
        partial = f"{full_path}.part"
        try:
            with open(partial, "xb") as target:
                target.writelines(content.chunks())
                target.flush()
                os.fsync(target.fileno())
            os.replace(partial, full_path)
        except BaseException:
            if os.path.exists(partial):
                os.remove(partial)
            raise
        sync_folder(folder)
        return name


def sync_folder(folder: str) -> None:
    """Make renames and new names in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Packages dropped into a folder that an electronic file watches.

A package must not be dropped twice, also when we are killed just after the rename and the electronic file has
taken it away before we look again. The `.part` file tells: only our rename makes it disappear. So the order is

    write .part, sync → note in our own folder that it is complete, sync → rename, sync

A note without a `.part` means that the rename was done. The electronic file must leave `.part` files alone.
"""

import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from jobcenter.delivery.couriers.folder import message
from jobcenter.delivery.couriers.folder.replies import REPLY_NAMES, Replies
from jobcenter.delivery.port import Consignment, Content, Reference, SignReceived, Site, Temporary
from jobcenter.vault.storage import sync_folder


class FolderCourier:
    """Setting `folder`: where to drop, instead of <data>/e-akte/<provider_number>."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.folder = Path(site.settings.get("folder") or Path(settings.E_AKTE_FOLDER) / site.provider_number)
        self.notes = Path(settings.COURIERS_FOLDER) / "folder" / site.provider_number

    def set_up(self) -> None:
        """Make the folders, once, when the Jobcenter is connected: later a missing folder is a missing share."""
        self.notes.mkdir(parents=True, exist_ok=True)
        replies = self.folder / "antwort"
        for folder in (self.folder, replies, replies / "verarbeitet", replies / "unklar"):
            if not folder.exists():
                folder.mkdir(parents=True)
                folder.chmod(0o770)  # social data: for the app and the electronic file, nobody else

    def find(self, parcel: Consignment) -> Reference | None:
        reference = str(parcel.process_id)
        name = message.package_name(parcel.process_id)
        noted = (self.notes / reference).exists() and not self._partial(name).exists()
        taken = any((self.folder / place / name).exists() for place in ("", "quittiert"))
        replied = any(
            (self.folder / "antwort" / place / f"{reference}_{reply}{ending}").exists()
            for place in ("", "verarbeitet")
            for reply in REPLY_NAMES
            for ending in (".zip", ".xml")
        )
        return reference if noted or taken or replied else None

    def hand_over(self, parcel: Consignment, content: Content) -> Reference:
        if not self.folder.is_dir():
            raise Temporary("Der Übergabeordner fehlt oder ist nicht eingehängt.")
        name = message.package_name(parcel.process_id)
        partial, note = self._partial(name), self.notes / str(parcel.process_id)
        try:
            self._write(partial, parcel, content)
            self._note(note)
            os.rename(partial, self.folder / name)
            sync_folder(str(self.folder))
        except Exception as error:
            with suppress(OSError):
                self._take_back(partial, note)
            if not isinstance(error, OSError):
                raise
            raise Temporary(f"In den Übergabeordner kann nicht geschrieben werden: {error.strerror}.") from error
        return str(parcel.process_id)

    def signs(self) -> Iterable[SignReceived]:
        return Replies(self.folder / "antwort", self.notes, self.site.provider_number).signs()

    def _partial(self, name: str) -> Path:
        return self.folder / f"{name}.part"

    def _write(self, partial: Path, parcel: Consignment, content: Content) -> None:
        """One file of the parcel in memory at a time. An older, unfinished `.part` is overwritten, never deleted."""
        names = message.file_names(parcel.process_id, content)
        with open(partial, "wb", opener=_private) as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
                xml = message.sgo_erstellen(parcel, content)
                package.writestr(message.xml_name(parcel.process_id), xml, zipfile.ZIP_DEFLATED)
                for file, name in zip(content.files, names, strict=True):
                    squeeze = zipfile.ZIP_DEFLATED if file.mime == "application/json" else zipfile.ZIP_STORED
                    package.writestr(name, file.read(), squeeze)
            target.flush()
            os.fsync(target.fileno())
        sync_folder(str(self.folder))

    def _note(self, note: Path) -> None:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.touch()
        sync_folder(str(note.parent))

    def _take_back(self, partial: Path, note: Path) -> None:
        """Leave nothing half done: first the note, because a note without `.part` would mean "done"."""
        if not partial.exists():
            return
        note.unlink(missing_ok=True)
        if note.parent.exists():
            sync_folder(str(note.parent))
        partial.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o640)

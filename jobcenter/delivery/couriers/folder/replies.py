"""The reply folder: 0629 (taken) and 0630 (imported, or not) of xdomea, read once and moved away."""

import os
import re
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from jobcenter.delivery.alarms import alarm
from jobcenter.delivery.couriers.folder.reading import Reply, Unclear, read
from jobcenter.delivery.port import SignReceived

REPLY_NAMES = ("FVDaten.EmpfangBestaetigen.0629", "FVDaten.ImportBestaetigen.0630")
# A reply that cannot be read may still be being written.
PATIENCE_SECONDS = 30
_UNFINISHED = re.compile(r"^\.|\.(part|tmp)$", re.IGNORECASE)


class Replies:
    """What lies in `folder`; after reading it is in `verarbeitet`, or in `unklar` when nobody understands it."""

    def __init__(self, folder: Path, notes: Path, provider_number: str) -> None:
        self.folder = folder
        self.notes = notes
        self.provider_number = provider_number

    def signs(self) -> Iterable[SignReceived]:
        """Oldest first. Raises OSError when the folder cannot be read."""
        with os.scandir(self.folder) as entries:
            waiting = [e for e in entries if e.is_file(follow_symlinks=False) and not _UNFINISHED.search(e.name)]
        for entry in sorted(waiting, key=lambda entry: (entry.stat(follow_symlinks=False).st_mtime, entry.name)):
            try:
                reply = read(Path(entry.path))
            except FileNotFoundError:
                continue  # another worker was faster
            except Unclear as error:
                if time.time() - entry.stat(follow_symlinks=False).st_mtime > PATIENCE_SECONDS:
                    self._set_aside(Path(entry.path), str(error))
                continue
            yield self._sign(Path(entry.path), reply)

    def _sign(self, path: Path, reply: Reply) -> SignReceived:
        return SignReceived(
            reference=f"{reply.process_id}:{reply.type}:{'ok' if reply.ok else 'error'}",
            parcel=str(reply.process_id),
            kind="received" if reply.ok else "failed",
            at=reply.at,
            detail=reply.detail,
            settles=reply.ok and reply.type == "0630",
            recorded=partial(self._done, path, reply),
            refused=partial(self._set_aside, path),
        )

    def _done(self, path: Path, reply: Reply) -> None:
        name = next(name for name in REPLY_NAMES if name.endswith(reply.type))
        self._move(path, self.folder / "verarbeitet" / f"{reply.process_id}_{name}{path.suffix.lower()}")

    def _set_aside(self, path: Path, reason: str) -> None:
        self._move(path, self.folder / "unklar" / path.name)
        alarm("courier.unclear_reply", self.provider_number, f"Unklare Antwort im Ordner antwort/unklar: {reason}")

    def _move(self, path: Path, target: Path) -> None:
        """Away from the watched folder, over nothing that is there already."""
        target.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        free = target
        while free.exists():
            number += 1
            free = target.with_name(f"{target.stem}.{number}{target.suffix}")
        try:
            os.rename(path, free)
        except FileNotFoundError:
            return  # another worker was faster

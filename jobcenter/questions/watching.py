"""Whether the files of the catalogue have changed since they were read, without opening one."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

from jobcenter.questions.files import EVERY, files
from jobcenter.questions.reading import CatalogueError

LOOK_EVERY = 5.0  # seconds
# For whoever misses something: nobody makes the server look all day.
AT_ONCE_EVERY = 1.0

# Of each file: when it was written (nanoseconds), and its size. None where nobody could look: the next look tells.
_Files = dict[Path, tuple[int, int]] | None


class Watch:
    """Begins with the files as they are now: make it before reading them, so that no change in between is missed."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._read = self._seen = _looked(folders)
        self._look_at = time.monotonic() + LOOK_EVERY
        self._at_once = time.monotonic()
        self._looking = threading.Lock()

    def changed(self) -> bool:
        """Whether to read the files again: true once for each change, for one thread alone.

        A change counts when the next look finds the same: whoever saves or copies files is done by then.
        """
        if time.monotonic() < self._look_at or not self._looking.acquire(blocking=False):
            return False
        try:
            self._look_at = time.monotonic() + LOOK_EVERY
            before, self._seen = self._seen, _looked(self._folders)
            if self._seen is None or self._seen != before or self._seen == self._read:
                return False
            self._read = self._seen
            return True
        finally:
            self._looking.release()

    def may_look_at_once(self) -> bool:
        """Whether nobody has for a second; whoever is told so looks (see `differs`)."""
        if time.monotonic() < self._at_once:
            return False
        self._at_once = time.monotonic() + AT_ONCE_EVERY
        return True

    def differs(self) -> bool:
        """Whether the files are others than those that were read, lying still or not."""
        found = _looked(self._folders)
        return found is not None and found != self._read


def _looked(folders: Sequence[Path]) -> _Files:
    found = {}
    try:
        for file in (file for folder in folders for shape in EVERY for file in files(folder, shape)):
            try:
                stat = file.stat()
            except OSError:  # gone this moment
                continue
            found[file] = (stat.st_mtime_ns, stat.st_size)
    except CatalogueError:
        return None
    return found

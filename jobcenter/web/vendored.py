"""Static files that come out of node_modules: fonts and libraries as they are, and the used part of KERN.

They are named here one by one, so that nothing is published that no page asks for. Built once per
process into `<data>/build/static`, both for the test server and for `collectstatic`.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage

from jobcenter.web import styles

KERN = "@kern-ux/native/dist/kern.min.css"
FONTS = "@fontsource/fira-sans/files"
_FONT_FILES = {
    f"web/fonts/fira-sans-{script}-{weight}.woff2": f"{FONTS}/fira-sans-{script}-{weight}-normal.woff2"
    for script in ("latin", "latin-ext")
    for weight in (400, 600)
}
COPIED = {
    **_FONT_FILES,
    "documents/vendor/idb.js": "idb/build/index.js",
    "documents/vendor/tus.js": "tus-js-client/dist/tus.min.js",
}
_MAP = re.compile(rb"^//# sourceMappingURL=.*$", re.MULTILINE)  # names a file that is not published


def sources() -> Iterator[Path]:
    """Every file of ours in which a KERN class can be named."""
    for pattern in ("*/templates/**/*.html", "*/static/**/*.js", "**/*.py"):
        yield from sorted((settings.ROOT / "jobcenter").glob(pattern))


def kern_css() -> str:
    """KERN's rules for the classes and variables that our sources use."""
    own = "".join(path.read_text() for path in (settings.ROOT / "jobcenter").glob("*/static/**/*.css"))
    used = styles.classes_in(path.read_text() for path in sources())
    return styles.subset((settings.ROOT / "node_modules" / KERN).read_text(), used, own)


@cache
def build() -> Path:
    """Write the vendored files below `<data>/build/static` and return that folder."""
    folder: Path = settings.DATA / "build" / "static"
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        fresh = Path(scratch) / "file"
        for name, source in COPIED.items():
            fresh.write_bytes(_MAP.sub(b"", (settings.ROOT / "node_modules" / source).read_bytes()))
            os.replace(fresh, folder / name)
        fresh.write_text(kern_css())
        os.replace(fresh, folder / "web/kern.css")
    return folder


class AppsFinder(AppDirectoriesFinder):
    """The static files of every app but Django's admin, whose pages are ours (`jobcenter.editors`) and ask for none."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        names = app_names or (config.name for config in apps.get_app_configs())
        super().__init__([name for name in names if name != "django.contrib.admin"], *args, **kwargs)


class VendoredFinder(BaseFinder):
    """Finds the vendored files for Django's staticfiles."""

    names = ("web/kern.css", *COPIED)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(build() / path)] if path in self.names else []
        return found if find_all else (found[0] if found else None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=build())
        return [(name, storage) for name in self.names]

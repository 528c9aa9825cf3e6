"""What a Jobcenter writes by hand: a YAML file, a CSV file whose name tells the list, or a folder of them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings

from jobcenter.local.importing.importers.by_hand.documents import Document
from jobcenter.local.importing.importers.by_hand.entries import Entry
from jobcenter.local.importing.importers.by_hand.lists import LISTS
from jobcenter.local.importing.importers.by_hand.names import plain, unknown
from jobcenter.local.importing.importers.by_hand.tables import entries_of_table
from jobcenter.local.importing.port import Absent, BrokenFeed, Fetch, Found, Material, Unreachable
from jobcenter.local.models import Feed

_TABLE, _DOCUMENT = ".csv", (".yaml", ".yml")
_DEFAULTS = ("jobcenter", "stand", "quelle")
_ROOM = Path(__file__).resolve().parents[3]


class ByHand:
    """CSV and YAML with German names (docs/inhalte.md)."""

    def fetch(self, feed: Feed, get: Fetch) -> Material:
        """A file, or what a folder has; of a folder in the net the tables with the usual names."""
        remote = "://" in feed.address
        name = _name(feed.address) if remote else Path(feed.address).name
        if _readable(name):
            return Material({name: get(feed.address)})
        files = _tables_below(feed.address, get) if remote else folder(feed.address, get)
        if not files:
            names = ", ".join(f"{name}.csv" for name in LISTS)
            raise Unreachable(f"In „{name}“ liegt nichts, was sich lesen lässt: eine .yaml-Datei oder {names}.")
        return Material(files)

    def read(self, material: Material, feed: Feed, now: object) -> Iterator[Found]:
        """Each entry of each file. Raises BrokenFeed with file, line and field."""
        for file, data in material.files.items():
            entries = _table(file, data) if file.lower().endswith(_TABLE) else _document(file, data)
            for name, entry, defaults in entries:
                default = {"jobcenter": feed.provider_number} if feed.provider_number else {}
                row = LISTS[name].row(entry, {**default, **defaults})
                yield Found(row, entry.place())


class Shipped(ByHand):
    """What comes with the app; in a demo with the made-up Jobcenter. The address of the feed means nothing."""

    def fetch(self, feed: Feed, get: Fetch) -> Material:
        files = folder(str(_ROOM / "data"), get)
        if settings.DEMO:
            with suppress(Absent):
                files |= folder(str(_ROOM / "demo"), get)
        return Material(files)


def folder(address: str, get: Fetch) -> dict[str, bytes]:
    """The readable files of a folder on this machine, by name."""
    names = get(address).decode(errors="replace").split("\n")
    return {name: get(f"{address.rstrip('/')}/{name}") for name in names if _readable(name)}


def _tables_below(address: str, get: Fetch) -> dict[str, bytes]:
    files = {}
    for name in LISTS:
        try:
            files[f"{name}.csv"] = get(f"{address.rstrip('/')}/{name}.csv")
        except Absent:  # this Jobcenter has no such list
            continue
    return files


def _readable(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith((_TABLE, *_DOCUMENT))


def _name(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).name


_Entries = Iterable[tuple[str, Entry, dict[str, str]]]  # of which list, and what holds unless it says otherwise


def _table(file: str, data: bytes) -> _Entries:
    name = plain(file.rpartition(".")[0])
    if name not in LISTS:
        raise BrokenFeed(file, f"Der Dateiname nennt die Liste. {unknown(name, LISTS)}")
    return ((name, entry, {}) for entry in entries_of_table(file, data, LISTS[name]))


def _document(file: str, data: bytes) -> _Entries:
    document = Document(file, data, lists=LISTS, texts=_DEFAULTS)
    defaults = {name: text for name, text in document.texts.items() if text}
    return ((name, entry, defaults) for name, entries in document.lists.items() for entry in entries)

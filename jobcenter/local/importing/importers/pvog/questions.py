"""What can be asked of the PVOG's search service, and what an address had asked.

Old versions of paths are removed every quarter, so each can be replaced in the settings of the feed:
`{"paths": {"services": "/v8/servicedescriptions/{ars}"}}`. An empty one is not asked.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from jobcenter.local.importing.port import BrokenFeed
from jobcenter.local.models import Feed

SERVICE = "https://pvog.fitko.net/suchdienst/api"
WORDS = ["Grundsicherungsgeld", "Bürgergeld"]  # since and until July 2026; both stand there for a long time
MOST_CALLS = 200
PATHS = {
    "locations": "/v2/locations",
    "services": "/v7/servicedescriptions/{ars}",
    "titles": "/v2/organisationunits/titles",
    "unit": "/v5/organisationunits/detail",
    "online": "/v1beta2/onlineservices",
}
_SIZE = 10  # fewer than five are refused


@dataclass(frozen=True)
class Questions:
    """Addresses by what is asked. Reading one back says what it had asked."""

    base: str
    paths: dict[str, str]
    words: list[str]
    regions: list[str]
    calls: int

    @classmethod
    def of(cls, feed: Feed) -> "Questions":
        """From the address and settings of a feed. Raises BrokenFeed for settings that make no sense."""
        settings = feed.settings if isinstance(feed.settings, dict) else {}
        paths = settings.get("paths", {})
        if not isinstance(paths, dict) or set(paths) - set(PATHS) or not all(map(_is_path, paths.values())):
            raise BrokenFeed("Einstellungen", f"paths nennt Pfade, die mit / beginnen, für {', '.join(PATHS)}.")
        regions = _texts(settings, "ars", [])
        if not all(re.fullmatch(r"[0-9]{12}", region) for region in regions):
            raise BrokenFeed("Einstellungen", "ars nennt Regionalschlüssel mit zwölf Ziffern.")
        calls = settings.get("calls", MOST_CALLS)
        if not isinstance(calls, int) or not 1 <= calls <= MOST_CALLS:
            raise BrokenFeed("Einstellungen", f"calls ist eine Zahl von 1 bis {MOST_CALLS}.")
        base = (feed.address or SERVICE).rstrip("/")
        return cls(base, {**PATHS, **paths}, _texts(settings, "words", WORDS), regions, calls)

    def locations(self, postcode: str) -> str:
        return self._address("locations", q=postcode)

    def services(self, ars: str, word: str) -> str:
        return self._address("services", ars=ars, q=word, size=str(_SIZE), page="0")

    def titles(self, ars: str, service: str) -> str:
        return self._address("titles", ars=ars, lbId=service)

    def unit(self, unit: str) -> str:
        return self._address("unit", q=unit)

    def online(self, ars: str, token: str = "") -> str:
        return self._address("online", ars=ars, **({"nextPageToken": token} if token else {}))

    def asked(self, address: str) -> tuple[str, dict[str, str]]:
        """The kind of question and what was asked for; ("", {}) for an address that is none of these."""
        parts = urlsplit(address)
        prefix = urlsplit(self.base).path
        for kind, path in self.paths.items():
            pattern = re.escape(prefix + path).replace(r"\{ars\}", "(?P<ars>[0-9]{12})")
            if path and address.startswith(f"{self.base}/") and (found := re.fullmatch(pattern, parts.path)):
                return kind, {**dict(parse_qsl(parts.query)), **found.groupdict()}
        return "", {}

    def place(self, address: str) -> str:
        """The address as people look at it in a complaint."""
        return address.removeprefix(self.base)[:120]

    def _address(self, kind: str, **asked: str) -> str:
        path = self.paths[kind]
        if not path:
            return ""
        if "{ars}" in path:
            path = path.replace("{ars}", quote(asked.pop("ars"), safe=""))
        return f"{self.base}{path}?{urlencode(asked)}"


def _is_path(path: Any) -> bool:
    return isinstance(path, str) and bool(re.fullmatch(r"(/[\w.{}-]+)*", path, re.ASCII))


def _texts(settings: dict[str, Any], name: str, default: list[str]) -> list[str]:
    texts = settings.get(name, default)
    if not isinstance(texts, list) or not all(isinstance(text, str) and 0 < len(text) <= 80 for text in texts):
        raise BrokenFeed("Einstellungen", f"{name} ist eine Liste von Texten.")
    return texts or default

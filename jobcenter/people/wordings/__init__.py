"""What people agree to, word for word, in every version there ever was: one file each, named by its first day."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Wording:
    """The words of one consent in one version."""

    version: str
    kind: str
    title: str
    asks: str
    means: tuple[str, ...]
    without: str
    withdrawing: str
    law: str

    @property
    def day(self) -> date:
        """Since when it is asked so."""
        return date.fromisoformat(self.version)


class UnknownWording(LookupError):
    """There never was such a version of that consent."""


def current_version() -> str:
    """The version that is asked for today."""
    return versions()[-1]


@cache
def versions() -> list[str]:
    """Every version, oldest first."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def wording(kind: str, version: str) -> Wording:
    """The words. Raises UnknownWording."""
    if version not in versions():
        raise UnknownWording(version)
    facts: dict[str, Any] = yaml.safe_load((_FOLDER / f"{version}.yaml").read_text()).get(kind)
    if facts is None:
        raise UnknownWording(f"{version} {kind}")
    return Wording(version=version, kind=str(kind), means=tuple(facts.pop("means")), **facts)


def digest(kind: str, version: str) -> str:
    """SHA-256 over every word of it, whatever its line breaks: what stands beside each consent as proof."""
    words = json.dumps(asdict(wording(kind, version)), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(re.sub(r"\s+", " ", words).encode()).hexdigest()

"""Reading a reply that anybody with access to the folder may have put there: small, strict, and never trusting."""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from lxml import etree

_MAX_FILE = 5_000_000
_MAX_XML = 2_000_000
_MAX_ENTRIES = 50
_ROOT = re.compile(
    r"^\{urn:xoev-de:xdomea:schema:[0-9.]+\}FVDaten\.(EmpfangBestaetigen\.0629|ImportBestaetigen\.0630)$"
)
# "successful", and "this message was processed before": both mean that the Jobcenter has it.
_GOOD = {"0000000", "0000009"}
_CODE = re.compile(r"^[0-9]{7}$")


class Unclear(Exception):
    """Not a reply that we understand. The message says why, without quoting it."""


@dataclass(frozen=True)
class Reply:
    type: str  # "0629" or "0630"
    process_id: UUID
    at: datetime
    ok: bool
    detail: dict[str, Any] = field(default_factory=dict)


def read(path: Path) -> Reply:
    """The reply in a .zip or .xml file. Raises Unclear, FileNotFoundError."""
    try:
        return _reply(_parsed(_xml(path)))
    except (Unclear, FileNotFoundError):
        raise
    except Exception as error:  # zip and XML libraries fail in many ways; all of them mean the same here
        raise Unclear(f"nicht lesbar ({type(error).__name__})") from error


def _xml(path: Path) -> bytes:
    if path.stat().st_size > _MAX_FILE:
        raise Unclear("Datei zu groß")
    if path.suffix.lower() == ".xml":
        data = path.read_bytes()
    elif path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            if len(entries) > _MAX_ENTRIES:
                raise Unclear("zu viele Dateien im Paket")
            messages = [e for e in entries if e.filename.lower().endswith(".xml") and "/" not in e.filename]
            if len(messages) != 1:
                raise Unclear("im Paket ist nicht genau eine Nachricht")
            with package.open(messages[0]) as file:
                data = file.read(_MAX_XML + 1)  # never more, whatever the package promises
    else:
        raise Unclear("weder .zip noch .xml")
    if len(data) > _MAX_XML:
        raise Unclear("Nachricht zu groß")
    return data


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree = etree.parse(BytesIO(data), parser)
    root = tree.getroot()
    if tree.docinfo.doctype:  # type: ignore[union-attr]
        raise Unclear("Nachricht mit Dokumenttyp-Deklaration")
    return root


def _reply(root: etree._Element) -> Reply:
    match = _ROOT.match(str(root.tag))
    if match is None:
        raise Unclear("keine Nachricht 0629 oder 0630")
    message_type = match[1][-4:]
    try:
        process_id = UUID(root.findtext("{*}Kopf/{*}ProzessID", "").strip())
    except ValueError as error:
        raise Unclear("ohne gültige ProzessID") from error
    at = _moment(root.findtext("{*}Kopf/{*}Erstellungszeitpunkt", ""))
    if message_type == "0629":
        return Reply("0629", process_id, at, ok=True, detail={"message": "0629"})
    ok, detail = _outcome(root)
    return Reply("0630", process_id, at, ok=ok, detail=detail)


def _outcome(root: etree._Element) -> tuple[bool, dict[str, Any]]:
    """Whether the import succeeded: every part of the answer must say so."""
    outcome = root.find("{*}ErfolgOderMisserfolg")
    answers = [] if outcome is None else [answer for node in outcome.findall("{*}Rueckmeldung") for answer in node]
    if outcome is None or not answers:
        raise Unclear("ohne Angabe von Erfolg oder Misserfolg")
    codes = [(answer.findtext("{*}code") or "").strip() for answer in answers]
    parts = [(node.text or "").strip() for node in outcome.findall("{*}Rueckgabeparameter/{*}Erfolgreich")]
    ok = all(code in _GOOD for code in codes) and not any(part in {"false", "0"} for part in parts)
    known = sorted({code for code in codes if _CODE.match(code)})
    detail: dict[str, Any] = {"message": "0630", "codes": known}
    ids = [(node.text or "").strip() for node in outcome.findall("{*}Rueckgabeparameter/{*}IDSGO")]
    if ids:
        detail["dms_ids"] = ids[:100]
    if not ok:
        detail["reason"] = f"Die E-Akte konnte das Paket nicht übernehmen (xdomea {', '.join(known) or 'ohne Code'})."
        detail["said"] = " ".join(str(text) for answer in answers for text in answer.itertext() if str(text).strip())[
            :500
        ]
    return ok, detail


def _moment(text: str) -> datetime:
    """When the reply was written; never in the future, and now when it does not say."""
    now = datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return now
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo("Europe/Berlin"))
    return min(moment, now)

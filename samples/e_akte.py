#!/usr/bin/env python3
"""A small stand-in for a Jobcenter's electronic file: for the demo, and for whoever connects a real one.

It watches drop folders, and for each package <ProzessID>_FVDaten.SGOErstellen.0604.zip it
  1. answers at once with 0629: taken;
  2. checks that message, files and SHA-256 agree;
  3. stores the documents below akten/<BG-Nummer>/<Eingangsnummer>/;
  4. answers with 0630: imported, or not and why;
  5. takes the package away.
Every answer is written as .part and renamed, so nobody reads half of it. The same package twice is imported once.
Needs nothing but Python.
"""

import argparse
import hashlib
import os
import re
import shutil
import signal
import sys
import threading
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

XDOMEA = "urn:xoev-de:xdomea:schema:3.0.0"
NS = {"x": XDOMEA}
PACKAGE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_FVDaten\.SGOErstellen\.0604\.zip")
CODES = "urn:xoev-de:xdomea:codeliste:"
OK, KNOWN, INVALID, REFUSED = "0000000", "0000009", "0000008", "0604003"


class Refused(Exception):
    """The package is not imported; the code says why."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


def drop_folders(folder: Path) -> list[Path]:
    """`folder` itself, or the drop folders in it: a drop folder has a reply folder."""
    if (folder / "antwort").is_dir():
        return [folder]
    return sorted(path.parent for path in folder.glob("*/antwort"))


def look(folder: Path, *, refuse: bool = False) -> int:
    """Deal with every package that lies there. Returns how many."""
    packages = [
        path for drop in drop_folders(folder) for path in sorted(drop.iterdir()) if PACKAGE.fullmatch(path.name)
    ]
    for path in packages:
        take(path, refuse=refuse)
    return len(packages)


def take(path: Path, *, refuse: bool = False) -> None:
    """One package, from taking it to answering it; killed in between, it is simply taken again."""
    process_id = PACKAGE.fullmatch(path.name)[1]
    drop = path.parent
    answer(drop, process_id, "FVDaten.EmpfangBestaetigen.0629", "")
    try:
        if refuse:
            raise Refused(REFUSED, "abgelehnt zur Probe")
        code, record = import_package(path, process_id, drop / "akten")
    except Refused as refusal:
        answer(drop, process_id, "FVDaten.ImportBestaetigen.0630", outcome(refusal.code, None))
        put_aside(path, drop / "abgewiesen")
        print(f"abgewiesen: {process_id} ({refusal})", flush=True)
        return
    answer(drop, process_id, "FVDaten.ImportBestaetigen.0630", outcome(code, record))
    path.unlink(missing_ok=True)
    print(f"übernommen: {process_id}", flush=True)


def import_package(path: Path, process_id: str, records: Path) -> tuple[str, str]:
    """Store the documents. Returns the code of the answer and the record's id here. Raises Refused."""
    record = str(uuid.uuid5(uuid.UUID(process_id), "Akte"))
    index = records / ".prozesse" / process_id
    if index.exists():
        return KNOWN, record
    try:
        with zipfile.ZipFile(path) as package:
            message = read_message(package, process_id)
            target = records / safe(message["bg_number"] or "ohne-BG-Nummer") / safe(message["receipt"] or process_id)
            partial = target.with_name(f".{target.name}.part")
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir(parents=True)
            for number, (name, original, sha256) in enumerate(message["files"], start=1):
                data = package.read(name)
                if hashlib.sha256(data).hexdigest() != sha256:
                    raise Refused(REFUSED, f"Prüfsumme von {name} stimmt nicht")
                (partial / f"{number:02d}-{safe(original)}").write_bytes(data)
            (partial / "xdomea.xml").write_bytes(message["xml"])
    except (zipfile.BadZipFile, KeyError, ET.ParseError, AttributeError, ValueError, EOFError) as error:
        raise Refused(INVALID, f"Paket nicht lesbar: {type(error).__name__}") from error
    shutil.rmtree(target, ignore_errors=True)
    os.replace(partial, target)
    index.parent.mkdir(exist_ok=True)
    index.touch()
    return OK, record


def read_message(package: zipfile.ZipFile, process_id: str) -> dict:
    """What the message says, after checking that it belongs to this package and names its files. Raises Refused."""
    xml = package.read(f"{process_id}_FVDaten.SGOErstellen.0604.xml")
    if b"<!DOCTYPE" in xml:
        raise Refused(INVALID, "Nachricht mit Dokumenttyp-Deklaration")
    root = ET.fromstring(xml)  # noqa: S314 (a declaration of entities was ruled out above)
    if root.tag != f"{{{XDOMEA}}}FVDaten.SGOErstellen.0604":
        raise Refused(INVALID, "andere Nachricht als 0604")
    if root.findtext("x:Kopf/x:ProzessID", "", NS) != process_id:
        raise Refused(INVALID, "ProzessID und Dateiname sind verschieden")
    matter = root.find(".//x:Vorgang", NS)
    sums, files = {}, []
    for field in root.iterfind(".//x:Dokument//x:Feld", NS):
        sums[field.findtext("x:Name", "", NS).removeprefix("SHA-256 ")] = field.findtext("x:Wert", "", NS)
    for primary in root.iterfind(".//x:Primaerdokument", NS):
        name = primary.findtext("x:Dateiname", "", NS)
        files.append((name, primary.findtext("x:DateinameOriginal", name, NS), sums.get(name, "")))
    listed = {name for name, _, _ in files} | {f"{process_id}_FVDaten.SGOErstellen.0604.xml"}
    if listed != set(package.namelist()):
        raise Refused(INVALID, "Dateien im Paket und in der Nachricht sind verschieden")
    facts = {f.findtext("x:Name", "", NS): f.findtext("x:Wert", "", NS) for f in root.iterfind(".//x:Feld", NS)}
    return {
        "xml": xml,
        "bg_number": matter.findtext("x:AllgemeineMetadaten/x:Kennzeichen", "", NS),
        "receipt": facts.get("Eingangsnummer", ""),
        "files": files,
    }


def outcome(code: str, record: str | None) -> str:
    """The part of a 0630 that says how it went."""
    kind, codelist, version = (
        ("SpezifischeFehlermeldung0604", "spezifischefehlermeldung0604", "1.0")
        if code.startswith("0604")
        else ("AllgemeineRueckmeldung", "allgemeinerueckmeldung", "1.1")
    )
    result = ""
    if record:
        result = (
            f"<xdomea:Rueckgabeparameter><xdomea:IDSGO>{record}</xdomea:IDSGO><xdomea:Parameter>"
            "<xdomea:AllgemeinerRueckgabeparameter><xdomea:Name>ID der Akte</xdomea:Name>"
            f"<xdomea:Wert>{record}</xdomea:Wert></xdomea:AllgemeinerRueckgabeparameter></xdomea:Parameter>"
            "<xdomea:Erfolgreich>true</xdomea:Erfolgreich></xdomea:Rueckgabeparameter>"
        )
    return (
        f'<xdomea:ErfolgOderMisserfolg><xdomea:Rueckmeldung><xdomea:{kind} listURI="{CODES}{codelist}" '
        f'listVersionID="{version}"><code>{code}</code></xdomea:{kind}></xdomea:Rueckmeldung>{result}'
        "</xdomea:ErfolgOderMisserfolg>"
    )


def answer(drop: Path, process_id: str, name: str, body: str) -> None:
    """Put an answer into the reply folder, whole or not at all."""
    session = "<xdomea:FVSessionID>-</xdomea:FVSessionID>" if name.endswith("0630") else ""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><xdomea:{name} xmlns:xdomea="{XDOMEA}"><xdomea:Kopf>'
        f"<xdomea:ProzessID>{escape(process_id)}</xdomea:ProzessID>"
        f'<xdomea:Nachrichtentyp listURI="{CODES}nachrichtentyp" listVersionID="2.0"><code>{name[-4:]}</code>'
        f"<name>{name[:-5]}</name></xdomea:Nachrichtentyp>"
        f"<xdomea:Erstellungszeitpunkt>{datetime.now(UTC).isoformat(timespec='seconds')}</xdomea:Erstellungszeitpunkt>"
        "<xdomea:Absender><xdomea:Institution><xdomea:Name>Muster-E-Akte</xdomea:Name></xdomea:Institution>"
        "</xdomea:Absender><xdomea:Empfaenger><xdomea:Institution><xdomea:Name>Jobcenter-App</xdomea:Name>"
        f"</xdomea:Institution></xdomea:Empfaenger>{session}</xdomea:Kopf>{body}</xdomea:{name}>"
    )
    target = drop / "antwort" / f"{process_id}_{name}.zip"
    partial = target.with_name(f"{target.name}.part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(f"{process_id}_{name}.xml", xml)
    os.replace(partial, target)


def put_aside(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    os.replace(path, folder / path.name)


def safe(name: str) -> str:
    """A name that stays in its folder."""
    return re.sub(r"[^\w.-]", "_", name).strip(".")[:100] or "_"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="ein Übergabeordner, oder der Ordner mit allen")
    parser.add_argument("--once", action="store_true", help="einmal nachsehen statt immer wieder")
    parser.add_argument("--refuse", action="store_true", help="alles abweisen, zur Probe")
    parser.add_argument("--seconds", type=float, default=1.0, help="Pause zwischen zwei Blicken (1)")
    options = parser.parse_args()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    while not stop.is_set():
        try:
            look(options.folder, refuse=options.refuse)
        except OSError as error:
            print(f"Ordner nicht nutzbar: {error.strerror}", file=sys.stderr, flush=True)
        if options.once:
            break
        stop.wait(options.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())

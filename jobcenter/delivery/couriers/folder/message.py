"""The message FVDaten.SGOErstellen.0604 of xdomea 3.0.0: new records for the electronic file."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from lxml import etree

from jobcenter.delivery.port import Consignment, Content, ContentFile

NAMESPACE = "urn:xoev-de:xdomea:schema:3.0.0"
_CODES = "urn:xoev-de:xdomea:codeliste:"
_LISTS = {"nachrichtentyp": "2.0", "dateiformat": "1.0", "medium": "1.0", "datentyp": "1.1"}
_GERMANY = ZoneInfo("Europe/Berlin")
# What XML 1.0 cannot carry (a title may have been typed by anybody).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Code of the list Dateiformat 1.0, version of the format, ending of the file name.
_FORMATS = {
    "application/pdf": ("018", "1.7", "pdf"),
    "application/xml": ("030", "1.0", "xml"),
    "image/jpeg": ("011", "1.02", "jpg"),
    "image/png": ("019", "1.2", "png"),
    "text/plain": ("045", "1.0", "txt"),
}
_OTHER = "100"
KINDS = {
    "application": "Antrag",
    "change_report": "Veränderungsmitteilung",
    "request": "Anliegen",
    "objection": "Widerspruch",
    "supplement": "Nachtrag",
    "evidence": "Nachweis",
    "message": "Nachricht",
}

Element = etree._Element


def stem(process_id: UUID) -> str:
    return f"{process_id}_FVDaten.SGOErstellen.0604"


def package_name(process_id: UUID) -> str:
    return f"{stem(process_id)}.zip"


def xml_name(process_id: UUID) -> str:
    return f"{stem(process_id)}.xml"


def file_names(process_id: UUID, content: Content) -> list[str]:
    """The names of the files in the package: xdomea wants each to begin with a UUID."""
    return [f"{_object_id(process_id, file, n)}.{_format(file)[2]}" for n, file in enumerate(content.files)]


def sgo_erstellen(parcel: Consignment, content: Content) -> bytes:
    """The message as XML: one Vorgang with the application (PDF and JSON) and one Dokument for each evidence."""
    root = etree.Element(etree.QName(NAMESPACE, "FVDaten.SGOErstellen.0604"), nsmap={"xdomea": NAMESPACE})
    _head(_add(root, "Kopf"), parcel)
    item = _add(root, "SchriftgutobjektZumErstellen")
    _add(item, "FachverfahrenObjektID", str(parcel.process_id))
    matter = _add(_add(item, "Schriftgutobjekt"), "Vorgang")
    _add(_add(matter, "Identifikation"), "ID", str(uuid5(parcel.process_id, "Vorgang")))
    _general(matter, content.title, content)
    _add(matter, "Typ", KINDS.get(content.kind, content.kind))
    files = list(zip(content.files, file_names(parcel.process_id, content), strict=True))
    main = [(file, name) for file, name in files if file.role in {"form", "data"}]
    if main:
        _document(matter, main, content, parcel, title=content.title, kind=KINDS.get(content.kind, content.kind))
    for file, name in files:
        if file.role not in {"form", "data"}:
            _document(matter, [(file, name)], content, parcel, title=file.title, kind="Nachweis")
    _contact(matter, content)
    _extension(matter, _facts(content))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _head(head: Element, parcel: Consignment) -> None:
    _add(head, "ProzessID", str(parcel.process_id))
    _code(head, "Nachrichtentyp", "nachrichtentyp", "0604", word="FVDaten.SGOErstellen")
    _add(head, "Erstellungszeitpunkt", datetime.now(UTC).isoformat(timespec="seconds"))
    _add(_add(_add(head, "Absender"), "Institution"), "Name", "Jobcenter-App")
    _add(_add(_add(head, "Empfaenger"), "Institution"), "Name", f"Jobcenter {parcel.provider_number}")
    _add(_add(head, "SendendesSystem"), "Produktname", "Jobcenter-App")
    _add(head, "EmpfangendesSystem")
    _add(head, "Empfangsbestaetigung", "true")
    _add(head, "Importbestaetigung", "1")
    _add(head, "Erstellerkennung", "jobcenter-app")
    _add(head, "Stapel", "false")


def _document(
    matter: Element,
    files: Sequence[tuple[ContentFile, str]],
    content: Content,
    parcel: Consignment,
    *,
    title: str,
    kind: str,
) -> None:
    """One Dokument in one version, in as many formats as there are files."""
    document = _add(matter, "Dokument")
    _add(_add(document, "Identifikation"), "ID", str(uuid5(parcel.process_id, f"Dokument {files[0][1]}")))
    _general(document, title, content)
    _add(document, "Posteingangsdatum", _received_on(parcel, content).isoformat())
    _add(document, "Typ", kind)
    version = _add(document, "Version")
    _add(version, "Nummer", "1")
    for file, name in files:
        code, format_version, ending = _format(file)
        form = _add(version, "Format")
        _code(form, "Name", "dateiformat", code)
        if code == _OTHER:
            _add(form, "SonstigerName", ending)
        _add(form, "Version", format_version)
        primary = _add(form, "Primaerdokument")
        _add(primary, "Dateiname", name)
        _add(primary, "DateinameOriginal", file.name)
    _extension(document, {f"SHA-256 {name}": file.sha256 for file, name in files})


def _general(parent: Element, title: str, content: Content) -> None:
    general = _add(parent, "AllgemeineMetadaten")
    _add(general, "Betreff", title)
    # Where a Jobcenter asked for it, it said under which mark it is filed.
    if mark := content.metadata.get("file_mark") or content.metadata.get("bg_number"):
        _add(general, "Kennzeichen", str(mark))
    if receipt := content.metadata.get("receipt_number"):
        _add(general, "Bemerkung", f"Online eingereicht, Eingangsnummer {receipt}")
    _code(general, "Medium", "medium", "001", word="Elektronisch")


def _contact(matter: Element, content: Content) -> None:
    person = content.metadata.get("person") or {}
    if not any(person.values()):
        return
    contact = _add(matter, "Kontakt")
    name = _add(contact, "Name")
    for tag, key in (("Familienname", "family_name"), ("Vorname", "given_name")):
        if value := person.get(key):
            _add(_add(name, tag), "Name", str(value))
    if born := _date(person.get("birth_date")):
        _add(_add(contact, "Geburt"), "Datum", born.isoformat())


def _facts(content: Content) -> dict[str, str]:
    names = {
        "BG-Nummer": "bg_number",
        "Aktenzeichen": "file_mark",
        "Anforderung": "evidence_request",
        "Eingangsnummer": "receipt_number",
        "Eingangszeitpunkt": "submitted_at",
        "Formular": "form_id",
        "Formularversion": "form_version",
        "Formularname": "form_title",
    }
    facts = {name: str(content.metadata[key]) for name, key in names.items() if content.metadata.get(key)}
    if helper := content.metadata.get("represented_by"):
        facts["Gestellt durch"] = f"{helper.get('name', '')} ({helper.get('role', '')})"
    return {"Art": KINDS.get(content.kind, content.kind), **facts}


def _extension(parent: Element, facts: dict[str, str]) -> None:
    extension = _add(parent, "AnwendungsspezifischeErweiterung")
    _add(extension, "Kennung", "jobcenter-app")
    _add(extension, "Name", "Angaben der Jobcenter-App")
    for name, value in facts.items():
        field = _add(extension, "Feld")
        _add(field, "Name", name)
        _code(field, "Datentyp", "datentyp", "038", word="string")
        _add(field, "Wert", value)


def _received_on(parcel: Consignment, content: Content) -> date:
    """The day of receipt in Germany, on which § 37 SGB II builds."""
    try:
        moment = datetime.fromisoformat(str(content.metadata["submitted_at"]))
    except (KeyError, ValueError):
        moment = parcel.sealed_at
    return moment.astimezone(_GERMANY).date() if moment.tzinfo else moment.date()


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _object_id(process_id: UUID, file: ContentFile, number: int) -> UUID:
    return uuid5(process_id, f"{number} {file.sha256}")


def _format(file: ContentFile) -> tuple[str, str, str]:
    ending = re.sub(r"[^a-z0-9]", "", file.name.rpartition(".")[2].lower())[:8] or "bin"
    return _FORMATS.get(file.mime, (_OTHER, "1.0", ending))


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    element = etree.SubElement(parent, etree.QName(NAMESPACE, name))
    if text is not None:
        element.text = _NOT_XML.sub(" ", text)
    return element


def _code(parent: Element, name: str, codelist: str, code: str, *, word: str = "") -> None:
    """A coded value; unlike everything else, its children have no namespace."""
    element = _add(parent, name)
    element.set("listURI", _CODES + codelist)
    element.set("listVersionID", _LISTS[codelist])
    etree.SubElement(element, "code").text = code
    if word:
        etree.SubElement(element, "name").text = word

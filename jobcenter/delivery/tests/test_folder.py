import os
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from jobcenter.delivery.couriers.folder import message
from jobcenter.delivery.handing_over import hand_over
from jobcenter.delivery.models import Attempt
from jobcenter.delivery.tests.conftest import FILES

NS = {"x": message.NAMESPACE}


# What was asked for in a letter: filed under the mark that the Jobcenter gave it, and from nobody we know.
ASKED_FOR = {
    "receipt_number": "JC-2026-000002",
    "submitted_at": "2026-11-22T23:30:00+00:00",
    "bg_number": "",
    "person": {"given_name": "", "family_name": "", "birth_date": ""},
    "file_mark": "31702//0009876-K",
    "evidence_request": "5a3d1a53-9b53-5a0e-8f0f-6b9c1d3b2a77",
}


@pytest.fixture
def package(connection, folder, send):
    parcel = send()
    assert hand_over(parcel.pk) == Attempt.Outcome.HANDED_OVER
    return parcel, zipfile.ZipFile(folder / message.package_name(parcel.process_id))


def test_the_package_carries_everything(package):
    parcel, files = package
    root = etree.fromstring(files.read(message.xml_name(parcel.process_id)))
    documents = root.findall(".//x:Dokument", NS)
    assert [d.findtext("x:AllgemeineMetadaten/x:Betreff", namespaces=NS) for d in documents] == [
        "Weiterbewilligungsantrag",
        "Mietbescheinigung   & <neu>",
    ]
    assert [d.findtext("x:Typ", namespaces=NS) for d in documents] == ["Antrag", "Nachweis"]
    # half past eleven at night in UTC is the next day in Germany
    assert {e.text for e in root.findall(".//x:Posteingangsdatum", NS)} == {"2026-11-23"}
    assert {e.text for e in root.findall(".//x:Kennzeichen", NS)} == {"31702BG0001234"}
    names = [e.text for e in root.findall(".//x:Dateiname", NS)]
    assert [files.read(name) for name in names] == [file.data for file in FILES]
    assert sorted(files.namelist()) == sorted([message.xml_name(parcel.process_id), *names])
    facts = {e.findtext("x:Name", namespaces=NS): e.findtext("x:Wert", namespaces=NS) for e in root.iter("{*}Feld")}
    assert facts["Eingangsnummer"] == "JC-2026-000001"
    assert facts["BG-Nummer"] == "31702BG0001234"


def schema() -> etree.XMLSchema:
    folder = os.environ.get("XDOMEA_XSD_DIR")
    if not folder:
        pytest.skip("XDOMEA_XSD_DIR is not set: xdomea messages were NOT validated against the standard's schema")
    (path,) = Path(folder).rglob("xdomea-Nachrichten-FachverfahrensdatenAustauschen.xsd")
    return etree.XMLSchema(etree.parse(path))


def test_the_message_is_valid_xdomea(package):
    parcel, files = package
    schema().assertValid(etree.fromstring(files.read(message.xml_name(parcel.process_id))))


@pytest.mark.parametrize(
    "changes",
    [
        {"metadata": {}},
        {"metadata": {"person": {"family_name": "Ben"}, "submitted_at": "irgendwann"}},
        {"files": FILES[2:]},
        {"kind": "evidence", "metadata": ASKED_FOR},
        {"files": FILES[:1], "kind": "something_new", "title": ""},
        {"files": [FILES[0].__class__("ohne-endung", "application/octet-stream", b"x", "", "evidence")]},
    ],
)
def test_sparse_parcels_are_valid_xdomea_as_well(connection, folder, send, changes):
    xsd = schema()
    parcel = send(**changes)
    assert hand_over(parcel.pk) == Attempt.Outcome.HANDED_OVER
    files = zipfile.ZipFile(folder / message.package_name(parcel.process_id))
    xsd.assertValid(etree.fromstring(files.read(message.xml_name(parcel.process_id))))


def test_what_was_asked_for_is_filed_under_the_mark_of_the_jobcenter(connection, folder, send):
    parcel = send(kind="evidence", title="Nachgereichte Unterlagen", metadata=ASKED_FOR)
    assert hand_over(parcel.pk) == Attempt.Outcome.HANDED_OVER
    files = zipfile.ZipFile(folder / message.package_name(parcel.process_id))
    root = etree.fromstring(files.read(message.xml_name(parcel.process_id)))
    assert {e.text for e in root.findall(".//x:Kennzeichen", NS)} == {"31702//0009876-K"}
    facts = {e.findtext("x:Name", namespaces=NS): e.findtext("x:Wert", namespaces=NS) for e in root.iter("{*}Feld")}
    assert facts["Art"] == "Nachweis"
    assert facts["Aktenzeichen"] == "31702//0009876-K"
    assert facts["Anforderung"] == ASKED_FOR["evidence_request"]
    assert "BG-Nummer" not in facts
    assert root.find(".//x:Kontakt", NS) is None


def test_nobody_else_on_the_machine_reads_packages(package, folder):
    parcel, _ = package
    assert (folder / message.package_name(parcel.process_id)).stat().st_mode & 0o007 == 0
    assert folder.stat().st_mode & 0o007 == 0

"""The stand-in of an electronic file, as a program of its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jobcenter.delivery.couriers.folder import message
from jobcenter.delivery.handing_over import hand_over
from jobcenter.delivery.models import Parcel, Sign
from jobcenter.delivery.watching import watch
from samples import e_akte

PROGRAM = Path(e_akte.__file__)


def run(folder, *options):
    command = [sys.executable, str(PROGRAM), str(folder), "--once", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


@pytest.fixture
def parcel(connection, folder, send):
    parcel = send()
    hand_over(parcel.pk)
    return parcel


def test_from_parcel_to_record_and_back(parcel, folder):
    assert "übernommen" in run(folder.parent)
    record = folder / "akten" / "31702BG0001234" / "JC-2026-000001"
    assert sorted(path.name for path in record.iterdir()) == [
        "01-antrag.pdf",
        "02-antrag.json",
        "03-miete.pdf",
        "xdomea.xml",
    ]
    assert (record / "03-miete.pdf").read_bytes() == b"%PDF-1.7 Miete"
    assert watch() == 2
    assert [sign.kind for sign in Sign.objects.for_subjects([parcel.subject])] == ["received", "received"]
    assert Parcel.objects.get().state == "received"
    assert not list(folder.glob("*.zip"))


def test_it_needs_nothing_of_the_app():
    lines = PROGRAM.read_text().splitlines()
    assert not [line for line in lines if "django" in line or ("jobcenter." in line and "import" in line)]


def test_refusing_for_a_try(parcel, folder):
    run(folder, "--refuse")
    watch()
    assert Parcel.objects.get().state == "failed"
    assert [path.name for path in (folder / "abgewiesen").iterdir()] == [message.package_name(parcel.process_id)]


def test_the_same_package_twice_is_imported_once(parcel, folder):
    package = folder / message.package_name(parcel.process_id)
    data = package.read_bytes()
    run(folder)
    package.write_bytes(data)
    run(folder)
    watch()
    assert Parcel.objects.get().state == "received"
    assert len(list((folder / "akten" / "31702BG0001234").iterdir())) == 1


def test_a_changed_file_is_refused(parcel, folder):
    package = folder / message.package_name(parcel.process_id)
    with zipfile.ZipFile(package) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    changed = next(name for name in entries if name.endswith(".pdf"))
    with zipfile.ZipFile(package, "w") as new:
        for name, data in entries.items():
            new.writestr(name, data + b"!" if name == changed else data)
    assert "abgewiesen" in run(folder)


@pytest.mark.parametrize("data", [b"", b"keine zip-datei"])
def test_a_broken_package_is_refused(parcel, folder, data):
    (folder / message.package_name(parcel.process_id)).write_bytes(data)
    assert "abgewiesen" in run(folder)


def test_a_part_is_left_alone(parcel, folder):
    package = folder / message.package_name(parcel.process_id)
    package.rename(package.with_name(f"{package.name}.part"))
    assert run(folder) == ""

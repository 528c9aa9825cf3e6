"""A real clamd that knows one signature, and a look into the file store."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

# The test file that every virus scanner finds and that harms nobody, taken apart so that none finds it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTI" + rb"VIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def stored_files(settings):
    """stored_files(): what lies in the file store right now."""
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return lambda: sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def clamd_socket(tmp_path_factory):
    """The socket of a running clamd. Without clamd the tests fail, because a scanner that nobody tried is none."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    if not program:
        pytest.fail("clamd fehlt. Bitte einmal ausführen: apt install clamav-daemon", pytrace=False)
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    path = folder / "clamd.sock"
    (folder / "clamd.conf").write_text(
        f"Foreground yes\nDatabaseDirectory {folder}/db\nLocalSocket {path}\nStreamMaxLength 50M\nMaxScanSize 100M\n"
        "MaxFileSize 50M\nBytecode no\nAlertEncrypted yes\nScanImageFuzzyHash no\nReadTimeout 30\n"
    )
    server = subprocess.Popen([program, f"--config-file={folder}/clamd.conf"], stdout=subprocess.DEVNULL)
    try:
        _wait_for(path, server)
        yield path
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def clamd(clamd_socket, settings):
    """The app with a working scanner."""
    settings.CLAMD = f"unix:{clamd_socket}"


def _wait_for(path, server):
    until = time.monotonic() + 20
    while time.monotonic() < until and server.poll() is None:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                return probe.connect(str(path))
            except OSError:
                time.sleep(0.05)
    pytest.fail("clamd ist nicht gestartet (siehe Ausgabe oben).", pytrace=False)
    return None

"""The virus scanner: the real one, one that is away, and ones that misbehave."""

import io
import socket
import threading

import pytest
from django.core.checks import run_checks

from jobcenter.documents.intake.refused import Refused
from jobcenter.documents.models import scanner_state
from jobcenter.documents.scanner import scan
from jobcenter.documents.tests.conftest import EICAR
from jobcenter.documents.tests.samples import pdf_with_text


def refusal(data):
    with pytest.raises(Refused) as caught:
        scan(io.BytesIO(data))
    return caught.value.reason


def test_clean_files_pass_large_ones_too(clamd):
    scan(io.BytesIO(b"harmless"))
    scan(io.BytesIO(b""))
    scan(io.BytesIO(bytes(25 * 1024 * 1024)))


def test_a_virus_is_found_wherever_it_sits(clamd):
    assert refusal(EICAR) == "virus"
    assert refusal(pdf_with_text() + EICAR) == "virus"


def test_an_encrypted_pdf_is_called_what_it_is(clamd):
    import pikepdf

    assert refusal(pdf_with_text(encryption=pikepdf.Encryption(owner="a", user="b"))) == "encrypted"


def test_over_tcp_as_well(clamd_socket, settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"tcp:127.0.0.1:{server.getsockname()[1]}"

        def forward():
            client, _ = server.accept()
            with client, socket.socket(socket.AF_UNIX) as real:
                real.connect(str(clamd_socket))
                while not (data := client.recv(65536)).endswith(b"\0\0\0\0"):
                    real.sendall(data)
                real.sendall(data)
                client.sendall(real.recv(4096))

        thread = threading.Thread(target=forward)
        thread.start()
        assert refusal(EICAR) == "virus"
        thread.join(5)


@pytest.mark.parametrize("answer", [b"", b"stream: whatever\0", b"INSTREAM size limit exceeded. ERROR\0", b"OK", b"\0"])
def test_any_other_answer_is_not_clean(answer, settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"tcp:127.0.0.1:{server.getsockname()[1]}"

        def misbehave():
            client, _ = server.accept()
            with client:
                client.recv(100)
                client.sendall(answer)

        thread = threading.Thread(target=misbehave)
        thread.start()
        assert refusal(b"x") == "scan_unavailable"
        thread.join(5)


@pytest.mark.parametrize("clamd", ["unix:/nowhere/clamd.sock", "tcp:127.0.0.1:1", "tcp:127.0.0.1:x", "carrier pigeon"])
def test_a_scanner_that_is_away_lets_nothing_through(clamd, settings):
    settings.CLAMD = clamd
    assert refusal(b"x") == "scan_unavailable"
    assert scanner_state().attached
    assert not scanner_state().answers


def test_without_a_scanner_only_outside_production(settings):
    settings.CLAMD = ""
    scan(io.BytesIO(EICAR))
    assert scanner_state().words.startswith("Kein Virenscanner angeschlossen")
    settings.PRODUCTION = True
    assert refusal(b"x") == "scan_unavailable"


def test_the_state_of_a_working_scanner(clamd):
    state = scanner_state()
    assert (state.attached, state.answers) == (True, True)
    assert state.version.startswith("ClamAV ")


@pytest.mark.parametrize(
    ("production", "clamd", "found"),
    [
        (True, "", ["documents.E001"]),
        (False, "", []),
        (True, "unix:/run/clamav/clamd.ctl", []),
        (True, "tcp:scanner:3310", []),
        (True, "scanner", ["documents.E002"]),
        (False, "tcp:scanner", ["documents.E002"]),
    ],
)
def test_production_refuses_to_start_without_one(settings, production, clamd, found):
    settings.PRODUCTION, settings.CLAMD = production, clamd
    assert [message.id for message in run_checks() if str(message.id).startswith("documents.")] == found

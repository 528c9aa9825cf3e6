"""The door to the outside, against real servers on this machine."""

import contextlib
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from jobcenter.web import fetching
from jobcenter.web.fetching import Absent, Unreachable, get


class Answers(BaseHTTPRequestHandler):
    """Answers as the path says, and remembers what it was asked."""

    asked: list  # the class that `server` makes has its own

    def do_GET(self):
        self.asked.append(dict(self.headers) | {"path": self.path})
        name = self.path.strip("/").partition("?")[0]
        with contextlib.suppress(ConnectionError):
            getattr(self, f"answer_{name}", self.answer_gone)()

    def say(self, status, body=b"", **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_fine(self):
        self.say(200, "Grüße".encode(), Set_Cookie="a=b")

    def answer_gone(self):
        self.say(404)

    def answer_broken(self):
        self.say(503)

    def answer_packed(self):
        self.say(200, b"\x1f\x8b", Content_Encoding="gzip")

    def answer_short(self):
        self.say(200, b"abc", Content_Length="10")

    def answer_moved(self):
        left = int(self.path.partition("?")[2])
        self.say(302, Location=f"/moved?{left - 1}" if left else "/fine")

    def answer_elsewhere(self):
        self.say(302, Location=self.path.partition("?")[2])

    def answer_endless(self):
        self.say(200)
        while True:
            self.wfile.write(b"x" * 1_000_000)

    def answer_drops(self):
        self.say(200)
        self.drip()

    def answer_slow_head(self):
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        self.drip()

    def drip(self):
        for _ in range(200):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(wrap=None):
    handler = type("Handler", (Answers,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if wrap:
        server.socket = wrap(server.socket)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.asked = handler.asked
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def server():
    with serving() as one:
        one.url = f"http://127.0.0.1:{one.server_port}"
        yield one


def test_it_gets_what_is_there_and_says_who_asks(server, settings):
    settings.BASE_URL = "https://jobcenter.example"
    assert get(f"{server.url}/fine?a=1") == "Grüße".encode()
    assert get(f"{server.url}/fine") == "Grüße".encode()
    first, second = server.asked
    assert first["path"] == "/fine?a=1"
    assert first["User-Agent"] == "Jobcenter-App (+https://jobcenter.example)"
    assert first["Host"] == f"127.0.0.1:{server.server_port}"
    assert "Cookie" not in second


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("broken", "antwortet mit 503"),
        ("packed", "antwortet gepackt"),
        ("short", "antwortet nicht richtig"),
        ("moved?4", "mehr als 3-mal weiter"),
        ("elsewhere?ftp://127.0.0.1/x", "Nur Adressen mit https"),
        ("elsewhere?file:///etc/hostname", "Das ist keine Internetadresse"),
        ("elsewhere?http://192.0.2.1/", "Nur Adressen mit https"),
        ("elsewhere?https://a:b@127.0.0.1/", "Zugangsdaten"),
        ("elsewhere?http://[::", "antwortet nicht richtig"),
    ],
)
def test_everything_else_is_unreachable_in_plain_german(server, path, why):
    with pytest.raises(Unreachable, match=why):
        get(f"{server.url}/{path}")


def test_what_is_not_there_is_absent(server, tmp_path):
    with pytest.raises(Absent, match="antwortet mit 404"):
        get(f"{server.url}/nowhere")
    with pytest.raises(Absent, match=r"„nichts.csv“ gibt es nicht"):
        get(str(tmp_path / "nichts.csv"))


def test_it_follows_three_times(server):
    assert get(f"{server.url}/moved?2") == "Grüße".encode()


def test_it_takes_only_so_much(server, monkeypatch, tmp_path):
    monkeypatch.setattr(fetching, "MOST_BYTES", 2 * 2**20)
    with pytest.raises(Unreachable, match="mehr als 2 MB"):
        get(f"{server.url}/endless")
    (tmp_path / "viel.csv").write_bytes(b"x" * (2 * 2**20 + 1))
    with pytest.raises(Unreachable, match="mehr als 2 MB"):
        get(str(tmp_path / "viel.csv"))


@pytest.mark.parametrize("path", ["drops", "slow_head"])
def test_it_waits_only_so_long(server, monkeypatch, path):
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="nicht in angemessener Zeit"):
        get(f"{server.url}/{path}")
    assert time.monotonic() - began < 3


def test_a_silent_server_is_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "_STEP_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unreachable, match="angemessener Zeit"):
        get(f"http://127.0.0.1:{silent.getsockname()[1]}/")


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreachable, match="lässt keine Verbindung zu"):
        get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "address",
    [
        *("https://127.0.0.1/", "https://10.1.2.3/", "https://169.254.169.254/latest", "https://192.168.1.1/"),
        *("https://[::1]/", "https://[fe80::1]/", "https://[fd00::1]/", "https://[::ffff:10.0.0.1]/"),
        *("https://[2002:0a00:0001::1]/", "https://[64:ff9b::0a00:0001]/", "https://0.0.0.0/", "https://224.0.0.1/"),
        *("https://localhost/", "https://2130706433/", "https://0x7f.1/", "https://100.64.0.1/"),
        *("https://[::127.0.0.1]/", "https://[fec0::1]/"),
    ],
)
def test_in_production_private_addresses_are_closed(settings, address):
    settings.PRODUCTION = True
    with pytest.raises(Unreachable, match=r"keine öffentliche Adresse|ist nicht bekannt"):
        get(address)


def test_in_production_plain_http_is_closed(settings, server):
    settings.PRODUCTION = True
    with pytest.raises(Unreachable, match="Nur Adressen mit https"):
        get(f"{server.url}/fine")
    assert not server.asked


@pytest.fixture
def certificate(tmp_path):
    """A certificate for the host name `quelle.test`, signed by itself."""
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=quelle.test"]
    names = ["-addext", "subjectAltName=DNS:quelle.test", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    return cert, key


@pytest.fixture
def named(certificate, monkeypatch):
    """A server with https, and a resolver that knows `quelle.test` and `andere.test` as this machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    real = socket.getaddrinfo

    def resolver(host, *arguments, **options):
        return real("127.0.0.1" if str(host).endswith(".test") else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    with serving(lambda plain: context.wrap_socket(plain, server_side=True)) as one:
        one.url = f"https://quelle.test:{one.server_port}"
        yield one


def test_https_is_checked_against_the_name_not_the_number(named, certificate, monkeypatch):
    with pytest.raises(Unreachable, match=r"Zertifikat von quelle\.test gilt nicht"):
        get(f"{named.url}/fine")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert get(f"{named.url}/fine") == "Grüße".encode()
    assert named.asked[-1]["Host"] == f"quelle.test:{named.server_port}"
    with pytest.raises(Unreachable, match="Zertifikat"):
        get(named.url.replace("quelle", "andere") + "/fine")


def test_the_operator_may_open_a_private_host(named, certificate, monkeypatch, settings):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    settings.PRODUCTION = True
    with pytest.raises(Unreachable, match="keine öffentliche Adresse"):
        get(f"{named.url}/fine")
    settings.FEED_HOSTS = {"quelle.test"}
    assert get(f"{named.url}/fine") == "Grüße".encode()
    with pytest.raises(Unreachable, match="keine öffentliche Adresse"):
        get(f"{named.url}/elsewhere?https://127.0.0.1:{named.server_port}/fine")


def test_files_and_folders(tmp_path):
    (tmp_path / "standorte.csv").write_bytes(b"name\n")
    (tmp_path / "README.md").write_bytes(b"")
    (tmp_path / "mehr").mkdir()
    assert get(str(tmp_path / "standorte.csv")) == b"name\n"
    assert get(str(tmp_path)) == b"README.md\nstandorte.csv"
    with pytest.raises(Unreachable, match="ist keine Datei"):
        get("/dev/zero")
    with pytest.raises(Unreachable, match="lässt sich nicht lesen"):
        get("a" * 5000)

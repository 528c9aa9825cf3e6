"""The app in a real granian, on the database and the file store of the test; it can be killed and started again."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
from django.conf import settings
from django.db import connection

from tests.test_up import free_port


class Granian:
    """One server process with its children. `url`, and `http(client)`: that test client's browser over the network."""

    def __init__(self, data):
        self.data, self.port = data, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        arguments = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--blocking-threads", "8"]
        with (self.data / "web.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "granian", *arguments, "--no-ws", "config.wsgi:application"],
                cwd=settings.ROOT,
                env={**os.environ, **self._environment()},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(self._answers, f"granian does not answer, see {self.data}/web.log")

    def _environment(self):
        database = connection.settings_dict
        where = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
        url = " ".join(f"{key}={database[name]}" for key, name in where.items() if database[name])
        return {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "JOBCENTER_DATA": str(self.data),
            "JOBCENTER_SECRET_KEY": settings.SECRET_KEY,
            "JOBCENTER_AT_REST_KEYS": ",".join(settings.AT_REST_KEYS),
            "DATABASE_URL": url,
        }

    def _answers(self):
        assert self.process.poll() is None, (self.data / "web.log").read_text()
        try:
            return httpx.get(f"{self.url}/robots.txt").status_code == 200
        except httpx.HTTPError:
            return False

    def kill(self):
        """SIGKILL to all of it at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(30)

    def http(self, client):
        return httpx.Client(base_url=self.url, timeout=30, cookies={"sessionid": session_of(client)})

    def partials(self):
        """Files that are being written just now."""
        return list((self.data / "files").rglob("*.part"))


class Cutting:
    """A bad connection to a server: it forwards, but breaks off when so many bytes have gone by, once for each cut."""

    def __init__(self, server, cuts):
        self.server, self.cuts = server, list(cuts)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        self.ends, self.threads = [], []
        self._begin(self._accept)

    def _begin(self, work, *arguments):
        thread = threading.Thread(target=work, args=arguments)
        self.threads.append(thread)
        thread.start()

    def _accept(self):
        while True:
            try:
                phone, _ = self.listening.accept()
            except OSError:
                return
            network = socket.create_connection(("127.0.0.1", self.server.port))
            self.ends += [phone, network]
            self._begin(self._to_server, phone, network)
            self._begin(self._back, network, phone)

    def _to_server(self, phone, network):
        passed = 0
        with contextlib.suppress(OSError):
            while data := phone.recv(65536):
                passed += len(data)
                if self.cuts and passed > self.cuts[0]:
                    network.sendall(data[: len(data) - (passed - self.cuts.pop(0))])
                    break
                network.sendall(data)
        hang_up(phone, network)

    def _back(self, network, phone):
        with contextlib.suppress(OSError):
            while data := network.recv(65536):
                phone.sendall(data)
        hang_up(phone, network)

    def close(self):
        hang_up(self.listening, *self.ends)
        for thread in self.threads:
            thread.join(10)
        for end in (self.listening, *self.ends):
            end.close()


def hang_up(*ends):
    for end in ends:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def session_of(client):
    return client.cookies["sessionid"].value


def wait_until(true, otherwise, seconds=60):
    """Returns as soon as `true()` is."""
    until = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < until, otherwise
        time.sleep(0.02)
    return found


def half_sent(server, client, address, data, *, at, sent, more=""):
    """An open connection with a PATCH of which only `sent` bytes have been sent so far."""
    connection = socket.create_connection(("127.0.0.1", server.port))
    head = (
        f"PATCH {address} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: sessionid={session_of(client)}\r\n"
        f"Tus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: {at}\r\n"
        f"Content-Length: {len(data)}\r\n{more}\r\n"
    )
    connection.sendall(head.encode() + data[:sent])
    return connection


def script(name):
    return str(Path(__file__).parent / name)

"""What receiving files costs: MB/s and CPU seconds per GB, ours beside the reference server of the protocol.

Ours is granian as `bin/up` starts it, with sign-in, database, encryption and fsync; the reference has none of these.
One file of 64 MB (in PATCHes of 4 MB, and of 16 MB), and 100 files of 3 MB (one PATCH each). The client is the same
and does not count. Apart from that: what it costs to check and convert ten photos that have arrived. Prints JSON.
"""

import argparse
import base64
import contextlib
import http.client
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.server import ROOT, App, running_app
from tests.citizen import Citizen
from tests.photos import photographed_page

MEGABYTE = 1024 * 1024
CHUNK, LONG_CHUNK = 4 * MEGABYTE, 16 * MEGABYTE
LARGE, SMALL = 64 * MEGABYTE, 3 * MEGABYTE
BYTES = "application/offset+octet-stream"


class Sender:
    """A client that does nothing but send: one connection, one file after the other."""

    def __init__(self, port: int, path: str, headers: dict[str, str], metadata: str) -> None:
        self.http = http.client.HTTPConnection("127.0.0.1", port)
        self.path, self.metadata = path, metadata
        self.headers = {"Tus-Resumable": "1.0.0", **headers}

    def ask(self, method: str, path: str, body: Any = None, **more: str) -> http.client.HTTPResponse:
        names = {name.replace("_", "-"): value for name, value in more.items()}
        self.http.request(method, path, body, {**self.headers, **names})
        answer = self.http.getresponse()
        answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return answer

    def send(self, data: bytes, chunk: int = CHUNK) -> str:
        """Upload `data`; its address."""
        made = self.ask("POST", self.path, Upload_Length=str(len(data)), Upload_Metadata=self.metadata)
        address = re.sub(r"^https?://[^/]+", "", made.getheader("Location") or "")
        whole = memoryview(data)
        for at in range(0, len(data), chunk):
            self.ask("PATCH", address, whole[at : at + chunk], Upload_Offset=str(at), Content_Type=BYTES)
        return address

    def forget(self, addresses: list[str]) -> None:
        for address in addresses:
            self.ask("DELETE", address)


def measured(app: App, sender: Sender, size: int, count: int, chunk: int = CHUNK) -> dict[str, float]:
    """`count` files of `size` bytes; deleting them in between does not count."""
    data = os.urandom(size)
    sender.forget([sender.send(data)])
    cpu = wall = 0.0
    for begin in range(0, count, 20):
        before, started = app.cpu_seconds(), time.perf_counter()
        sent = [sender.send(data, chunk) for _ in range(min(20, count - begin))]
        wall += time.perf_counter() - started
        cpu += app.cpu_seconds() - before
        sender.forget(sent)
    total = size * count
    return {
        "mb_per_second": round(total / MEGABYTE / wall, 1),
        "cpu_seconds_per_gb": round(cpu / (total / (1024 * MEGABYTE)), 2),
    }


@contextlib.contextmanager
def reference(port: int, folder: Path) -> Iterator[App]:
    """The reference server, running."""
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(["node", "bench/tus_reference.mjs", str(port), str(folder)], cwd=ROOT)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                http.client.HTTPConnection("127.0.0.1", port).connect()
                break
            time.sleep(0.1)
        yield App(f"http://127.0.0.1:{port}", folder, {"web": process.pid})
    finally:
        process.terminate()
        process.wait(10)


def encoded(**pairs: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())


def both(app: App, sender: Sender, rounds: int) -> dict[str, dict[str, float]]:
    return {
        "one_file_of_64_mb": measured(app, sender, LARGE, rounds),
        "one_file_of_64_mb_in_long_chunks": measured(app, sender, LARGE, rounds, LONG_CHUNK),
        "100_files_of_3_mb": measured(app, sender, SMALL, 100),
    }


def converted(app: App, anna: Citizen, sender: Sender, card: str) -> dict[str, float]:
    """CPU seconds to check and convert ten photos of 12 megapixels that have arrived."""
    photos = [photographed_page(number=number) for number in range(1, 11)]
    sender.http.close()  # which the server has done meanwhile
    keys = [sender.send(photo).rstrip("/").rpartition("/")[2] for photo in photos]
    anna.go(card)
    before, started = app.cpu_seconds(), time.perf_counter()
    for key in keys:
        anna.press(anna.form("/unterlagen/"), upload=key)
    wall, cpu = time.perf_counter() - started, app.cpu_seconds() - before
    size = sum(map(len, photos))
    return {
        "cpu_seconds_each": round(cpu / len(photos), 3),
        "wall_seconds_each": round(wall / len(photos), 3),
        "mb_each": round(size / len(photos) / MEGABYTE, 2),
        "cpu_seconds_per_gb": round(cpu / (size / (1024 * MEGABYTE)), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8119)
    parser.add_argument("--rounds", type=int, default=8, help="of the file of 64 MB")
    options = parser.parse_args()
    result: dict[str, Any] = {"bench": "upload"}
    environment = {"JOBCENTER_BENCH": "1"}
    with running_app(port=options.port, settings="bench.upload_settings", environment=environment) as app:
        anna = Citizen(f"http://localhost:{options.port}")
        collection = anna.renew().strip("/").rpartition("/")[2]
        cookies = "; ".join(f"{name}={value}" for name, value in anna.http.cookies.items())
        facts = encoded(filename="foto.jpg", collection=collection, slot="mietvertrag", title="Mietvertrag")
        sender = Sender(options.port, "/unterlagen/hochladen/", {"Cookie": cookies}, facts)
        result["ours"] = both(app, sender, options.rounds)
        result["check_and_convert"] = converted(app, anna, sender, f"/unterlagen/{collection}/mietvertrag/")
        result["check_and_convert"]["scanner"] = bool(os.environ.get("JOBCENTER_CLAMD"))
    with reference(options.port + 1, ROOT / "var" / "bench" / "reference") as app:
        sender = Sender(options.port + 1, "/files", {}, encoded(filename="foto.jpg"))
        result["reference"] = both(app, sender, options.rounds)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()

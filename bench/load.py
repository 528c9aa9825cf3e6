"""A small HTTP load client in pure Python, one process, keep-alive connections.

`python -m bench.load HOST PORT SECONDS CONNECTIONS < paths` prints JSON: requests, seconds, statuses.
"""

import json
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import cycle


@dataclass(frozen=True)
class Result:
    """What a run gave."""

    requests: int
    seconds: float
    statuses: dict[str, int]

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def loaded(port: int, paths: list[str], *, seconds: float, connections: int = 8) -> Result:
    """Ask the server on loopback for `paths` in turn, from a process of its own, for about `seconds`."""
    command = [sys.executable, "-m", "bench.load", "127.0.0.1", str(port), str(seconds), str(connections)]
    done = subprocess.run(command, input="\n".join(paths), capture_output=True, text=True, check=True)
    return Result(**json.loads(done.stdout))


class Connection:
    """One keep-alive connection: ask, then answer, in turn."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def ask(self, request: bytes) -> None:
        self._socket.sendall(request)

    def answer(self) -> str:
        """The status of the next response; its body is read and dropped."""
        while (end := self._rest.find(b"\r\n\r\n")) < 0:
            self._receive()
        head = self._rest[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        while len(self._rest) < end + 4 + length:
            self._receive()
        self._rest = self._rest[end + 4 + length :]
        return head[9:12].decode()

    def _receive(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionError("the server closed the connection")
        self._rest += data


def main() -> None:
    host, port, seconds, count = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    requests = cycle(
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".encode()
        for path in sys.stdin.read().split("\n")
    )
    connections = [Connection(host, port) for _ in range(count)]
    statuses: Counter[str] = Counter()
    started = time.perf_counter()
    while (passed := time.perf_counter() - started) < seconds:
        for connection in connections:
            connection.ask(next(requests))
        statuses.update(connection.answer() for connection in connections)
    print(json.dumps({"requests": statuses.total(), "seconds": passed, "statuses": statuses}))


if __name__ == "__main__":
    main()

"""The only place that asks somebody outside for what they publish: feeds and registers.

Others choose the addresses, so this is a door that somebody may try to turn round (server-side request forgery): only
https, the address looked up is the address spoken to, in production only public ones unless the operator names the host
(JOBCENTER_FEED_HOSTS). No cookies, nothing packed, bounded in bytes, time and redirects.
"""

import ipaddress
import socket
import ssl
import threading
import time
from pathlib import Path
from urllib.parse import urljoin

import httpx
from django.conf import settings

MOST_BYTES = 50 * 1024 * 1024
SECONDS = 60.0
_STEP_SECONDS = 15.0  # for connecting, and between two pieces of an answer
_REDIRECTS = 3
_MOVED = {301, 302, 303, 307, 308}
_GONE = {404, 410}
# Addresses that pass for public ones: with a private one inside (IPv4-compatible, 6to4, Teredo, NAT64), or site-local.
_DISGUISES = [
    ipaddress.ip_network(network)
    for network in ("::/96", "2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10")
]


class Unreachable(Exception):
    """It cannot be had now; says why, in German. What is known stays, and it is tried again."""


class Absent(Unreachable):
    """There is nothing at this address or path, and whoever keeps the place says so."""


def get(address: str) -> bytes:
    """What is at an https address or in a file; of a folder the names of its files, one a line.

    Raises Absent when there is nothing, Unreachable for everything else that goes wrong.
    """
    if "://" not in address:
        return _read(Path(address))
    until = time.monotonic() + SECONDS
    for _ in range(_REDIRECTS + 1):
        answer = _ask(_allowed(address), until)
        if isinstance(answer, bytes):
            return answer
        address = _joined(address, answer)
    raise Unreachable(f"Die Adresse leitet mehr als {_REDIRECTS}-mal weiter.")


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:
        raise Unreachable("Die Adresse leitet ins Leere.") from None


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            return "\n".join(sorted(entry.name for entry in path.iterdir() if entry.is_file())).encode(errors="replace")
        if not path.exists():
            raise Absent(f"„{path.name}“ gibt es nicht.")
        if not path.is_file():
            raise Unreachable(f"„{path.name}“ ist keine Datei.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Unreachable(f"„{path.name}“ lässt sich nicht lesen ({type(error).__name__}).") from None
    _refuse_too_much(content)
    return content


def _refuse_too_much(content: bytes | bytearray) -> None:
    if len(content) > MOST_BYTES:
        raise Unreachable(f"Das sind mehr als {MOST_BYTES // 2**20} MB.")


def _allowed(address: str) -> httpx.URL:
    """The address, if it is one that we ask at all."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        raise Unreachable("Das ist keine Internetadresse.") from None
    if not url.host:
        raise Unreachable("Das ist keine Internetadresse.")
    if url.userinfo:
        raise Unreachable("Zugangsdaten gehören nicht in die Adresse.")
    plain = url.scheme == "http" and not settings.PRODUCTION and _loopback(url.host)
    if url.scheme != "https" and not plain:
        raise Unreachable("Nur Adressen mit https:// werden gelesen.")
    return url


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _looked_up(host: str, port: int) -> list[str]:
    """The IP addresses of a host, each one allowed to be spoken to."""
    try:
        found = {entry[4][0]: None for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise Unreachable(f"Der Server {host} ist nicht bekannt.") from None
    addresses = [str(address).partition("%")[0] for address in found]
    closed = settings.PRODUCTION and host.lower() not in settings.FEED_HOSTS
    if closed and not all(_public(ipaddress.ip_address(address)) for address in addresses):
        raise Unreachable(
            f"{host} ist keine öffentliche Adresse. Der Betrieb kann sie erlauben (JOBCENTER_FEED_HOSTS)."
        )
    return addresses


def _public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif any(address in network for network in _DISGUISES):
            return False
    return address.is_global and not address.is_multicast


def _ask(url: httpx.URL, until: float) -> bytes | str:
    """The content, or where it has moved to."""
    host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
    failed = ""
    for address in _looked_up(host, port):
        try:
            return _ask_there(url, host, address, until)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failed = str(error)
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            if isinstance(error, httpx.TimeoutException) or time.monotonic() >= until:
                raise Unreachable(f"{host} antwortet nicht in angemessener Zeit.") from None
            raise Unreachable(f"{host} antwortet nicht richtig ({type(error).__name__}).") from None
    if "CERTIFICATE" in failed.upper():
        raise Unreachable(f"Das Zertifikat von {host} gilt nicht.")
    raise Unreachable(f"{host} lässt keine Verbindung zu.")


def _ask_there(url: httpx.URL, host: str, address: str, until: float) -> bytes | str:
    """Ask the server at that very IP address, so that a name that changes its mind meanwhile leads nowhere."""
    left = max(0.1, until - time.monotonic())
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": f"Jobcenter-App (+{settings.BASE_URL})",
        "Accept-Encoding": "identity",  # what is not packed cannot explode
    }
    client = httpx.Client(verify=ssl.create_default_context(), trust_env=False, timeout=min(left, _STEP_SECONDS))
    # Whoever answers byte by byte never runs into the timeout of a single step: then the line goes dead.
    hang_up = threading.Timer(left, client.close)
    hang_up.start()
    try:
        there = url.copy_with(host=address)
        with client.stream("GET", there, headers=headers, extensions={"sni_hostname": host}) as answer:
            return _taken(answer, host)
    finally:
        hang_up.cancel()
        client.close()


def _taken(answer: httpx.Response, host: str) -> bytes | str:
    if answer.status_code in _MOVED and "Location" in answer.headers:
        return str(answer.headers["Location"])
    if answer.status_code in _GONE:
        raise Absent(f"Unter dieser Adresse gibt es nichts ({host} antwortet mit {answer.status_code}).")
    if answer.status_code != httpx.codes.OK:
        raise Unreachable(f"{host} antwortet mit {answer.status_code}.")
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unreachable(f"{host} antwortet gepackt, obwohl nicht darum gebeten wurde.")
    content = bytearray()
    for piece in answer.iter_raw():
        content += piece
        _refuse_too_much(content)
    return bytes(content)

"""`bin/up` as an operator uses it: real processes, real signals, and one clear line when something is in the way."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.xdist_group("up")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(data: Path, port: int) -> subprocess.Popen:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("JOBCENTER_")}
    return subprocess.Popen(
        [ROOT / "bin/up", "--port", str(port), "--data", str(data)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_running(up: subprocess.Popen) -> str:
    printed = ""
    while "Strg-C" not in printed:
        line = up.stdout.readline()
        assert line, f"bin/up ended: {printed}{up.stderr.read()}"
        printed += line
    return printed


def processes_using(data: Path) -> list[psutil.Process]:
    def uses(process: psutil.Process) -> bool:
        try:
            return str(data) in " ".join(process.cmdline()) or process.environ().get("JOBCENTER_DATA") == str(data)
        except psutil.Error:
            return False

    return [process for process in psutil.process_iter() if uses(process)]


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("up") / "data"


@pytest.mark.parametrize("stop_signal", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_serves_and_stops_without_leaving_anything(data, stop_signal):
    port = free_port()
    up = start(data, port)
    try:
        printed = wait_until_running(up)
        assert f"http://localhost:{port}/konto/demo/" in printed
        assert str(data / "e-akte") in printed
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
    finally:
        up.send_signal(stop_signal)
        status = up.wait(30)
    assert status == 0, up.stderr.read()
    assert processes_using(data) == []


def test_a_second_start_on_the_same_folder_says_so(data):
    first = start(data, free_port())
    try:
        wait_until_running(first)
        second = start(data, free_port())
        _, complaint = second.communicate(timeout=30)
        assert second.returncode == 1
        assert "läuft bin/up schon" in complaint
        assert len(complaint.splitlines()) == 1
    finally:
        first.terminate()
        first.wait(30)


def test_what_dies_is_started_again(data):
    up = start(data, port := free_port())
    try:
        wait_until_running(up)
        web = next(process for process in processes_using(data) if "granian" in " ".join(process.cmdline()))
        postgres = int((data / "postgres" / "postmaster.pid").read_text().split()[0])
        web.kill()
        os.kill(postgres, signal.SIGKILL)
        until = time.monotonic() + 20
        while True:
            time.sleep(0.2)
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/gesundheit/", timeout=5) as answer:
                    assert answer.status == 200
                    break
            except OSError:
                assert time.monotonic() < until, "web server and database did not come back"
    finally:
        up.terminate()
        assert up.wait(30) == 0
    assert processes_using(data) == []


def test_a_taken_port_is_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        up = start(tmp_path / "data", taken.getsockname()[1])
        _, complaint = up.communicate(timeout=30)
    assert up.returncode == 1
    assert "ist nicht frei" in complaint
    assert len(complaint.splitlines()) == 1


def test_a_data_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    up = start(tmp_path / "file" / "data", free_port())
    _, complaint = up.communicate(timeout=30)
    assert up.returncode == 1
    assert "lässt sich nicht anlegen" in complaint
    assert len(complaint.splitlines()) == 1


def checkout_without_environment(folder: Path) -> Path:
    """A copy of the scripts and locks alone: nothing is installed yet."""
    shutil.copytree(ROOT / "bin", folder / "bin")
    for name in ("requirements.lock", "requirements-dev.lock", "package-lock.json", "package.json"):
        shutil.copy(ROOT / name, folder)
    return folder


def tools_without(folder: Path, *missing: str, **replaced: str) -> str:
    """A PATH with the usual tools except `missing`, and small scripts in place of `replaced`."""
    folder.mkdir()
    for directory in ("/usr/bin", "/bin"):
        for tool in Path(directory).iterdir():
            if not tool.name.startswith(missing) and tool.name not in replaced and not (folder / tool.name).exists():
                (folder / tool.name).symlink_to(tool)
    for name, text in replaced.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return str(folder)


def complaint_of(checkout: Path, path: str) -> str:
    up = subprocess.run(
        [checkout / "bin/up"],
        env={"PATH": path, "HOME": str(checkout)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert up.returncode == 1, up.stdout + up.stderr
    return up.stderr


def test_a_missing_python_is_one_line_that_says_what_to_install(tmp_path):
    checkout = checkout_without_environment(tmp_path / "checkout")
    complaint = complaint_of(checkout, tools_without(tmp_path / "tools", "python"))
    assert complaint == "up: Python 3.11 oder neuer fehlt. Bitte installieren: apt install python3 python3-venv\n"


def test_a_python_that_is_too_old_counts_as_missing(tmp_path):
    checkout = checkout_without_environment(tmp_path / "checkout")
    complaint = complaint_of(checkout, tools_without(tmp_path / "tools", "python", python3="exit 1"))
    assert complaint.startswith("up: Python 3.11 oder neuer fehlt.")


@pytest.mark.parametrize("node", [None, "echo 18"])
def test_a_missing_or_old_node_is_one_line(tmp_path, node):
    checkout = checkout_without_environment(tmp_path / "checkout")
    (checkout / ".venv").symlink_to(ROOT / ".venv")
    replaced = {"node": node} if node else {}
    complaint = complaint_of(checkout, tools_without(tmp_path / "tools", "node", "npm", **replaced))
    assert complaint.startswith("up: Node 20 oder neuer fehlt.")
    assert len(complaint.splitlines()) == 1


def test_a_full_disk_is_one_line(tmp_path):
    checkout = checkout_without_environment(tmp_path / "checkout")
    full = "printf 'Filesystem 1M-blocks Used Available Use%% Mounted\\nx 100 98 2 98%% /\\n'"
    complaint = complaint_of(checkout, tools_without(tmp_path / "tools", "df", df=full) + ":" + os.environ["PATH"])
    assert complaint.startswith("up: Zu wenig Platz: hier sind 2 MB frei")
    assert len(complaint.splitlines()) == 1

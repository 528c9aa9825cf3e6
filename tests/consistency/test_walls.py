"""The walls of the house that import-linter cannot see; the rest is in pyproject.toml."""

import ast
import subprocess
import sys
import tomllib

from django.conf import settings

# Where the app may talk to somebody outside, and to whom.
NETWORK = {
    "config/up": "its own web server, to see that it has started",
    "jobcenter/documents/scanner.py": "clamd, named by the operator",
    "jobcenter/delivery/couriers": "the Jobcenters' systems",
    "jobcenter/web/fetching.py": "where others publish, named by the operator",
}
TALKATIVE = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "telnetlib",
    "urllib.request",
}


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_only_the_named_places_talk_to_the_network():
    outside = {
        str(path.relative_to(settings.ROOT))
        for path in [*(settings.ROOT / "jobcenter").rglob("*.py"), *(settings.ROOT / "config").rglob("*.py")]
        if "tests" not in path.parts and TALKATIVE & set(imports_of(path))
    }
    assert not {path for path in outside if not path.startswith(tuple(NETWORK))}


def test_rooms_keep_to_their_doors():
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache"], cwd=settings.ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_named_places_exist():
    assert not [place for place in NETWORK if not (settings.ROOT / place).exists()]


def test_a_new_room_or_module_is_on_the_list_of_its_wall():
    """The walls name what is forbidden; whatever is added must be named as well, or be let in on purpose."""
    contracts = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    forbidden = {contract["id"]: set(contract.get("forbidden_modules", ())) for contract in contracts}
    rooms = modules_in("jobcenter")
    assert rooms - forbidden["delivery"] == {"jobcenter.delivery", "jobcenter.retention", "jobcenter.vault"}
    assert rooms - forbidden["audit"] == {"jobcenter.audit"}
    assert rooms - forbidden["foundation"] == {"jobcenter.vault", "jobcenter.web"}
    importing = modules_in("jobcenter/local/importing")
    assert importing - forbidden["importers"] == {f"jobcenter.local.importing.{name}" for name in ("importers", "port")}
    let_in = {f"jobcenter.delivery.{name}" for name in ("alarms", "couriers", "port")}
    assert modules_in("jobcenter/delivery") - forbidden["couriers"] == let_in


def modules_in(folder):
    names = {path.stem for path in (settings.ROOT / folder).iterdir() if path.is_dir() or path.suffix == ".py"}
    return {f"{folder.replace('/', '.')}.{name}" for name in names - {"__init__", "__pycache__", "tests"}}


def test_no_room_is_called_utils():
    banned = {"utils", "helpers", "common", "services", "misc"}
    found = [
        path for path in (settings.ROOT / "jobcenter").rglob("*.py") if banned & {path.stem, *path.parent.parts[-1:]}
    ]
    assert not found


def test_no_script_asks_another_origin():
    for path in (settings.ROOT / "jobcenter").glob("*/static/**/*.js"):
        assert "http://" not in path.read_text(), path
        assert "https://" not in path.read_text(), path


def test_templates_stay_short_enough_to_read():
    long = {
        str(path.relative_to(settings.ROOT)): lines
        for path in (settings.ROOT / "jobcenter").glob("*/templates/**/*.html")
        if (lines := path.read_text().count("\n")) > 70
    }
    assert not long


def test_modules_stay_short_enough_to_read():
    long = {
        str(path.relative_to(settings.ROOT)): lines
        for path in (settings.ROOT / "jobcenter").rglob("*.py")
        if "tests" not in path.parts and "migrations" not in path.parts
        if (lines := path.read_text().count("\n")) > 300
    }
    assert not long

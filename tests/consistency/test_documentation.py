"""What the documentation names exists, and what an operator can set is documented."""

import re
from dataclasses import fields

import pytest
from django.conf import settings
from django.core.management import get_commands

from config.operator import Operator

PAGES = sorted(
    path.relative_to(settings.ROOT).as_posix()
    for path in [
        *settings.ROOT.glob("*.md"),
        *settings.ROOT.glob("docs/**/*.md"),
        *settings.ROOT.glob("jobcenter/**/*.md"),
    ]
)
MEASURING = {"JOBCENTER_BENCH", "JOBCENTER_BENCH_QUERIES"}  # switched on by bin/bench alone


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    path = settings.ROOT / page
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text())]
    assert not [target for target in targets if ":" not in target and not (path.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES)
def test_commands_exist(page):
    text = (settings.ROOT / page).read_text()
    assert set(re.findall(r"bin/manage ([a-z_]+)", text)) <= set(get_commands())
    assert not [
        name for name in re.findall(r"(?<!/)\bbin/([a-z]+)\b", text) if not (settings.ROOT / "bin" / name).exists()
    ]
    assert not [
        name for name in re.findall(r"bin/bench ([a-z]+)", text) if not (settings.ROOT / f"bench/{name}.py").exists()
    ]


def test_every_decision_is_in_the_list():
    records = settings.ROOT / "docs/adr"
    listed = re.findall(r"\((\d\d-[^)]+)\)", (records / "README.md").read_text())
    assert listed == sorted(path.name for path in records.glob("[0-9]*.md"))


def test_what_the_environment_can_set_is_documented_and_nothing_else():
    code = "".join(
        path.read_text() for folder in ("config", "jobcenter") for path in (settings.ROOT / folder).rglob("*.py")
    )
    read = set(re.findall(r'environ(?:\.get\(|\[)"(JOBCENTER_\w+)"', code))
    read |= {f"JOBCENTER_{name}" for name in re.findall(r'secret\(DATA, "(\w+)"', code)}
    read |= {f"JOBCENTER_OPERATOR_{field.name.upper()}" for field in fields(Operator)}
    assert set(re.findall(r"\bJOBCENTER_\w+", (settings.ROOT / "docs/betrieb.md").read_text())) == read - MEASURING

"""What a web server does with an unsafe set-up."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SERVER, MANAGE = ["-c", "import config.wsgi"], ["manage.py", "check"]


@pytest.mark.parametrize(
    ("program", "clamd", "starts"),
    [(SERVER, "", False), (MANAGE, "", False), (SERVER, "unix:/run/clamav/clamd.ctl", True)],
)
def test_production_does_not_start_without_a_scanner(program, clamd, starts, tmp_path):
    done = start(program, tmp_path, JOBCENTER_CLAMD=clamd)
    assert ("Kein Virenscanner angeschlossen" in done.stderr) is not starts
    if not starts:
        assert done.returncode != 0


def test_a_misspelt_mode_does_not_start(tmp_path):
    done = start(SERVER, tmp_path, JOBCENTER_MODE="Production")
    assert done.returncode != 0
    assert "JOBCENTER_MODE" in done.stderr


def start(program, data, **more):
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "JOBCENTER_MODE": "production",
        "JOBCENTER_DATA": str(data),
        "JOBCENTER_SECRET_KEY": "x" * 50,
        "JOBCENTER_AT_REST_KEYS": "00000001:" + "A" * 43 + "=",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        **more,
    }
    return subprocess.run(
        [sys.executable, *program],
        check=False,
        cwd=settings.ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )

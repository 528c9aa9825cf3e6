"""What every test stands on: the real embedded PostgreSQL, a data folder of its own, a fresh file store."""

import os
from pathlib import Path

# Before Django reads its settings.
os.environ.setdefault("JOBCENTER_MODE", "test")
os.environ.setdefault("JOBCENTER_DATA", str(Path(__file__).parent / "var" / "test"))

import pytest


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    """Each test keeps people's files in a folder that goes away with it."""
    storages = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}}
    storages["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = storages

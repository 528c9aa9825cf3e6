"""What every test stands on: the real embedded PostgreSQL (tests.settings) and a file store of its own."""

import pytest


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    """Each test keeps people's files in a folder that goes away with it."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": default}

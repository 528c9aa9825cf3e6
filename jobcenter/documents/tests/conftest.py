from pathlib import Path

import pytest


@pytest.fixture
def stored_files(settings):
    """stored_files(): what lies in the file store right now."""
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return lambda: sorted(path for path in folder.rglob("*") if path.is_file())

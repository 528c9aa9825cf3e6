"""The directory as it is shipped, without a database behind it."""

import datetime
from contextlib import contextmanager

import pytest

from jobcenter.directory import index
from jobcenter.directory.content import SHIPPED, Content


@contextmanager
def shipped_directory():
    """Whoever asks about Jobcenters gets answers from the shipped files."""
    shipped = index.Directory(Content.read(SHIPPED), datetime.date(2026, 11, 25))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "directory", lambda: shipped)
        yield

import datetime

import pytest

from jobcenter.directory.content import SHIPPED, Content
from jobcenter.directory.index import Directory


@pytest.fixture(scope="session")
def content():
    """The edition that comes with the software, as read from its files."""
    return Content.read(SHIPPED)


@pytest.fixture(scope="session")
def shipped(content):
    """The directory of that edition, as of the day it was made."""
    return Directory(content, datetime.date(2026, 11, 22))

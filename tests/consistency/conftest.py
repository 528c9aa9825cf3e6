"""What belongs to Anna, made when an address asks for it."""

import pytest

from tests.consistency.belongings import World


@pytest.fixture
def world(anna, draft):
    return World(anna, draft)

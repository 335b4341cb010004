"""A service on loopback for the tests of readers that ask one."""

from __future__ import annotations

import pytest
from model_server import ModelServer, model, serving, wise


@pytest.fixture
def service():
    """A service with a good model; a test may change what it does."""
    with serving(ModelServer(then=model(wise))) as script:
        yield script

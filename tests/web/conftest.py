"""What the tests in a real browser share: a workbench that is served, and windows at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live_workbench import Living, living
from windows import Windows, windows


@pytest.fixture(scope="module")
def live(tmp_path_factory) -> Iterator[Living]:
    """One for all tests of a module: what one test writes, the next one finds."""
    with living(tmp_path_factory.mktemp("live")) as one:
        yield one


@pytest.fixture
def some(browser, live) -> Iterator[Windows]:
    """Complaints of the browser, dialogs and foreign requests fail the test."""
    with windows(browser, live) as opened:
        yield opened

"""Test 82: a server that is killed under load loses nothing that it acknowledged, and every chain goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from mediant.web.loadtest.kills import kill
from mediant.web.loadtest.seats import prepare
from mediant.web.loadtest.servers import OwnServer


@pytest.mark.parametrize("rounds", [2, pytest.param(50, marks=[pytest.mark.slow, pytest.mark.timeout(1200)])])
def test_82_nothing_acknowledged_is_lost_by_a_kill(tmp_path: Path, rounds):
    pairs = prepare(tmp_path / "w", 4 if rounds < 10 else 20)
    with OwnServer(tmp_path / "w") as server:
        found = asyncio.run(kill(server, pairs, rounds))
    figures = {figure.name: figure.value for figure in found.figures}
    assert figures["messages acknowledged"] > 20
    assert figures["sent again, not knowing"] > 0
    assert found.is_met, found

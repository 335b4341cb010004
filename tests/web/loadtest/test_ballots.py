"""Test 36: votes that all come in the last second count once, in ballots of many tables that close at one moment."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from mediant.web.loadtest import ballots
from mediant.web.loadtest.seats import prepare
from mediant.web.loadtest.servers import OwnServer


@pytest.mark.parametrize("pairs", [4, pytest.param(250, marks=pytest.mark.slow)])
def test_36_votes_in_the_last_second_all_count_once(tmp_path: Path, monkeypatch, pairs):
    monkeypatch.setattr(ballots, "OPENS", 7.0 if pairs < 10 else ballots.OPENS)
    seats = prepare(tmp_path / "w", pairs)
    with OwnServer(tmp_path / "w") as server:
        server.begin()
        found = asyncio.run(ballots.vote(server.origin, seats))
    assert found.is_met, found
    assert {figure.name: figure.value for figure in found.figures}["votes in the last second"] == 2 * pairs

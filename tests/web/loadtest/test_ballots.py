"""Test 36: votes that all come in the last second count once, in ballots of many tables that close at one moment."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from mediant.web.loadtest import ballots
from mediant.web.loadtest.seats import Pair, prepare
from mediant.web.loadtest.servers import OwnServer
from mediant.web.settings import wall_clock


@pytest.mark.parametrize("pairs", [4, pytest.param(250, marks=[pytest.mark.slow, pytest.mark.alone])])
def test_36_votes_in_the_last_second_all_count_once(tmp_path: Path, monkeypatch, pairs):
    monkeypatch.setattr(ballots, "OPENS", 7.0 if pairs < 10 else ballots.OPENS)
    seats = prepare(tmp_path / "w", pairs)
    with OwnServer(tmp_path / "w") as server:
        server.begin()
        found = asyncio.run(ballots.vote(server.origin, seats))
    assert found.is_met, found
    assert {figure.name: figure.value for figure in found.figures}["votes in the last second"] == 2 * pairs


async def killed_at_the_close(server: OwnServer, seats: list[Pair], chance: np.random.Generator) -> list[list[bool]]:
    """What everybody was told of one more ballot each, where the server was killed while it counted them."""
    votes = {"north": True, "south": True}
    rounds = [ballots.Round(server.origin, pair, votes, (2.0, 2.0), Counter()) for pair in seats]
    closes = wall_clock() + 5.5
    opened = await asyncio.gather(
        *(one._command(one._host, {"type": "open-ballot", "text": ballots.TEXT, "closes_at": closes}) for one in rounds)
    )
    ids = [json.loads(answer.body)["fact"]["id"] for answer in opened]
    await asyncio.gather(
        *(one._vote(side, name, closes) for one, name in zip(rounds, ids, strict=True) for side in votes)
    )
    assert sum(one.taken for one in rounds) == 2 * len(seats)
    await asyncio.sleep(max(0.0, closes + float(chance.uniform(0, 0.4)) - wall_clock()))
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.begin)
    await asyncio.sleep(2)
    browsers = [browser for one in rounds for browser in (one._host, *one._voters.values())]
    for browser in browsers:
        browser.leave()  # their connections ended with the server
    told = [await one._results(browser) for one in rounds for browser in (one._host, *one._voters.values())]
    for browser in browsers:
        browser.leave()
    return told


@pytest.mark.parametrize("times", [2, pytest.param(50, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])])
def test_43_44_killed_while_it_counts_a_server_counts_once(tmp_path: Path, times):
    seats, chance = prepare(tmp_path / "w", 10), np.random.default_rng(times)

    async def inside(server: OwnServer) -> None:
        for number in range(1, times + 1):
            told = await killed_at_the_close(server, seats, chance)
            assert told == [[True] * number] * (3 * len(seats))

    with OwnServer(tmp_path / "w") as server:
        server.begin()
        asyncio.run(inside(server))

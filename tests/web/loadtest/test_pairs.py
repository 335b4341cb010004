"""Pairs talk to a real server of its own process, and what is lost on the way would be told."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import numpy as np
import pytest

from mediant.web.loadtest.pairs import Talk, Watched, _figures, _moments, spread, talk
from mediant.web.loadtest.seats import prepare
from mediant.web.loadtest.servers import OwnServer


def test_a_few_pairs_talk_and_nothing_is_lost(tmp_path: Path):
    pairs = prepare(tmp_path / "w", 3)
    with OwnServer(tmp_path / "w") as server:
        server.begin()
        found = asyncio.run(talk(server.origin, pairs, Talk(rate=2, seconds=2), server))
    figures = {figure.name: figure.value for figure in found.figures}
    assert figures["people"] == 6
    assert figures["messages sent"] == figures["acknowledged"] > 10
    assert [figures[name] for name in ("acknowledged and lost", "shown twice", "errors")] == [0, 0, 0]
    assert 0 < figures["to the other side, median"] <= figures["to the other side, 95th percentile"]


def test_what_is_lost_or_shown_twice_is_told():
    watched = Watched()
    for words in ("0-0", "0-1"):
        watched.sent[words] = watched.acknowledged[words] = time.perf_counter()
    watched.hear("0-1")
    watched.hear("0-1")
    figures = {figure.name: figure for figure in _figures(watched, 2, Talk())}
    assert figures["acknowledged and lost"].verdict == "missed"
    assert figures["shown twice"].verdict == "missed"


def test_moments_are_those_of_chance_at_the_rate_that_was_asked_for():
    chance = np.random.default_rng(1)
    many = [_moments(Talk(rate=0.2, seconds=30), chance) for _ in range(2000)]
    assert np.mean([len(one) for one in many]) == pytest.approx(6, abs=0.3)
    assert all(one == sorted(one) and all(0 <= moment <= 30 for moment in one) for one in many)


def test_spread_begins_at_equal_distances():
    begun: list[float] = []

    async def one() -> None:
        begun.append(asyncio.get_running_loop().time())

    asyncio.run(spread([one() for _ in range(5)], 0.5))
    assert begun[-1] - begun[0] >= 0.39

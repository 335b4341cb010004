"""Scenes run against servers of their own, which leave nothing behind, or one that is there."""

from __future__ import annotations

from pathlib import Path

from mediant.web.loadtest.pairs import Talk
from mediant.web.loadtest.scenes import Size, elsewhere, with_own
from mediant.web.loadtest.seats import prepare
from mediant.web.loadtest.servers import OwnServer

SMALL = Size(people=4, joins=2, votes=2, kills=1, talk=Talk(rate=2, seconds=1))


def test_how_many_pairs_a_size_needs():
    assert Size().pairs == 500
    assert Size(people=2, joins=4, votes=10).pairs == 5


def test_with_a_server_of_its_own_nothing_is_left(tmp_path: Path):
    (found,) = with_own(["pairs"], SMALL, tmp_path)
    assert found.scene == "pairs"
    assert found.is_met or found.figures[5].verdict == "missed", "on a busy machine it may be slow, and nothing else"
    assert list(tmp_path.iterdir()) == []


def test_against_one_that_is_there(tmp_path: Path):
    pairs = prepare(tmp_path / "w", SMALL.pairs)
    with OwnServer(tmp_path / "w") as server:
        server.begin()
        (found,) = elsewhere(["pairs"], SMALL, server.origin, pairs)
    assert {figure.name: figure.value for figure in found.figures}["acknowledged and lost"] == 0
    assert "memory of the server at most" not in {figure.name for figure in found.figures}

"""People come in by their links, each once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from mediant.web.loadtest.joins import join
from mediant.web.loadtest.seats import prepare
from mediant.web.loadtest.servers import OwnServer


def test_all_come_in_and_a_link_is_good_once(tmp_path: Path):
    pairs = prepare(tmp_path / "w", 3)
    with OwnServer(tmp_path / "w") as server:
        server.begin()
        first = asyncio.run(join(server.origin, pairs, seconds=1))
        again = asyncio.run(join(server.origin, pairs, seconds=1))
    assert {figure.name: figure.value for figure in first.figures}["not in"] == 0
    assert first.is_met
    assert {figure.name: figure.value for figure in again.figures}["not in"] == 6
    assert any("404" in note for note in again.notes)

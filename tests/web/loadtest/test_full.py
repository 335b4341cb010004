"""Test 81: through the server a full disk is refused in words with 507, pages are shown, and it recovers."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from mediant.web.loadtest.full import NoSmallDisk, fill, small_disk
from mediant.web.loadtest.seats import prepare
from mediant.web.loadtest.servers import OwnServer


def test_81_a_full_disk_is_refused_in_words_and_it_recovers(tmp_path: Path):
    try:
        with small_disk(tmp_path / "disk") as disk:
            pairs = prepare(disk / "w", 2)
            with OwnServer(disk / "w") as server:
                server.begin()
                found = asyncio.run(fill(server.origin, pairs, disk))
    except NoSmallDisk as why:
        pytest.skip(f"no small disk: {why}")
    assert found.is_met, found
    assert {figure.name: figure.value for figure in found.figures}["people"] == 4

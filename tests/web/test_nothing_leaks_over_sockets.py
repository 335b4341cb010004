"""Non-interference over real sockets: a server in a process of its own, and every byte that it sends to South."""

from __future__ import annotations

import asyncio

import pytest
from planted_leaks import LEAKS
from two_worlds import differing
from worlds_apart import worlds_apart

QUICK = ("etag", "ping")
"""Leaks that almost every pair shows."""
PAIRS = 200
MOST = 200
"""Pairs within which each leak is found."""


def compare(folder, pairs: int, *leaks: str):
    async def inside():
        async with worlds_apart(folder, *leaks) as begun:
            return await differing(begun, pairs)

    return asyncio.run(inside())


@pytest.mark.parametrize("pairs", [4, pytest.param(PAIRS, marks=[pytest.mark.slow, pytest.mark.timeout(1500)])])
def test_16_18_20_south_is_sent_the_same_bytes(pairs, tmp_path):
    found = compare(tmp_path, pairs)
    assert found["differs"] == -1
    assert found["compared"] >= pairs // 2
    assert found["agreed"] >= pairs // 10


@pytest.mark.parametrize(
    "leak", [leak if leak in QUICK else pytest.param(leak, marks=pytest.mark.slow) for leak in LEAKS]
)
def test_a_planted_leak_is_found(leak, tmp_path):
    assert compare(tmp_path, MOST, leak)["differs"] >= 0

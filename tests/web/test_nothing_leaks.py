"""Non-interference: what South can observe over HTTP does not depend on North's secrets; and the test finds leaks."""

from __future__ import annotations

import asyncio

import pytest
from planted_leaks import LEAKS
from small_worlds import worlds_inside
from two_worlds import differing

PAIRS = 40


def compare(tmp_path, pairs: int, first: int = 0):
    async def inside():
        async with worlds_inside(tmp_path) as begun:
            return await differing(begun, pairs, first)

    return asyncio.run(inside())


def test_south_observes_the_same_bytes(tmp_path):
    found = compare(tmp_path, PAIRS)
    assert found["differs"] == -1
    assert found["compared"] > PAIRS // 2
    assert found["agreed"] > PAIRS // 10


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found(leak, tmp_path, monkeypatch):
    LEAKS[leak](monkeypatch)
    assert compare(tmp_path, 60)["differs"] >= 0

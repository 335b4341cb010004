"""The logbook: written first, told afterwards."""

from __future__ import annotations

import asyncio

import pytest
from small_server import Memory

from mediant.web.logbook import NAME, Logbook


def test_facts_are_told_again_after_a_restart():
    store = Memory()

    async def inside(told: list) -> None:
        logbook = Logbook(store)
        logbook.listen("known", told.append)
        await logbook.load()
        await logbook.write({"fact": "known", "n": len(told)}, {"fact": "unknown"})

    first, second = [], []
    asyncio.run(inside(first))
    asyncio.run(inside(second))
    assert [fact["n"] for fact in first] == [0]
    assert [fact["n"] for fact in second] == [0, 1]
    assert len(store.kept[NAME]) == 4


def test_what_is_not_stored_is_not_told():
    store, told = Memory(), []

    async def inside() -> None:
        logbook = Logbook(store)
        logbook.listen("known", told.append)
        await logbook.load()
        store.fails = OSError("disk full")
        await logbook.write({"fact": "known"})

    with pytest.raises(OSError, match="disk full"):
        asyncio.run(inside())
    assert told == []

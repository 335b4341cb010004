"""What comes in is looked through before anything of it counts."""

from __future__ import annotations

import asyncio
import io

import pytest
from small_workbench import Bench, at_the_bench

from mediant.errors import InvalidFile, Refused
from mediant.stores.archive import Head, pieces
from mediant.web.archives import Borrowed, arrive, departing
from mediant.workbench.talk import Write


def came_in(bench: Bench, raw: bytes, account: str | None = None):
    return asyncio.to_thread(
        lambda: arrive(
            io.BytesIO(raw), bench.app.state.store, bench.app.state.keys, makers=(), now=9.0, account=account
        )
    )


@at_the_bench
async def test_groups_and_seats_come_with_it(bench):
    state, place = bench.app.state, bench.place
    await bench.ask("n", Write("north", "x"))
    raw = b"".join(
        departing(state.store, state.keys, place.case, state.keys.address, {place: {"m": "me", "gone": "you"}})
    )
    await asyncio.to_thread(state.store.erase, place.case)
    bench.hub._desks.clear()
    arrived = await came_in(bench, raw, "me")
    assert arrived.seats == {place: {"m": "me"}}
    assert [person.id for person in arrived.people[place]] == ["m", "n", "na", "s", "o"]


@at_the_bench
async def test_lines_that_hold_no_mediation_are_refused(bench):
    """From a server that is believed: of another version, perhaps."""
    keys = bench.app.state.keys
    head = Head("case00001", keys.address, keys.address)
    for lines in ([], [b"\x92\xa0\xc4\x02{}"], [b"what"], [b"\x92\xa0\xc4\x11\x01" + b"i" * 16]):
        raw = b"".join(pieces(head, lines, lambda: (), {}, keys.handed))
        with pytest.raises((Refused, InvalidFile)):
            await came_in(bench, raw)
        assert "case00001" not in bench.app.state.store.cases()


def test_a_line_whose_key_is_not_there_is_told():
    with pytest.raises(Refused, match="lacks a key"):
        Borrowed([]).opened(b"\x01" + b"i" * 40)
    assert Borrowed([]).opened(b"plain") == b"plain"

"""The record of a viewer holds what they saw, verifies, and is the same whatever others did in confidence."""

from __future__ import annotations

import pytest
from small_workbench import Bench, at_the_bench

from mediant.errors import InvalidFile
from mediant.stores.seen import checked
from mediant.workbench.talk import Write


@at_the_bench
async def test_12_it_holds_what_its_viewer_saw(bench: Bench):
    await bench.ask("n", Write("north", "between us"))
    await bench.ask("s", Write("joint", "to all"))
    noor, sami = await bench.browser("n"), await bench.browser("s")
    mine, theirs = [(await client.get(f"{bench.at}/record")).content for client in (noor, sami)]
    assert b"between us" in mine
    assert b"between us" not in theirs
    assert b"to all" in theirs
    found = checked(theirs, "record")
    assert (found.viewer, found.case) == ("Sami (s)", "Harbour dispute")
    assert found.lines == len(await bench.hub.seen(bench.place, await bench.hub.person(bench.place, "s")))
    with pytest.raises(InvalidFile):
        checked(theirs.replace(b"to all", b"to one"), "record")


@at_the_bench
async def test_33_a_later_record_goes_on_from_an_earlier_one(bench: Bench):
    sami = await bench.browser("s")
    head = checked((await sami.get(f"{bench.at}/record")).content, "record").head
    await bench.ask("n", Write("north", "between us"))
    assert checked((await sami.get(f"{bench.at}/record")).content, "record").head == head
    await bench.ask("m", Write("joint", "to all"))
    assert checked((await sami.get(f"{bench.at}/record")).content, "record", [head]).head != head


@at_the_bench
async def test_who_has_no_seat_has_no_record(bench: Bench):
    assert (await (await bench.browser()).get(f"{bench.at}/record")).status_code == 404

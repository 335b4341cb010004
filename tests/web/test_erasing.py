"""What was erased is nowhere to be read: not in memory, the case, its log, what is made of it afterwards."""

from __future__ import annotations

import asyncio

from sitting import PEOPLE
from small_workbench import at_the_bench, benched, seated

from mediant.stores.keys import KEY, Keys
from mediant.web.envelopes import opened
from mediant.web.erasing import erase_case, erase_party
from mediant.web.forgetting import owners_of
from mediant.workbench.people import Unseat
from mediant.workbench.talk import Write

CONFIDED = "thirty days and not one less"


def readable(folder) -> str:
    """All that can be read with every key that is left."""
    from mediant.stores.sqlite import SqliteStore

    keys, store = Keys(folder / "keys", bytes(KEY)), SqliteStore(folder / "cases")
    try:
        lines = [line for case in store.cases() if case != "serverlog" for line in store.read(case)]
        return " ".join(str(opened(line, keys)[1]) for line in lines)
    finally:
        store.close()
        keys.close()


def test_a_partys_words_are_gone_from_memory_and_disk_and_all_else_stays(tmp_path):
    async def inside():
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("m", Unseat("na"))
            for seat in ("n", "s"):
                for room in ("north", "south"):
                    if room.startswith(seat):
                        await bench.ask(seat, Write(room, f"{CONFIDED} of {room}"))
            host = await bench.hub.person(bench.place, "m")
            under_way = asyncio.gather(*(bench.ask("s", Write("south", f"{n}")) for n in range(20)))
            await erase_party(bench.hub, bench.place, host, "north")
            await under_way
            book = (await bench.hub._desk(bench.place)).book
            assert f"{CONFIDED} of north" not in str(book.events)
            assert f"{CONFIDED} of south" in str(book.events)
            assert owners_of(book.events, "north") == {"party:north", "seat:n", "seat:na"}
            assert len(list(book.kept.talk.in_room("south"))) == 21

    asyncio.run(inside())
    text = readable(tmp_path)
    assert f"{CONFIDED} of north" not in text
    assert f"{CONFIDED} of south" in text
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert CONFIDED.encode() not in path.read_bytes()


@at_the_bench
async def test_to_ask_again_does_the_rest(bench):
    host = await bench.hub.person(bench.place, "m")
    await bench.ask("n", Write("north", CONFIDED))
    await erase_party(bench.hub, bench.place, host, "north")
    await erase_party(bench.hub, bench.place, host, "north")
    assert (await bench.hub.table(bench.place, host)).records.erased == {"north"}
    assert len(PEOPLE) == 4


@at_the_bench
async def test_a_whole_case_is_gone_with_its_ways_in(bench):
    await bench.ask("n", Write("north", CONFIDED))
    office = bench.app.state.office
    account = await office.accounts.make("Mo", ("mediator",))
    await office.accounts.give_seat(account, str(bench.place), "m")
    client = await bench.browser("n")
    token = await office.invites.make(str(bench.place), "s")
    await erase_case(bench.hub, office, bench.place.case)
    assert office.accounts.of(account).seats == {}
    assert office.invites.of(token) is None
    assert [session for session in office.sessions._open.values() if session.case == str(bench.place)] == []
    assert (await client.get(f"{bench.at}/room")).status_code == 404
    assert bench.place.case not in bench.hub._store.cases()


def test_the_keys_go_with_the_fact_whoever_asks_and_also_after_a_crash(tmp_path):
    """By a program, past the page; and where the server died before the keys were destroyed, when it starts again."""

    async def first():
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("n", Write("north", CONFIDED))
            mo = await bench.browser("m")
            kept = (tmp_path / "keys").read_bytes()
            assert (
                await mo.post(f"{bench.at}/command", content=b'{"type":"erase","party":"north"}')
            ).status_code == 200
            desk = await bench.hub._desk(bench.place)
            assert CONFIDED not in str(desk.book.events)
            return bench.place, kept

    place, kept = asyncio.run(first())
    assert CONFIDED not in readable(tmp_path)
    (tmp_path / "keys").write_bytes(kept)
    assert CONFIDED in readable(tmp_path)

    async def again():
        async with benched(tmp_path) as bench:
            assert CONFIDED not in str((await bench.hub._desk(place)).book.events)

    asyncio.run(again())
    assert CONFIDED not in readable(tmp_path)

"""One table at work: what the store could not say to be stored is read again, and nothing is done twice."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from sitting import PEOPLE
from small_workbench import Bench, Clock, at_the_bench, benched, seated

from mediant.errors import StoreFull, StoreProblem
from mediant.web.desks import REMEMBERED, Place
from mediant.workbench.ballots import OpenBallot
from mediant.workbench.people import Person
from mediant.workbench.talk import Write


def person_of(seat: str) -> Person:
    return next(person for person in PEOPLE if person.id == seat)


class Fragile:
    """The store of a bench, whose next appends fail: after the lines were stored, or before."""

    def __init__(self, bench: Bench, *, kept: bool, error: Exception, times: int = 1) -> None:
        self._store, self._append, self._kept, self._error, self._times = bench.hub._store, None, kept, error, times
        self._append, self._store.append = self._store.append, self.append

    async def append(self, case: str, lines: Sequence[bytes]) -> None:
        if self._times == 0:
            return await self._append(case, lines)
        self._times -= 1
        if self._kept:
            await self._append(case, lines)
        raise self._error


LOST = StoreProblem("the disk", "input/output error", "look at it")


async def lines_for(bench: Bench, seat: str) -> list[str]:
    table = await bench.hub.table(bench.place, await bench.hub.person(bench.place, seat))
    return [line.words for line in table.talk.lines]


@pytest.mark.parametrize("kept", [True, False])
def test_what_may_have_been_stored_is_read_again_before_the_next_command(tmp_path, kept):
    async def inside() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            told: list[str] = []
            bench.hub.listen(lambda place, person, table, events: told.extend(e.fact.words for e in events))
            Fragile(bench, kept=kept, error=LOST)
            with pytest.raises(StoreProblem, match="not known whether this was kept"):
                await bench.ask("n", Write("joint", "perhaps"))
            (event,) = await bench.ask("s", Write("joint", "for sure"))
            assert event.fact.id == "south.joint-1"
            await asyncio.sleep(0)
            expected = ["perhaps", "for sure"] if kept else ["for sure"]
            assert await lines_for(bench, "o") == expected
            assert list(dict.fromkeys(told)) == expected, "who listens hears of it too, and in order"
            (event,) = await bench.ask("n", Write("joint", "again"))
            assert event.fact.id == f"north.joint-{1 + kept}", "an id is never given twice"

    asyncio.run(inside())


@pytest.mark.parametrize("kept", [True, False])
def test_asked_again_under_the_same_name_it_is_done_once(tmp_path, kept):
    async def inside() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            north = await bench.hub.person(bench.place, "n")
            Fragile(bench, kept=kept, error=LOST)
            with pytest.raises(StoreProblem):
                await bench.hub.ask(bench.place, north, Write("joint", "once"), b"the name")
            (event,) = await bench.hub.ask(bench.place, north, Write("joint", "once"), b"the name")
            assert event.fact.id == "north.joint-1"
            assert await lines_for(bench, "s") == ["once"]

    asyncio.run(inside())


def test_while_the_store_cannot_be_read_nothing_is_decided_and_pages_are_shown(tmp_path):
    async def inside() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("n", Write("joint", "before"))
            Fragile(bench, kept=True, error=LOST)
            read = bench.hub._store.read

            def broken(case: str) -> list[bytes]:
                raise LOST

            bench.hub._store.read = broken
            for _ in range(2):
                with pytest.raises(StoreProblem):
                    await bench.ask("n", Write("joint", "then"))
            assert await lines_for(bench, "s") == ["before"]
            bench.hub._store.read = read
            await bench.ask("n", Write("joint", "after"))
            assert await lines_for(bench, "s") == ["before", "then", "after"]

    asyncio.run(inside())


@pytest.mark.parametrize("error", [StoreFull("the folder"), LOST])
def test_those_who_wait_behind_it_are_answered(tmp_path, error):
    async def inside() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            Fragile(bench, kept=False, error=error)
            first = asyncio.ensure_future(bench.ask("n", Write("joint", "first")))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            rest = await asyncio.gather(
                first, *(bench.ask("s", Write("joint", "x")) for _ in range(3)), return_exceptions=True
            )
            assert isinstance(rest[0], type(error))
            assert all(isinstance(one, (tuple, type(error))) for one in rest[1:])
            await bench.ask("n", Write("joint", "and on"))

    asyncio.run(inside())


@at_the_bench
async def test_what_goes_wrong_for_one_goes_wrong_for_nobody_else(bench: Bench):
    await bench.ask("n", Write("north", "x"))
    bench.hub._keys.destroy(bench.place.case, "/party:north")
    asked = [
        bench.ask("n", Write("north", "y")),
        bench.ask("s", Write("joint", "z")),
        bench.ask("o", Write("joint", "no")),
    ]
    lost, (said,), refused = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(lost, StoreProblem)
    assert said.fact.words == "z"
    assert "may not" in str(refused)


def test_asked_again_after_a_restart_it_is_answered_and_not_done(tmp_path: Path):
    async def ask(bench: Bench, place: Place, once: bytes) -> str:
        north = await bench.hub.person(place, "n")
        (event,) = await bench.hub.ask(place, north, Write("joint", "to all"), once)
        return event.fact.id

    async def first() -> Place:
        async with benched(tmp_path) as bench:
            await seated(bench)
            assert [await ask(bench, bench.place, once) for once in (b"a", b"b", b"a")] == [
                f"north.joint-{n}" for n in (1, 2, 1)
            ]
            return bench.place

    async def again(place: Place) -> None:
        async with benched(tmp_path) as bench:
            assert [await ask(bench, place, once) for once in (b"b", b"a", b"c")] == [
                f"north.joint-{n}" for n in (2, 1, 3)
            ]
            assert await bench.hub.has_done(place, b"c")
            assert not await bench.hub.has_done(place, b"d")

    asyncio.run(again(asyncio.run(first())))


@at_the_bench
async def test_38_twice_at_once_under_one_name_is_once(bench: Bench):
    north = await bench.hub.person(bench.place, "n")
    done = await asyncio.gather(*(bench.hub.ask(bench.place, north, Write("joint", "x"), b"n") for _ in range(5)))
    assert {events[0].fact.id for events in done} == {"north.joint-1"}
    assert await lines_for(bench, "s") == ["x"]


@at_the_bench
async def test_only_the_last_requests_are_remembered(bench: Bench):
    north = await bench.hub.person(bench.place, "n")
    for number in range(3):
        await bench.hub.ask(bench.place, north, Write("joint", "x"), b"%d" % number)
    desk = await bench.hub._desk(bench.place)
    for number in range(REMEMBERED):
        desk._remember(b"other %d" % number, ())
    assert not desk.has_done(b"0")
    assert desk.has_done(b"other 1")
    assert len(desk._done) == REMEMBERED


@at_the_bench
async def test_what_waits_while_somebody_is_forgotten_is_done(bench: Bench):
    await bench.ask("n", Write("north", "secret"))
    dropped = []
    bench.hub.forgets_with(dropped.append)
    _, *done = await asyncio.gather(
        bench.hub.forget(bench.place, "north"),
        *(bench.ask("s", Write("joint", f"{number}")) for number in range(20)),
    )
    assert [events[0].fact.id for events in done] == [f"south.joint-{number}" for number in range(1, 21)]
    assert await lines_for(bench, "m") == [f"{number}" for number in range(20)]
    assert dropped == [bench.place]


def test_81_a_clock_that_cannot_write_ticks_on(tmp_path):
    async def inside() -> None:
        async with benched(tmp_path, Clock()) as bench:
            await seated(bench)
            await bench.ask("m", OpenBallot("Both stop.", bench.clock() + 60))
            bench.clock.at += 60
            Fragile(bench, kept=False, error=StoreFull("the folder"), times=2)
            for _ in range(3):
                await bench.hub.tick()
            (ballot,) = (await bench.hub._desk(bench.place)).book.kept.ballots.all.values()
            assert ballot.agreed is False

    asyncio.run(inside())

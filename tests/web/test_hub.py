"""What is acknowledged is durable, what is not did not happen, and each is told what they see."""

from __future__ import annotations

import asyncio
from hashlib import sha256

import pytest
from sitting import HARBOUR, HOST
from small_workbench import Bench, Clock, at_the_bench, benched, seated

from mediant.errors import Refused, StoreFull
from mediant.web.envelopes import plain
from mediant.web.hub import GRACE, Place
from mediant.workbench.ballots import OpenBallot, VoidBallot, Vote
from mediant.workbench.course import Open, document_from
from mediant.workbench.events import Event
from mediant.workbench.lines import line_of
from mediant.workbench.talk import Write, Wrote

TEXT = "Both stop."
DIGEST = sha256(TEXT.encode()).hexdigest()


def test_a_place_by_its_name():
    assert Place.named("abc-g-1") == Place("abc", "g-1")
    assert str(Place("abc", "g-1")) == "abc-g-1"
    assert Place.named(str(Place("abc"))) == Place("abc")


def test_what_was_acknowledged_is_there_after_a_restart(tmp_path):
    async def first() -> tuple[Place, object]:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("n", Write("north", "between us"))
            return bench.place, await bench.hub.table(bench.place, await bench.hub.person(bench.place, "n"))

    async def again(place: Place) -> object:
        async with benched(tmp_path) as bench:
            return await bench.hub.table(place, await bench.hub.person(place, "n"))

    place, before = asyncio.run(first())
    assert asyncio.run(again(place)) == before


@at_the_bench
async def test_each_is_told_what_they_see(bench: Bench):
    told = []
    bench.hub.listen(lambda place, person, table, events: told.append((person.id, [e.fact.words for e in events])))
    await bench.ask("n", Write("north", "between us"))
    assert sorted(told) == [("m", ["between us"]), ("n", ["between us"]), ("na", ["between us"])]
    told.clear()
    await bench.ask("s", Write("joint", "to all"))
    assert {seat for seat, _ in told} == {"m", "n", "na", "s", "o"}


@at_the_bench
async def test_one_who_speaks_sees_what_came_of_it(bench: Bench):
    (event,) = await bench.ask("n", Write("joint", "to all"))
    assert event.fact.id == "north.joint-1"
    with pytest.raises(Refused, match="no such room"):
        await bench.ask("n", Write("south", "let me in"))


@at_the_bench
async def test_at_once_is_one_after_the_other(bench: Bench):
    done = await asyncio.gather(*(bench.ask(seat, Write("joint", "x")) for seat in ("n", "s", "n", "na", "s")))
    assert [events[0].fact.id for events in done] == [
        "north.joint-1",
        "south.joint-1",
        "north.joint-2",
        "north.joint-3",
        "south.joint-2",
    ]


@at_the_bench
async def test_what_cannot_be_stored_has_not_happened(bench: Bench):
    store, told = bench.hub._store, []
    bench.hub.listen(lambda *what: told.append(what))
    append = store.append

    async def full(case, lines):
        raise StoreFull("the folder of cases")

    store.append = full
    answers = await asyncio.gather(*(bench.ask("n", Write("joint", "x")) for _ in range(3)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [StoreFull] * 3
    assert told == []
    store.append = append
    (event,) = await bench.ask("n", Write("joint", "again"))
    assert event.fact.id == "north.joint-1"


@at_the_bench
async def test_a_case_that_is_refused_leaves_nothing_behind(bench: Bench):
    before = bench.hub._store.cases()
    with pytest.raises(Refused, match="title"):
        await bench.hub.begin(Open({**document_from(HARBOUR), "title": ""}), HOST)
    assert bench.hub._store.cases() == before


@at_the_bench
async def test_groups_of_one_case(bench: Bench):
    command = Open(document_from(HARBOUR))
    place = Place(bench.place.case, "g1")
    await bench.hub.open_group(place, command, HOST)
    with pytest.raises(Refused, match="that name"):
        await bench.hub.open_group(place, command, HOST)
    assert await bench.hub.groups(bench.place.case) == ("", "g1")
    assert await bench.hub.person(place, "n") is None
    assert await bench.hub.person(Place(bench.place.case, "g2"), "m") is None
    assert await bench.hub.person(Place("nosuchcase"), "m") is None


async def vote(bench: Bench, seat: str, *, yes: bool) -> None:
    await bench.ask(seat, Vote("ballot-1", DIGEST, yes=yes))


@at_the_bench
async def test_36_votes_at_one_instant_give_one_outcome(bench: Bench):
    await bench.ask("m", OpenBallot(TEXT, bench.clock() + 60))
    told = []
    bench.hub.listen(
        lambda place, person, table, events: told.append((person.id, [type(e.fact).__name__ for e in events]))
    )
    await asyncio.gather(*(vote(bench, seat, yes=True) for seat in ("n", "s") for _ in range(50)))
    bench.clock.at += 60
    told.clear()
    await asyncio.gather(*(bench.hub.tick() for _ in range(5)))
    await asyncio.sleep(0)
    assert sorted(told) == [(seat, ["BallotClosed"]) for seat in ("m", "n", "na", "o", "s")]


@at_the_bench
async def test_37_a_vote_counts_when_it_came_before_the_close(bench: Bench):
    await bench.ask("m", OpenBallot(TEXT, bench.clock() + 60))
    await vote(bench, "n", yes=True)
    bench.clock.at += 59.999
    last = asyncio.ensure_future(vote(bench, "s", yes=True))
    await asyncio.sleep(0)
    bench.clock.at += 0.002
    await asyncio.gather(last, bench.hub.tick())
    with pytest.raises(Refused):
        await vote(bench, "n", yes=False)
    table = await bench.hub.table(bench.place, await bench.hub.person(bench.place, "o"))
    assert table.ballots.all["ballot-1"].agreed is True


@at_the_bench
async def test_37_a_vote_that_was_on_its_way_counts_until_the_grace_is_over(bench: Bench):
    await bench.ask("m", OpenBallot(TEXT, bench.clock() + 60))
    vote_of = Vote("ballot-1", DIGEST, yes=True)
    seats = {seat: await bench.hub.person(bench.place, seat) for seat in ("n", "s", "o")}
    bench.clock.at += 60 + GRACE / 2
    await bench.hub.tick(GRACE)
    for seat in ("n", "s"):
        await bench.hub.ask(bench.place, seats[seat], vote_of, grace=GRACE)
    bench.clock.at += GRACE / 2 + 0.001
    with pytest.raises(Refused):
        await bench.hub.ask(bench.place, seats["n"], vote_of, grace=GRACE)
    await bench.hub.tick(GRACE)
    assert (await bench.hub.table(bench.place, seats["o"])).ballots.all["ballot-1"].agreed is True


def test_48_who_refused_cannot_be_found_on_the_disk(tmp_path):
    async def first() -> Place:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("m", OpenBallot(TEXT, bench.clock() + 60))
            await vote(bench, "n", yes=True)
            await vote(bench, "s", yes=False)
            bench.clock.at += 60
            await bench.hub.tick()
            return bench.place

    async def again(place: Place) -> object:
        async with benched(tmp_path, Clock(1_700_000_100.0)) as bench:
            return (await bench.hub._desk(place)).book.kept

    kept = asyncio.run(again(asyncio.run(first())))
    assert kept.ballots.all["ballot-1"].agreed is False
    assert kept.ballots.all["ballot-1"].votes == {}
    raw = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b'"cast"' not in raw
    assert b"ballot-closed" in raw


@pytest.mark.parametrize("voided", [False, True])
def test_48_who_refused_is_not_remembered_either(voided, tmp_path):
    """Nor in memory, nor in what a party takes home: its record goes on after a restart as it was before the close."""

    async def taken(bench: Bench) -> list[bytes]:
        return (await (await bench.browser("s")).get(f"{bench.at}/record")).content.splitlines()[:-1]

    async def first() -> tuple[Place, list[list[bytes]]]:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("m", OpenBallot(TEXT, bench.clock() + 60))
            await vote(bench, "s", yes=False)
            records = [await taken(bench)]
            if voided:
                await bench.ask("m", VoidBallot("ballot-1"))
            bench.clock.at += 60
            await bench.hub.tick()
            book = (await bench.hub._desk(bench.place)).book
            assert b'"cast"' not in b"".join(map(line_of, book.events))
            assert book.kept.ballots.all["ballot-1"].votes == {}
            return bench.place, [*records, await taken(bench)]

    async def again(place: Place) -> list[bytes]:
        async with benched(tmp_path, Clock(1_700_000_100.0)) as bench:
            bench.place = place
            assert b'"cast"' not in b"".join(map(line_of, (await bench.hub._desk(place)).book.events))
            return await taken(bench)

    place, records = asyncio.run(first())
    records.append(asyncio.run(again(place)))
    assert records[1] == records[2]
    assert records[1][: len(records[0])] == records[0]


def test_43_a_ballot_that_ran_out_while_the_server_was_down_is_closed_once(tmp_path):
    async def first() -> Place:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("m", OpenBallot(TEXT, bench.clock() + 60))
            await vote(bench, "n", yes=True)
            await vote(bench, "s", yes=True)
            return bench.place

    async def again(place: Place) -> list[bool]:
        async with benched(tmp_path, Clock(1_700_000_100.0)) as bench:
            await bench.hub.tick()
            await bench.hub.tick()
            events = (await bench.hub._desk(place)).book.events
            return [event.fact.agreed for event in events if type(event.fact).__name__ == "BallotClosed"]

    place = asyncio.run(first())
    assert asyncio.run(again(place)) == [True]
    assert asyncio.run(again(place)) == [True]


def test_an_owner_is_forgotten(tmp_path):
    async def first() -> Place:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("n", Write("north", "between us"))
            await bench.ask("s", Write("south", "our secret"))
            await bench.hub.forget(bench.place, "north")
            table = await bench.hub.table(bench.place, await bench.hub.person(bench.place, "m"))
            assert [line.words for line in table.talk.lines] == ["our secret"]
            return bench.place

    asyncio.run(first())


@at_the_bench
async def test_a_listener_that_fails_harms_nobody(bench: Bench):
    failed, told = [], []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: failed.append(context["exception"]))

    def broken(*what: object) -> None:
        raise ValueError("a template")

    bench.hub.listen(broken)
    bench.hub.listen(lambda place, person, table, events: told.append(person.id))
    await bench.ask("n", Write("joint", "to all"))
    assert len(told) == len(failed) == 5


def test_58_what_could_not_be_read_again_is_not_taken(tmp_path):
    """A form says more than a program may: it would be stored, and no server would start over it any more."""

    async def first() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            noor, mo = await bench.browser("n"), await bench.browser("m")
            for browser, form, data in (
                (noor, "table/write", {"room": "joint", "words": "x" * 10_001}),
                (noor, "table/write", {"room": "north", "words": "x" * 200_000}),
                (noor, "room/note", {"words": "x" * 10_001}),
                (mo, "control/state", {"state": "paused", "why": "x" * 10_001}),
            ):
                answer = await browser.post(f"{bench.at}/{form}", data=data)
                assert (answer.status_code, "too long" in answer.text) == (422, True), form
            fits = await noor.post(f"{bench.at}/table/write", data={"room": "joint", "words": "x" * 10_000})
            assert fits.status_code == 303

    async def again() -> None:
        async with benched(tmp_path) as bench:
            (place,) = bench.hub.places()
            noor = await bench.hub.person(place, "n")
            assert len((await bench.hub.table(place, noor)).talk.lines) == 1

    asyncio.run(first())
    asyncio.run(again())


def test_a_case_that_cannot_be_read_stops_no_other(tmp_path):
    async def first() -> tuple[Place, Place]:
        async with benched(tmp_path) as bench:
            places = []
            for _ in range(2):
                await seated(bench)
                places.append(bench.place)
            await bench.hub._store.append(
                places[0].case, [plain("", Event(1.0, "", ("joint",), Wrote("a", "b", "c", "d", "e" * 10_001)))]
            )
            return places[0], places[1]

    async def again(lost: Place, left: Place) -> None:
        async with benched(tmp_path) as bench:
            assert bench.hub.places() == (left,)
            assert await bench.hub.person(lost, "n") is None
            bench.place = left
            await bench.ask("n", Write("joint", "hello"))

    asyncio.run(again(*asyncio.run(first())))

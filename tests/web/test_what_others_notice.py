"""One thing that North does in confidence, and then another: what South and an observer together see of it is the same.

Here each channel has its own pair of worlds; `test_nothing_leaks` mixes them all by chance.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from msgspec.json import encode
from sitting import package
from small_worlds import Inside, sat_down, worlds_inside
from two_worlds import BEGINS, WHO, pages_for

from mediant.web.push import viewer_of
from mediant.workbench.articles import Confirm, Dispute, Share
from mediant.workbench.ballots import OpenBallot, Vote
from mediant.workbench.clauses import Adopt, Content, Stand, Suggest, Withdraw
from mediant.workbench.notes import Note
from mediant.workbench.people import Ready
from mediant.workbench.sheets import Choose, Declare, Fill, LiveWith, Reply
from mediant.workbench.talk import Allow, Relay, Say, Write
from mediant.workbench.wants import State

Does = Callable[[Inside], Awaitable[Any]]
NO = {"room": "north", "title": "", "words": "", "outlet": "", "published": ""}


def asks(*acts: tuple[str, Any]) -> Does:
    async def does(world: Inside) -> None:
        for seat, command in acts:
            await world.ask(seat, command)

    return does


def votes(*yes: bool) -> Does:
    async def does(world: Inside) -> None:
        for one in (await world.ballots()).open:
            for way in yes:
                await world.ask("n", Vote(*one, yes=way))

    return does


def uploads(size: int) -> Does:
    async def does(world: Inside) -> None:
        files = {"file": ("ours.txt", b"Harbour. " * (size // 9), "text/plain")}
        await world.north.post(f"{world.at}/evidence/bring", data=NO, files=files)

    return does


def speaks(language: str) -> Does:
    async def does(world: Inside) -> None:
        await world.north.post("/language", data={"language": language, "back": f"{world.at}/room"})
        for path in pages_for(world):
            await world.north.get(path)
        await world.north.post(f"{world.at}/table/write", data={"room": "north", "words": "السلام عليكم"})

    return does


async def nothing(_: Inside) -> None:
    """North is not there."""


async def is_there(world: Inside) -> None:
    """North sits before its pages, and follows what happens."""
    streams = world.bench.app.state.office.streams
    for screen in ("room", "table", "text"):
        await world.north.get(f"{world.at}/{screen}")
        streams.open(viewer_of(world.place, "n", screen, "en"), "north")


async def comes_and_goes(world: Inside) -> None:
    """A storm of connections that begin and break."""
    streams = world.bench.app.state.office.streams

    async def gone() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def lost(_: Any) -> None:
        raise OSError("the line broke")

    for number in range(60):
        stream = streams.open(viewer_of(world.place, "n", "table", "en"), "north", f"strange-{number}")
        try:
            await streams.respond(stream, {}, gone, lost)
        except OSError:
            streams._leave(stream)


ACTS = [
    ("n", Write("north", "We could pay.")), ("n", State({"weights": ["truce", "fee"]})), ("n", Ready(ready=True)),
    ("n", Say("north", {"act": "offer", "outcome": package()})), ("n", Reply(LiveWith(package()), answer=True)),
    ("m", Write("north", "Thank you.")), ("n", Declare("00" * 32)), ("n", Reply(Fill("never"), [package("none", 0)])),
]  # fmt: skip
PAIRS = {
    "test_16": (
        asks(("n", Write("north", "We would pay 5.")), ("n", State({"weights": ["truce", "fee"]}))),
        asks(("n", Write("north", "We will not pay")), ("n", State({"weights": ["fee", "truce"]}))),
    ),
    "test_17": (asks(("n", Write("north", "x"))), asks(("n", Write("north", "x" * 9000)))),
    "test_18": (nothing, asks(*(("n", Write("north", f"{number}")) for number in range(30)))),
    "test_19": (nothing, is_there),
    "test_20": (nothing, votes(True)),
    "test_21": (votes(True), votes(True, False)),
    "test_23": (asks(*ACTS), asks(*reversed(ACTS))),
    "test_24": (uploads(1_000), uploads(9_000_000)),
    "test_25": (nothing, comes_and_goes),
    "test_26": (speaks("en"), speaks("ar")),
    "test_27": (
        asks(("n", Reply(Choose(package("none", 0), package("none", 10)), "this"))),
        asks(*(("n", Reply(Choose(package(one, fee), package(other, 5)), "to")) for fee in (0, 10) for one, other in (("none", "40 days"), ("40 days", "permanent"), ("permanent", "none")) for _ in range(5))),
    ),
}  # fmt: skip


async def noticed(begun: Callable[[], Awaitable[Inside]], does: Does) -> list[bytes]:
    """All that South and an observer see together while North does something, twice, around a ballot that South refuses."""
    world = await begun()
    observer = await sat_down(world.bench, world.place, "o", "observer")
    south = world.south

    async def both(path: str) -> None:
        await world.observe("GET", path)
        world.south = observer
        token = WHO.set("observer")
        await world.observe("GET", path)
        WHO.reset(token)
        world.south = south

    await world.ask("m", OpenBallot("Both stop.", BEGINS + 65, package()))
    await does(world)
    await world.wait(10)
    (ballot,) = (await world.ballots()).open
    await both(f"{world.at}/text")
    await world.observe("POST", f"{world.at}/command", encode(Vote(*ballot, yes=False)))
    await does(world)
    await world.end_step()
    await world.wait(70)
    await world.end_step()
    for path in pages_for(world):
        await both(path)
    assert (await world.ballots()).ended == [False]
    return await world.end()


def compared(tmp_path, number: str) -> None:
    async def inside() -> None:
        async with worlds_inside(tmp_path) as begun:
            one, other = [await noticed(begun, does) for does in PAIRS[number]]
            assert len(one) > 50
            assert one == other

    asyncio.run(inside())


THEIRS = {
    "north-1": "north-9",
    "north.north.a1": "north.north.a9",
    "north.north.1": "north.north.9",
    "note-1": "note-9",
    "ballot-1": "ballot-9",
}
"""Ids of what North has, and of what nobody has."""
ASKED = ("room?reply={0}", "text?clause={0}", "text?suggestion={0}", "evidence?claim={0}", "evidence/claim?claim={0}", "table?line={0}", "{0}", "evidence/{0}")  # fmt: skip


def test_02_an_id_of_anothers_is_as_good_as_none(tmp_path):
    """In addresses and in commands: what there is of North answers South and an observer as what there is not."""

    def commands(name: str) -> list[Any]:
        return [
            Allow(name, ("joint",)), Withdraw(name), Stand(name, 1, "cannot"), Dispute(name, "south", disputed=True),
            Note("mine", name), Adopt((name,)), Confirm(name), Share(name, "joint"), Relay(name, "joint"),
        ]  # fmt: skip

    async def inside() -> None:
        async with worlds_inside(tmp_path) as begun:
            world = await begun()
            await asks(*ACTS, ("n", Note("ours")), ("n", Suggest("north", Content(words="Ours."))))(world)
            await world.north.post(f"{world.at}/evidence/bring", data={**NO, "title": "Ours", "words": "Ours."})
            observer = await sat_down(world.bench, world.place, "o", "observer")
            for theirs, nobodys in THEIRS.items():
                for browser in (world.south, observer):
                    await world.wait(60)  # so that nobody has asked too often
                    for path in ASKED:
                        one, other = [
                            await browser.get(f"{world.at}/{path.format(name)}") for name in (theirs, nobodys)
                        ]
                        assert one.status_code == other.status_code != 429, path
                        assert one.content.replace(theirs.encode(), b"") == other.content.replace(nobodys.encode(), b"")
                    for one, other in zip(commands(theirs), commands(nobodys), strict=True):
                        answers = [
                            await browser.post(f"{world.at}/command", content=encode(each)) for each in (one, other)
                        ]
                        assert len({(answer.status_code, answer.content) for answer in answers}) == 1, one

    asyncio.run(inside())


def test_16_22_what_is_said_and_wanted(tmp_path):
    compared(tmp_path, "test_16")


def test_17_22_how_much_is_said(tmp_path):
    compared(tmp_path, "test_17")


def test_18_22_how_often_something_is_done(tmp_path):
    compared(tmp_path, "test_18")


def test_19_22_whether_somebody_is_there(tmp_path):
    compared(tmp_path, "test_19")


def test_20_22_whether_somebody_has_voted(tmp_path):
    compared(tmp_path, "test_20")


def test_21_22_how_somebody_has_voted_where_one_refuses(tmp_path):
    compared(tmp_path, "test_21")


def test_23_22_in_which_order_things_are_done(tmp_path):
    compared(tmp_path, "test_23")


def test_24_22_how_much_is_uploaded(tmp_path):
    compared(tmp_path, "test_24")


def test_25_22_how_often_a_connection_breaks(tmp_path):
    compared(tmp_path, "test_25")


def test_26_22_in_which_language_somebody_reads(tmp_path):
    compared(tmp_path, "test_26")


def test_27_22_how_many_packages_somebody_compares(tmp_path):
    compared(tmp_path, "test_27")


@pytest.mark.parametrize("number", ["test_16"])
def test_something_that_shows_is_noticed(number, tmp_path):
    """The same comparison of worlds in which North speaks at the joint table."""

    async def inside() -> None:
        async with worlds_inside(tmp_path) as begun:
            one = await noticed(begun, PAIRS[number][0])
            assert one != await noticed(begun, asks(("n", Write("joint", "Good morning."))))

    asyncio.run(inside())

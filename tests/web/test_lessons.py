"""Classes at work: groups are kept as their class says, whoever comes, goes, or is late."""

from __future__ import annotations

import asyncio
from pathlib import Path

from small_class import TESS, Classroom, classroom, in_class, offer, reply, settled
from small_workbench import Bench, benched

from mediant.web.erasing import erase_case
from mediant.web.hub import Place
from mediant.web.lessons import Class
from mediant.workbench.course import SetState


@in_class()
async def test_students_agree_and_see_what_the_teacher_releases(room: Classroom):
    (noor, first), (sami, second), (_, third) = [await room.student(name) for name in ("Noor", "Sami", "Lou")]
    assert first == second != third
    await offer(noor, first, "2", "2")
    await reply(sami, first)
    await settled(room.lessons)
    assert (await room.lesson()).over.keys() == {1}
    assert "Agreed" in (await room.tess.get(f"{room.at}?show=agreed")).text
    await room.do("end", sure="yes")
    assert (await room.tess.get(room.at)).status_code == 200
    assert (await noor.get(f"{first}/debrief")).status_code == 404
    parts = ["rate", "deals", "frontier", "solutions", "times"]
    await room.do("release", part=parts, questions="What was left?")
    page = await noor.get(f"{first}/debrief")
    assert "What was left?" in page.text
    assert "Sami" not in page.text


@in_class(absent="1")
async def test_a_dropout_is_marked_replaced_and_comes_back(room: Classroom):
    (noor, at), (sami, _) = await room.student("Noor"), await room.student("Sami")
    room.bench.clock.at += 61
    streams = room.bench.app.state.office.streams
    viewer = f"{Place.named(at.removeprefix('/c/')).case}-/north-1/room/en"
    stream = streams.open(viewer, "session")
    await room.lessons.look(room.bench.clock())
    await settled(room.lessons)
    lesson = await room.lesson()
    assert [one.missing for one in lesson.students.values()] == [False, True]
    assert "missing" in (await room.tess.get(f"{room.at}?show=missing")).text
    await room.do("replace", seat="1:south")
    group = Place.named(lesson.places[1])
    assert await room.bench.hub.person(group, "south-automated") is not None
    page = await noor.get(f"{at}/room")
    assert page.status_code == 200
    assert (await sami.get(f"{at}/room")).status_code == 200, "the seat is still theirs"
    streams.open(viewer.replace("north", "south"), "other")
    await room.lessons.look(room.bench.clock())
    await settled(room.lessons)
    assert await room.bench.hub.person(group, "south-automated") is None
    stream.dropped.set()


@in_class(minutes="10", absent="1000")
async def test_when_the_time_is_up_the_group_is_closed_and_a_pause_stops_it(room: Classroom):
    (noor, at), _ = await room.student("Noor"), await room.student("Sami")
    assert "Time left" in (await noor.get(f"{at}/room")).text
    await room.do("halt", on="yes", words="Coffee")
    assert "Coffee" in (await noor.get(f"{at}/room")).text
    room.bench.clock.at += 3600
    await room.lessons.look(room.bench.clock())
    await settled(room.lessons)
    assert (await room.lesson()).over == {}
    await room.do("halt", on="no")
    room.bench.clock.at += 601
    await room.lessons.look(room.bench.clock())
    await settled(room.lessons)
    assert (await room.lesson()).over == {1: 601.0}
    assert "without agreement" in (await noor.get(f"{at}/room")).text


@in_class()
async def test_words_of_the_teacher_reach_all_or_one(room: Classroom):
    (noor, first), _, (lou, third) = [await room.student(name) for name in ("Noor", "Sami", "Lou")]
    await room.do("tell", words="To everyone")
    await room.do("tell", words="To you alone", group="2")
    one, other = (await noor.get(f"{first}/table")).text, (await lou.get(f"{third}/table")).text
    assert "To everyone" in one
    assert "To everyone" in other
    assert "To you alone" not in one
    assert "To you alone" in other


def test_after_a_restart_groups_are_brought_in_line(tmp_path: Path):
    async def first() -> tuple[str, Place]:
        async with benched(tmp_path) as bench:
            room = await classroom(bench)
            _, at = await room.student("Noor")
            place = Place.named(at.removeprefix("/c/"))
            clerk = await bench.hub.person(place, "class")
            await bench.hub.ask(place, clerk, SetState("paused"))  # as if the server had died while it was
            return at, room.place

    async def then(at: str, klass: Place) -> None:
        async with benched(tmp_path) as bench:
            assert klass in bench.app.state.lessons
            place = Place.named(at.removeprefix("/c/"))
            clerk = await bench.hub.person(place, "class")
            assert (await bench.hub.table(place, clerk)).course.state == "open"

    asyncio.run(then(*asyncio.run(first())))


@in_class(mediator="student", talks="separate")
async def test_a_student_mediates(room: Classroom):
    joined = [await room.student(name) for name in ("Noor", "Sami", "Mo")]
    assert len({at for _, at in joined}) == 1
    mo, at = joined[2]
    console = await room.tess.get(room.at)
    assert (console.status_code, "Mo" in console.text) == (200, True)  # though the case names no mediator
    control = (await mo.get(f"{at}/control")).text
    assert "control/phase" in control
    assert not any(f"control/{form}" in control for form in ("seat", "invite", "unseat", "state"))
    assert (await mo.get(f"{at}/space")).status_code == 200
    assert "erase" not in (await mo.get(f"{at}/records")).text  # what becomes of the whole is the teacher's
    assert (await mo.get(f"{at}/archive")).status_code == 404
    refused = await mo.post(f"{at}/command", content=b'{"type":"erase","party":"north"}')
    assert (refused.status_code, refused.text) == (422, "co-mediators may not do this; ask the mediator")


@in_class(mediator="automated", talks="separate")
async def test_an_automated_mediator_asks_in_confidence(room: Classroom):
    (noor, at), (sami, _) = await room.student("Noor"), await room.student("Sami")
    for browser in (noor, sami):
        for _ in range(100):
            if "asks you, in confidence" in (await browser.get(f"{at}/room")).text:
                break
            await asyncio.sleep(0.1)
        assert (await browser.post(f"{at}/room/answer", data={"unknown": "1"})).status_code == 303


async def erase(bench: Bench, place: str) -> None:
    await erase_case(bench.hub, bench.app.state.office, place)


def test_a_group_that_was_erased_leaves_the_rest_of_its_class_and_of_the_server(tmp_path: Path):
    async def first() -> tuple[Place, str]:
        async with benched(tmp_path) as bench:
            room = await classroom(bench)
            (_, gone), _, (_, left) = [await room.student(name) for name in ("Noor", "Sami", "Lou")]
            await erase(bench, gone.removeprefix("/c/"))
            await room.lessons.look(bench.clock())
            assert (await room.tess.get(f"{room.at}?group=1")).status_code == 200
            await room.do("tell", words="To everyone")
            return room.place, left

    async def then(place: Place, left: str) -> None:
        async with benched(tmp_path) as bench:
            assert place in bench.app.state.lessons
            assert len(await bench.app.state.lessons.rows(place, bench.clock())) == 2
            group = Place.named(left.removeprefix("/c/"))
            clerk = await bench.hub.person(group, "class")
            assert "To everyone" in [line.words for line in (await bench.hub.table(group, clerk)).talk.lines]

    asyncio.run(then(*asyncio.run(first())))


@in_class(minutes="1")
async def test_a_class_that_was_erased_does_not_stop_the_clock_of_others(room: Classroom):
    other = await classroom(room.bench, minutes="1")
    for name in ("Noor", "Sami"):
        await other.student(name)
    await erase(room.bench, room.place.case)
    assert room.place not in room.lessons
    room.bench.clock.at += 61
    await room.lessons.look(room.bench.clock())
    await settled(room.lessons)
    assert (await other.lesson()).over == {1: 61.0}


@in_class(minutes="1")
async def test_what_goes_wrong_in_one_class_stops_no_other(room: Classroom):
    other = await classroom(room.bench, minutes="1")
    for name in ("Noor", "Sami"):
        await other.student(name)
    await room.bench.hub.erase(room.place.case)
    room.lessons._classes = {room.place: Class(room.place, TESS), **room.lessons._classes}
    room.bench.clock.at += 61
    await room.lessons.look(room.bench.clock())
    await settled(room.lessons)
    assert (await other.lesson()).over == {1: 61.0}

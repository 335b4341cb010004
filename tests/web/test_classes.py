"""Teachers make classes, and nobody reaches a class or a group that is not theirs."""

from __future__ import annotations

import pytest
from small_class import TOML, Classroom, classroom, in_class, offer, reply, settled
from web.test_importing import signed_in

from mediant.errors import Refused
from mediant.web.classes import terms_in


def form(**said: str) -> dict[str, tuple[str, ...]]:
    return {name.replace("_", "-"): (value,) for name, value in said.items()}


def test_a_form_says_how_a_class_runs():
    terms = terms_in(form(title="", groups="3", minutes="20", absent="2", codes="abcdef\r\n\r\nghijkl"), "Harbour")
    assert (terms.title, terms.groups, terms.minutes, terms.absent_after, len(terms.codes)) == (
        "Harbour",
        3,
        20,
        120,
        2,
    )


@pytest.mark.parametrize(
    "said",
    [
        {"groups": "many"},
        {"groups": "501"},
        {"minutes": "-1"},
        {"mediator": "me"},
        {"codes": "abc"},
        {"title": "x" * 101},
    ],
)
def test_a_form_that_says_something_else_is_refused(said):
    with pytest.raises(Refused):
        terms_in(form(**said), "Harbour")


@in_class()
async def test_a_case_that_cannot_be_played_is_said_to_be_so(room: Classroom):
    answer = await room.tess.post("/classes/new", data={"case": "nonsense", "title": "Mine"})
    assert answer.status_code == 422
    assert "nonsense" in answer.text
    assert (await room.tess.get("/classes/new")).status_code == 200
    assert "Negotiation" in (await room.tess.get("/")).text


@in_class()
async def test_09_a_teacher_has_own_classes_and_a_student_the_own_group(room: Classroom):
    (noor, first), _, (lou, third) = [await room.student(name) for name in ("Noor", "Sami", "Lou")]
    office, stranger = room.bench.app.state.office, await room.bench.browser()
    nothing = (await stranger.get("/nothing")).content
    account = await office.accounts.make("Tom", ("teacher",))
    tom = await room.bench.browser()
    tom.cookies.set("__Host-mediant", await office.sessions.open("", account), domain="localhost.local", path="/")
    for client, path in (
        (tom, room.at), (tom, f"{room.at}/groups.csv"), (tom, f"{room.at}/groups"), (tom, f"{first}/table"),
        (noor, room.at), (noor, f"{room.at}/codebook.csv"), (noor, f"{third}/table"), (noor, f"{third}/debrief"),
        (noor, f"{first}/class"), (noor, f"{first}/class/groups.csv"), (noor, "/classes/new"), (lou, f"{first}/room"),
        (stranger, room.at), (stranger, "/classes/new"), (room.tess, f"{first}/table"), (room.tess, f"{room.at}/other.csv"),
    ):  # fmt: skip
        answer = await client.get(path)
        assert (answer.status_code, answer.content) == (404, nothing), path
    for client, path in (
        (tom, f"{room.at}/end"),
        (noor, f"{room.at}/link"),
        (noor, f"{first}/class/end"),
        (tom, f"{room.at}/link"),
    ):
        answer = await client.post(path, data={"sure": "yes"})
        assert (answer.status_code, answer.content) == (404, nothing), path


@in_class()
async def test_the_teacher_sees_no_confidence(room: Classroom):
    (noor, at), _ = await room.student("Noor"), await room.student("Sami")
    await noor.post(f"{at}/room/write", data={"words": "between us"})
    await noor.post(f"{at}/table/write?room=joint", data={"room": "joint", "words": "good morning"})
    page = (await room.tess.get(f"{room.at}?group=1")).text
    assert "good morning" in page
    assert "between us" not in page


@in_class(**{"teacher-sees": "yes"})
async def test_the_teacher_sees_it_where_students_were_told(room: Classroom):
    (noor, at), _ = await room.student("Noor"), await room.student("Sami")
    await noor.post(f"{at}/room/write", data={"words": "between us"})
    assert "between us" in (await room.tess.get(f"{room.at}?group=1")).text


@in_class()
async def test_tables_are_the_same_whenever_they_are_made(room: Classroom):
    (noor, at), (sami, _) = await room.student("=cmd()"), await room.student("Sami")
    await offer(noor, at)
    await reply(sami, at)
    await settled(room.lessons)
    await room.do("end", sure="yes")
    paths = [f"{room.at}/{name}" for name in ("groups.csv", "students.csv", "students.csv?names=yes", "codebook.csv")]
    before = [(await room.tess.get(path)).text for path in paths]
    room.bench.clock.at += 3600
    assert [(await room.tess.get(path)).text for path in paths] == before
    assert "Sami" not in before[1]
    assert "'=cmd()" in before[2]


@in_class()
async def test_a_console_of_many_groups_stays_small(room: Classroom):
    small = len((await room.tess.get(room.at)).content)
    lesson = await room.lesson()
    assert lesson.students == {}
    for number in range(120):
        await room.student(f"Student {number}")
    page = await room.tess.get(room.at)
    assert page.text.count("Group ") < 120
    assert len(page.content) < small + 60_000
    last = (await room.tess.get(f"{room.at}?page=3")).text
    assert "Student 119" in last
    assert "Student 0<" not in last
    assert TOML


@in_class()
async def test_09_a_teacher_does_not_say_which_mediation_is_that_of_a_group(room: Classroom):
    """Else a second class, in which the teacher sees everything, would open the groups of the first, or of others."""
    noor, at = await room.student("Noor")
    await noor.post(f"{at}/command", content=b'{"type":"write","room":"north","words":"between us"}')
    other = await classroom(room.bench, **{"teacher-sees": "yes"})
    enrol = {"type": "class-enrol", "name": "Nobody", "code": "0" * 64}
    found = {"type": "class-found", "group": 1, "place": at.removeprefix("/c/")}
    for command in (enrol, found):
        answer = await other.tess.post(f"/c/{other.place}/command", json=command)
        assert (answer.status_code, "the server alone" in answer.text) == (422, True)
    page = await other.tess.get(f"{other.at}?group=1")
    assert page.status_code == 200
    assert "between us" not in page.text
    assert (await other.lesson()).students == {}


@in_class()
async def test_09_who_is_no_teacher_makes_no_class(room: Classroom):
    mediator, _ = await signed_in(room.bench, "mediator", "administrator")
    for answer in (
        await mediator.get("/classes/new"),
        await mediator.post("/classes/new", data={"case": TOML, "title": "Mine"}),
    ):
        assert answer.status_code == 404
    assert len(room.lessons._classes) == 1


@in_class()
async def test_58_what_a_teacher_says_is_not_too_long_for_the_log(room: Classroom):
    for form in ("tell", "halt"):
        answer = await room.tess.post(f"{room.at}/{form}", data={"on": "yes", "words": "x" * 5001})
        assert (answer.status_code, "too long" in answer.text) == (422, True)

"""Teachers make classes, and nobody reaches a class or a group that is not theirs."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from languages import foreign_text
from small_class import TOML, Classroom, classroom, in_class, offer, reply, settled
from web.test_importing import signed_in
from wrong_cases import GROUND

from mediant.errors import Refused
from mediant.web.classes import terms_in
from mediant.web.hub import Place
from mediant.workbench.clerk import group_case


def form(**said: str) -> dict[str, tuple[str, ...]]:
    return {name.replace("_", "-"): (value,) for name, value in said.items()}


def test_a_form_says_how_a_class_runs():
    terms = terms_in(form(title="", groups="3", minutes="20", absent="2", codes="abcdefgh\r\n\r\nijklmnop"), "Harbour")
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
        {"codes": "abcdefg"},
        {"seats": "best"},
        {"consent": "x" * 5001},
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
    assert '<li><a href="#case">not TOML: ' in answer.text
    assert (await room.tess.get("/classes/new")).status_code == 200
    assert "Negotiation" in (await room.tess.get("/")).text


@in_class()
async def test_a_case_that_contradicts_itself_is_said_to_do_so_in_the_language_of_the_page(room: Classroom):
    case = GROUND + '[[preferences.north.accepts]]\ntruce = "none"\nfee = 95'
    answer = await room.tess.post("/classes/new", data={"case": case}, headers={"accept-language": "es"})
    told = answer.text.partition('<div class="errors"')[2].partition("</div>")[0]
    assert "no pueden cumplirse todas: <bdi>accepts.1 (none, 95)</bdi> y <bdi>never.1</bdi>" in told
    assert foreign_text(f"<div{told}</div>", "es") == []


@in_class()
async def test_a_mediator_that_the_case_does_not_name_has_a_name_in_the_language_of_the_teacher(room: Classroom):
    sent = {"case": TOML, "title": "Mine", "mediator": "automated"}
    made = await room.tess.post("/classes/new", data=sent, headers={"accept-language": "fr"})
    assert made.status_code == 303
    lesson = await room.lessons.lesson(Place(made.headers["location"].split("/")[2]))
    assert [one["name"] for one in lesson.case["mediator"]] == ["Médiation"]
    assert [one["name"] for one in group_case(lesson)["mediator"]] == ["Mine", "Médiation"]


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


@in_class(seats="random", consent="For a study.", codes="abcdefgh\nijklmnop\nqrstuvwx")
async def test_all_of_a_class_in_one_file(room: Classroom):
    for name, code in (("Noor", "abcdefgh"), ("Sami", "ijklmnop")):
        assert (await room.join(await room.bench.browser(), name, code, agreed="yes")).status_code == 200

    async def taken(query: str = "") -> dict[str, bytes]:
        answer = await room.tess.get(f"{room.at}/class.zip{query}")
        assert answer.headers["content-type"] == "application/zip"
        with ZipFile(BytesIO(answer.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    files = await taken()
    assert set(files) == {"groups.csv", "students.csv", "codebook.csv", "class.json"}
    about = json.loads(files["class.json"])
    assert (about["consent"], about["seats"], about["codes"]) == ("For a study.", "random", 3)
    assert about["seed"] == (await room.lesson()).terms.seed > 0
    assert str(about["seed"]).encode() in files["codebook.csv"]
    await room.do("end", sure="yes")
    closed = await taken("?names=yes")
    assert json.loads(closed["debrief.json"])["groups"] == 1
    assert [line.split(b",")[-1] for line in closed["students.csv"].split()[1:]] == [b"Noor", b"Sami"]
    assert b"Noor" not in b"".join((await taken()).values())
    for name in ("groups", "codebook"):
        assert closed[f"{name}.csv"] == (await room.tess.get(f"{room.at}/{name}.csv")).content
    assert await taken("?names=yes") == closed


@in_class()
async def test_a_class_is_erased_with_all_its_groups_and_their_keys(room: Classroom):
    people = [await room.student(name) for name in ("Noor", "Sami", "Lou")]
    office, state = room.bench.app.state.office, room.bench.app.state
    places = [room.place.case, *dict.fromkeys(at.removeprefix("/c/") for _, at in people)]
    assert len(places) == 3
    wrong = await room.tess.post(f"{room.at}/erase", data={"name": "Negotiating"})
    assert wrong.status_code == 422
    assert set(places) <= set(state.store.cases())
    assert (await room.tess.post(f"{room.at}/erase", data={"name": " Negotiation"})).status_code == 303
    assert not set(places) & set(state.store.cases())
    assert [held.key for place in places for held in state.keys.of_case(place) if held.key is not None] == []
    for client, path in ((room.tess, room.at), (people[0][0], f"{people[0][1]}/room"), (people[2][0], room.link)):
        assert (await client.get(path)).status_code == 404
    assert list(office.invites.open_for(str(room.place))) == []
    assert "Negotiation" not in (await room.tess.get("/")).text


@in_class()
async def test_what_was_left_of_an_erased_class_can_be_erased_after_a_restart(room: Classroom):
    """The server stopped between two groups: the class is still there, stands without the group, and goes as a whole."""
    people = [await room.student(name) for name in ("Noor", "Sami", "Lou")]
    await room.bench.app.state.hub.erase(people[0][1].removeprefix("/c/"))
    await room.lessons.wake(room.bench.clock())
    assert (await room.tess.get(room.at)).status_code == 200
    assert (await room.tess.post(f"{room.at}/erase", data={"name": "Negotiation"})).status_code == 303
    assert room.place.case not in room.bench.app.state.store.cases()


@in_class()
async def test_58_what_a_teacher_says_is_not_too_long_for_the_log(room: Classroom):
    for form in ("tell", "halt"):
        answer = await room.tess.post(f"{room.at}/{form}", data={"on": "yes", "words": "x" * 5001})
        assert (answer.status_code, "too long" in answer.text) == (422, True)

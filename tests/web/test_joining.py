"""Students join by one link, with a name or a code, and come back to their own seat."""

from __future__ import annotations

import re

from small_class import Classroom, in_class, offer, reply, settled


@in_class()
async def test_69_looking_at_the_link_seats_nobody(room: Classroom):
    for _ in range(3):
        assert (await (await room.bench.browser()).get(room.link)).status_code == 200
    assert (await room.lesson()).students == {}


@in_class()
async def test_a_form_that_is_sent_twice_gives_one_seat(room: Classroom):
    browser = await room.bench.browser()
    fresh = re.search(r'name="fresh" value="([^"]+)"', (await browser.get(room.link)).text)[1]
    other = await room.bench.browser()
    for one in (browser, other):  # the second without the cookie that the first was given
        assert (await one.post(room.link, data={"name": "Ann", "code": "", "fresh": fresh})).status_code == 200
    assert len((await room.lesson()).students) == 1


@in_class()
async def test_who_has_a_seat_in_this_browser_goes_there(room: Classroom):
    browser, at = await room.student("Ann")
    again = await browser.get(room.link)
    assert (again.status_code, again.headers["location"]) == (303, f"{at}/")


@in_class()
async def test_on_another_device_the_code_leads_back(room: Classroom):
    browser, other = await room.bench.browser(), await room.bench.browser()
    page = (await room.join(browser, "Ann")).text
    code = re.search(r'value="([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})"', page)[1]
    assert (await room.join(other, "", code.lower())).status_code == 200
    assert len((await room.lesson()).students) == 1
    assert (await room.join(await room.bench.browser(), "Eve", "AAAA-BBBB-CCCC")).status_code == 422


@in_class(codes="first-01\nsecond-2")
async def test_only_codes_that_were_given_out_let_somebody_in(room: Classroom):
    for name, code, status in (
        ("Ann", "", 422),
        ("Ann", "third-3", 422),
        ("Ann", "FIRST-01", 200),
        ("Bob", "second-2", 200),
    ):
        assert (await room.join(await room.bench.browser(), name, code)).status_code == status
    assert [one.name for one in (await room.lesson()).students.values()] == ["Ann", "Bob"]


@in_class()
async def test_70_a_link_that_was_revoked_or_replaced_lets_nobody_in(room: Classroom):
    await room.student("Ann")
    nothing = (await (await room.bench.browser()).get("/nothing")).content
    await room.tess.post(f"{room.at}/unlink")
    answer = await (await room.bench.browser()).post(room.link, data={"name": "Bob", "code": "", "fresh": "x" * 14})
    assert (answer.status_code, answer.content) == (404, nothing)
    assert (await (await room.bench.browser()).post(room.link.replace("/class/", "/i/"))).content == nothing


@in_class(**{"teacher-sees": "yes"})
async def test_students_are_told_before_they_join_what_the_teacher_sees(room: Classroom):
    page = (await (await room.bench.browser()).get(room.link)).text
    assert "Your teacher sees everything" in page


@in_class()
async def test_a_nameless_student_is_asked_again(room: Classroom):
    assert (await room.join(await room.bench.browser(), "  ")).status_code == 422
    assert (await room.join(await room.bench.browser(), "<b>x</b>")).status_code == 200
    assert "&lt;b&gt;x&lt;/b&gt;" in (await room.tess.get(room.at)).text


@in_class(codes="first-1\nsecond-2")
async def test_70_a_code_that_was_given_out_is_guessed_in_no_other_field(room: Classroom):
    await room.join(await room.bench.browser(), "Ann", "first-1")
    eve = await room.bench.browser()
    for fresh in ("first-1", "second-2", "third-3"):
        assert (await eve.post(room.link, data={"name": "Eve", "code": "", "fresh": fresh})).status_code == 422
    for _ in range(40):
        last = await eve.post(room.link, data={"name": "", "code": "", "fresh": "first-1"})
    assert last.status_code == 429  # each was counted
    assert [one.name for one in (await room.lesson()).students.values()] == ["Ann"]


@in_class()
async def test_a_code_of_chance_has_the_form_that_was_offered(room: Classroom):
    eve = await room.bench.browser()
    for fresh in ("", "1", "AAAA-AAAA", "x" * 14):
        assert (await eve.post(room.link, data={"name": "Eve", "code": "", "fresh": fresh})).status_code == 422


CONSENT = "Your answers are used for a study of <negotiation>."


@in_class(consent=CONSENT)
async def test_nobody_joins_without_agreeing_to_what_the_class_asks(room: Classroom):
    browser = await room.bench.browser()
    page = (await browser.get(room.link)).text
    assert "study of &lt;negotiation&gt;" in page
    assert (await room.join(browser, "Ann")).status_code == 422
    assert (await room.lesson()).students == {}
    joined = await room.join(browser, "Ann", agreed="yes")
    assert joined.status_code == 200
    ann = (await room.lesson()).students["s1"]
    assert (ann.agreed, ann.at) == (True, room.bench.clock())
    at = re.search(r'href="(/c/\w+)/data"', joined.text)[1]
    data = (await browser.get(f"{at}/data")).text
    assert "study of &lt;negotiation&gt;" in data
    assert "You agreed to this when you joined" in data
    code = re.search(r'value="([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})"', joined.text)[1]
    assert (await room.join(await room.bench.browser(), "", code)).status_code == 200  # has agreed before


@in_class()
async def test_who_withdraws_is_left_out_of_whatever_is_taken_away(room: Classroom):
    seats = [await room.student(name) for name in ("Ann", "Bob", "Cem", "Dia")]
    for (one, at), (other, _) in (seats[:2], seats[2:]):
        await offer(one, at)
        await reply(other, at)
    await settled(room.lessons)
    ann, at = seats[0]
    assert "This class did not ask" in (await ann.get(f"{at}/data")).text
    assert f'href="{at}/data"' in (await ann.get(f"{at}/room")).text
    assert (await ann.post(f"{at}/data", data={"sure": "no"})).status_code == 303
    assert (await room.lesson()).students["s1"].withdrew is None  # it must be meant
    assert (await ann.post(f"{at}/data", data={"sure": "yes"})).status_code == 303
    assert (await ann.post(f"{at}/data", data={"sure": "yes"})).status_code == 303
    assert "You withdrew at" in (await ann.get(f"{at}/data")).text
    await room.do("end", sure="yes")
    groups, students = [
        (await room.tess.get(f"{room.at}/{name}")).text for name in ("groups.csv", "students.csv?names=yes")
    ]
    assert [line[:2] for line in groups.splitlines()[1:]] == ["2,"]
    assert [line.rpartition(",")[2] for line in students.splitlines()[1:]] == ["Bob", "Cem", "Dia"]
    console = (await room.tess.get(room.at)).text
    assert "1 of 1 groups" in console
    assert "1 student has withdrawn" in console
    assert (await room.tess.get(f"{at}/data")).status_code == 404  # nobody else can do it

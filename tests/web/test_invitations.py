"""Links for seats: made by mediators, shown once, and only the last one works."""

from __future__ import annotations

import re

from small_class import Classroom, in_class
from small_workbench import Bench, at_the_bench

from mediant.workbench.people import Person, Seat


def link_in(page: str) -> str:
    return re.search(r'value="http://localhost:8000(/i/[\w-]+)"', page)[1]


@at_the_bench
async def test_a_mediator_makes_a_link_and_somebody_takes_the_seat(bench: Bench):
    mo, noor = await bench.browser("m"), await bench.browser()
    page = (await mo.post(f"{bench.at}/control/invite", data={"seat": "n"})).text
    assert "<svg" in page
    assert link_in(page) not in (await mo.get(f"{bench.at}/control")).text
    assert (await noor.post(link_in(page))).status_code == 303
    assert (await noor.get(f"{bench.at}/table")).status_code == 200


@at_the_bench
async def test_a_new_link_ends_the_old_one(bench: Bench):
    mo, noor = await bench.browser("m"), await bench.browser()
    old, new = [link_in((await mo.post(f"{bench.at}/control/invite", data={"seat": "n"})).text) for _ in range(2)]
    other = link_in((await mo.post(f"{bench.at}/control/invite", data={"seat": "s"})).text)
    assert (await noor.post(old)).status_code == 404
    assert (await noor.post(new)).status_code == 303
    assert (await (await bench.browser()).post(other)).status_code == 303


@at_the_bench
async def test_nobody_else_invites(bench: Bench):
    mo = await bench.browser("m")
    for seat in ("n", "o"):
        client = await bench.browser(seat)
        assert (await client.post(f"{bench.at}/control/invite", data={"seat": "s"})).status_code == 404
    assert (await mo.post(f"{bench.at}/control/invite", data={"seat": "nobody"})).status_code == 404


@at_the_bench
async def test_a_new_seat_brings_its_link_at_once(bench: Bench):
    mo, nora = await bench.browser("m"), await bench.browser()
    form = {"name": "Nora", "role": "adviser", "side": "north"}
    page = (await mo.post(f"{bench.at}/control/seat", data=form)).text
    assert "A link for <bdi>Nora</bdi>" in page
    assert (await nora.post(link_in(page))).status_code == 303
    assert (await nora.get(f"{bench.at}/room")).status_code == 200
    wrong = await mo.post(f"{bench.at}/control/seat", data={**form, "name": ""})
    assert wrong.status_code == 422
    assert "/i/" not in wrong.text


@at_the_bench
async def test_nobody_else_gives_seats_and_an_automaton_needs_no_link(bench: Bench):
    mo = await bench.browser("m")
    form = {"name": "A", "role": "agent", "side": "north", "strategy": "boulware"}
    for seat in ("n", "o"):
        client = await bench.browser(seat)
        assert (await client.post(f"{bench.at}/control/seat", data=form)).status_code == 404
    assert (await mo.post(f"{bench.at}/control/seat", data=form)).status_code == 303
    assert not bench.app.state.office.invites.open_for(str(bench.place))


@at_the_bench
async def test_the_page_with_the_link_can_be_had_in_another_language(bench: Bench):
    mo = await bench.browser("m")
    page = (await mo.post(f"{bench.at}/control/invite", data={"seat": "n"})).text
    back = re.search(r'name="back" value="([^"]+)"', page)[1]
    assert (await mo.get(back)).status_code == 200


@at_the_bench
async def test_06_a_co_mediator_makes_no_link_for_the_seat_of_who_leads(bench: Bench):
    await bench.ask("m", Seat(Person(id="m2", role="co-mediator", name="Mia", side="host")))
    mia = await bench.browser("m2")
    assert (await mia.post(f"{bench.at}/control/invite", data={"seat": "m"})).status_code == 404
    assert (await mia.post(f"{bench.at}/control/invite", data={"seat": "n"})).status_code == 200


@in_class(mediator="student")
async def test_09_a_student_who_mediates_makes_no_link_for_anybodys_seat(room: Classroom):
    _, _, (mo, at) = [await room.student(name) for name in ("Noor", "Sami", "Mo")]
    for seat in ("class", "teacher", "north-1", "mediator-1"):
        assert (await mo.post(f"{at}/control/invite", data={"seat": seat})).status_code == 404
    form = {"name": "A", "role": "adviser", "side": "north"}
    answer = await mo.post(f"{at}/control/seat", data=form)
    assert (answer.status_code, "/i/" in answer.text) == (422, False)
    assert not room.bench.app.state.office.invites.open_for(at.removeprefix("/c/"))

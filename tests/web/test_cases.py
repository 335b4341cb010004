"""An account begins mediations and comes back to them."""

from __future__ import annotations

import asyncio

import httpx
from languages import foreign_text
from sitting import HARBOUR
from small_workbench import Bench, benched
from wrong_cases import GROUND

from mediant.model.formats.mediant_case import render
from mediant.web.cases import SEAT, mediated
from mediant.web.hub import Place
from mediant.workbench.clerk import MEDIATOR

GOOD = "a long enough password"


async def signed_in(bench: Bench, name: str = "Mo", roles: str = "mediator") -> httpx.AsyncClient:
    token = await bench.app.state.office.invites.make("", roles)
    client = await bench.browser()
    assert (await client.post(f"/join/{token}", data={"name": name, "password": GOOD})).status_code == 303
    return client


def at_an_empty_bench(test):
    def run(tmp_path):
        async def inside() -> None:
            async with benched(tmp_path) as bench:
                bench.app.state.examples = {"harbour": HARBOUR}
                await test(bench)

        asyncio.run(inside())

    return run


@at_an_empty_bench
async def test_a_mediation_of_an_example(bench):
    mo = await signed_in(bench)
    assert "Harbour dispute" in (await mo.get("/")).text
    answer = await mo.post("/begin", data={"example": "harbour"})
    assert answer.status_code == 303
    page = await mo.get(answer.headers["location"], follow_redirects=True)
    assert page.status_code == 200
    assert "Control room" in page.text
    place = answer.headers["location"].split("/")[2]
    again = await bench.browser()
    await again.post("/login", data={"name": "Mo", "password": GOOD})
    assert (await again.get(f"/c/{place}/control")).status_code == 200
    assert (await again.post(f"/c/{place}/leave")).headers["location"] == "/"
    await again.post("/account/leave")
    assert (await again.get(f"/c/{place}/control")).status_code == 404


def test_a_mediator_that_the_case_names_stays():
    named = {"mediator": [{"id": "host", "name": "Host state"}]}
    assert mediated(named, "fr") == named
    assert mediated({}, "ar")["mediator"][0]["name"] == "وسيط"
    assert mediated({}, "en")["mediator"] == [MEDIATOR]


@at_an_empty_bench
async def test_a_mediator_that_the_case_does_not_name_has_a_name_in_the_language_of_who_begins(bench):
    mo = await signed_in(bench)
    typed = {"title": "1", "parties": "2\n3", "issues": "4: 5, 6"}
    place = (await mo.post("/begin", data=typed, headers={"accept-language": "fr"})).headers["location"].split("/")[2]
    table = await bench.hub.table(Place(place), await bench.hub.person(Place(place), SEAT))
    assert [one.name for one in table.case.mediators] == ["Médiation"]


@at_an_empty_bench
async def test_automated_negotiators_take_the_seats(bench):
    mo = await signed_in(bench)
    place = Place(
        (await mo.post("/begin", data={"example": "harbour", "automated": "yes"})).headers["location"].split("/")[2]
    )
    people = await bench.hub.people(place)
    assert [(person.id, person.role) for person in people] == [
        ("mediator-1", "mediator"), ("north-1", "agent"), ("south-1", "agent"),
    ]  # fmt: skip


@at_an_empty_bench
async def test_04_what_another_holds_is_nothing(bench):
    mo, ana = await signed_in(bench), await signed_in(bench, "Ana")
    place = (await mo.post("/begin", data={"example": "harbour"})).headers["location"].split("/")[2]
    assert (await ana.get(f"/c/{place}/control")).status_code == 404
    assert place not in (await ana.get("/")).text


@at_an_empty_bench
async def test_a_case_that_was_typed(bench):
    mo = await signed_in(bench)
    typed = render(HARBOUR)
    typed = (
        typed if isinstance(typed, str) else typed["case.toml"].decode() if isinstance(typed, dict) else typed.decode()
    )
    assert (await mo.post("/begin", data={"case": typed})).status_code == 303
    answer = await mo.post("/begin", data={"case": "format = 3 # mine"})
    assert answer.status_code == 422
    assert "# mine</textarea>" in answer.text


@at_an_empty_bench
async def test_all_that_is_wrong_with_a_case_that_was_typed_is_said_in_the_language_of_the_page(bench):
    mo = await signed_in(bench)
    wrong = (
        GROUND.replace('title = "Harbour"', "title = 5").replace("step = 5", "step = 3").replace("truce = 0.6", "x = 1")
    )
    page = (await mo.post("/begin", data={"case": wrong}, headers={"accept-language": "es"})).text
    assert page.count('<li><a href="#case">') == 3
    assert "<bdi>title</bdi>: <bdi>5</bdi>; se esperaba: un texto; escríbalo entre comillas" in page
    assert "pasos de <bdi>3</bdi> desde <bdi>0</bdi> no llegan a <bdi>100</bdi>" in page
    assert "tema desconocido: <bdi>&#39;x&#39;</bdi>" in page
    told = page.partition('<div class="errors"')[2].partition("</div>")[0]
    assert 'lang="en"' not in told
    assert foreign_text(f"<div{told}</div>", "es") == []
    page = (await mo.post("/begin", data={"case": "a = ["}, headers={"accept-language": "ar"})).text
    assert "ليس بصيغة <bdi>TOML</bdi>: قيمة غير صالحة" in page
    told = page.partition('<div class="errors"')[2].partition("</div>")[0]
    assert foreign_text(f"<div{told}</div>", "ar") == []


@at_an_empty_bench
async def test_who_may_not_begin_does_not(bench):
    visitor = await bench.browser()
    assert (await visitor.get("/")).headers["location"] == "/login"
    assert (await visitor.post("/begin", data={"example": "harbour"})).status_code == 404


@at_an_empty_bench
async def test_a_mediation_in_plain_words(bench):
    mo = await signed_in(bench)
    typed = {"title": "Water", "parties": "Upper\nLower", "issues": "Gate: open, shut"}
    wrong = await mo.post("/begin", data={**typed, "issues": "Gate"})
    assert wrong.status_code == 422
    assert "two different options: Gate" in wrong.text
    assert ">Upper\nLower</textarea>" in wrong.text
    page = await mo.post("/begin", data=typed, follow_redirects=True)
    assert "Control room" in page.text


@at_an_empty_bench
async def test_the_first_page_leads_who_only_holds_a_seat_to_it(bench):
    mo, noor = await signed_in(bench), await bench.browser()
    place = (await mo.post("/begin", data={"example": "harbour"})).headers["location"].split("/")[2]
    await mo.post(f"/c/{place}/control/seat", data={"name": "Noor", "role": "principal", "side": "north"})
    token = await bench.app.state.office.invites.make(place, "north-1")
    assert (await noor.get("/")).headers["location"] == "/login"
    await noor.post(f"/i/{token}")
    assert (await noor.get("/")).headers["location"] == f"/c/{place}/"
    await noor.post(f"/c/{place}/leave")
    assert (await noor.get("/")).headers["location"] == "/login"

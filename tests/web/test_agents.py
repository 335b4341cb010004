"""Automated negotiators answer, after a fixed while, also after a restart."""

from __future__ import annotations

import asyncio

from sitting import HARBOUR, HOST
from small_workbench import Bench, at_the_bench, benched, seated

from mediant.web import agents as web_agents
from mediant.web.hub import Place
from mediant.workbench.course import Open, document_from
from mediant.workbench.people import Person, Seat
from mediant.workbench.talk import Say

AGENT = Person(id="south-1", role="agent", name="Automaton", side="south", strategy="linear")
OFFER = Say("joint", {"act": "offer", "outcome": {"truce": "none", "fee": 5}})
ANSWERS = ("Offer", "Accept")
"""Which of them is a matter of what it was drawn to want."""


async def answered(bench: Bench) -> str:
    noor = await bench.hub.person(bench.place, "n")
    while True:
        lines = (await bench.hub.table(bench.place, noor)).talk.lines
        if lines and lines[-1].side == "south":
            return type(lines[-1].entry.act).__name__
        await asyncio.sleep(0.01)


def test_it_answers_after_a_fixed_while(tmp_path, monkeypatch):
    monkeypatch.setattr(web_agents, "THINKS", 0.3)

    async def inside() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("m", Seat(AGENT))
            await asyncio.sleep(0.4)  # it has looked at its seat
            began = asyncio.get_running_loop().time()
            await bench.ask("n", OFFER)
            assert await asyncio.wait_for(answered(bench), 10) in ANSWERS
            assert asyncio.get_running_loop().time() - began >= 0.29

    asyncio.run(inside())


def test_it_answers_what_it_did_not_get_to_before_the_server_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(web_agents, "THINKS", 0.05)

    async def first() -> Place:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("m", Seat(AGENT))
            await bench.ask("n", OFFER)
            return bench.place

    async def again(place: Place) -> None:
        async with benched(tmp_path) as bench:
            bench.place = place
            assert await asyncio.wait_for(answered(bench), 10) in ANSWERS

    asyncio.run(again(asyncio.run(first())))


@at_the_bench
async def test_what_it_plays_differs_by_mediation_and_nobody_chooses_it(bench):
    """Neither by the name of its seat nor by what whoever seats it sends can anybody know what it wants."""
    north = Person(id="north-1", role="agent", name="Automaton", side="north", strategy="linear")
    played = []
    for _ in range(3):
        bench.place = await bench.hub.begin(Open(document_from(HARBOUR)), HOST)
        await bench.ask("m", Seat(north, "00" * 32))
        played.append((await bench.hub.table(bench.place, north)).wants.of("north"))
    assert played[0] != played[1] != played[2] != played[0]

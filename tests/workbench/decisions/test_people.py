"""Seats are given and taken."""

from __future__ import annotations

import pytest
from msgspec import structs
from sitting import opened

from mediant.errors import Refused
from mediant.workbench.decisions import people
from mediant.workbench.people import Person, Ready, Seat, Unseat


@pytest.mark.parametrize(
    ("person", "fault"),
    [
        (Person(id="n", role="principal", name="Noor", side="north"), "or was a seat of that id"),
        (Person(id="x", role="principal", name="X", side="west"), "name one of north, south"),
        (Person(id="x", role="principal", name="X"), "a seat for nobody"),
        (Person(id="x", role="co-mediator", name="X", side="north"), "name one of host"),
        (Person(id="x", role="observer", name="X", side="north"), "name no side"),
        (Person(id="x", role="agent", name="X", side="north"), "strategy"),
        (Person(id="x", role="observer", name="X\u202ehtroN"), "U\\+202E"),
        (Person(id="x", role="observer", name=" "), "not blank"),
        (Person(id="x", role="student", name="X", side="north", strategy="boulware"), "strategy"),
    ],
)
def test_seats_that_cannot_be(person, fault):
    with pytest.raises(Refused, match=fault):
        opened().ask("m", Seat(person))


def test_nobody_gives_a_seat_that_may_more_than_they():
    sitting = opened()
    second = Person(id="m2", role="co-mediator", name="Mia", side="host")
    sitting.ask("m", Seat(second))
    sitting.people["m2"] = second
    for role, side in (("mediator", "host"), ("administrator", None)):
        with pytest.raises(Refused, match="may not"):
            sitting.ask("m2", Seat(Person(id="x", role=role, name="X", side=side)))


def test_seats_run_out(monkeypatch):
    monkeypatch.setattr(people, "MOST", 5)
    with pytest.raises(Refused, match="5 seats"):
        opened().ask("m", Seat(Person(id="x", role="observer", name="X")))


def test_a_seat_is_taken_away_but_not_ones_own():
    sitting = opened()
    sitting.ask("m", Unseat("o"))
    assert "o" not in sitting.kept.people.seated
    for seat in ("o", "m"):
        with pytest.raises(Refused, match="no such seat"):
            sitting.ask("m", Unseat(seat))


def test_a_seat_that_was_taken_away_is_given_to_nobody_else():
    """What its owner saw and said stays theirs: nobody else can come to it under the same id."""
    sitting = opened()
    sitting.ask("m", Unseat("na"))
    for role, side in (("adviser", "north"), ("principal", "south")):
        with pytest.raises(Refused, match="was a seat of that id"):
            sitting.ask("m", Seat(Person(id="na", role=role, name="Another", side=side)))


def test_an_automaton_may_come_back():
    """It has no notes, no link and no session that another could come to."""
    sitting = opened()
    agent = Person(id="s-automated", role="agent", name="Automaton", side="south", strategy="linear")
    for strategy in ("linear", "boulware"):
        sitting.ask("m", Seat(structs.replace(agent, strategy=strategy), "00" * 32))
        sitting.ask("m", Unseat(agent.id))
    with pytest.raises(Refused, match="was a seat"):
        sitting.ask("m", Seat(structs.replace(agent, role="principal", strategy=None)))
    with pytest.raises(Refused, match="was a seat"):
        sitting.ask("m", Seat(structs.replace(agent, side="north"), "00" * 32))


def test_a_party_that_is_ready_tells_the_mediators():
    sitting = opened()
    sitting.ask("na", Ready(ready=True))
    assert sitting.table("m").people.ready == {"north"}
    assert sitting.table("s").people.ready == frozenset()

"""To which audiences people belong, and who has a seat."""

from __future__ import annotations

import pytest

from mediant.workbench.people import Chanced, People, Person, Readied, Seated, Unseated, audiences_of

NOOR = Person(id="n", role="principal", name="Noor", side="north")


@pytest.mark.parametrize(
    ("role", "side", "audiences"),
    [
        ("principal", "north", {"joint", "seat:x", "party:north"}),
        ("adviser", "north", {"joint", "seat:x", "party:north"}),
        ("student", "north", {"joint", "seat:x", "party:north"}),
        ("agent", "north", {"joint", "seat:x", "party:north"}),
        ("mediator", "host", {"joint", "seat:x", "mediators"}),
        ("co-mediator", "host", {"joint", "seat:x", "mediators"}),
        ("observer", None, {"joint", "seat:x"}),
        ("administrator", None, set()),
    ],
)
def test_audiences(role, side, audiences):
    assert audiences_of(Person(id="x", role=role, name="X", side=side)) == audiences


def test_a_mediator_whose_id_is_a_partys_belongs_to_no_party():
    assert "party:north" not in audiences_of(Person(id="x", role="mediator", name="X", side="north"))


def test_seats_and_who_is_ready():
    people = People().evolve(Seated(NOOR)).evolve(Readied("north", ready=True))
    assert people.seated == {"n": NOOR}
    assert people.ready == {"north"}
    assert people.of_side("north") == (NOOR,)
    assert people.of_side("south") == ()
    people = people.evolve(Readied("north", ready=False)).evolve(Unseated("n"))
    assert people == People(gone={"n": NOOR})
    assert people.was_taken("n")
    assert not people.was_taken("m")
    assert people.evolve(Chanced("north", "n", "00" * 32)).chances == {"n": "00" * 32}
    assert people.evolve("something else") is people

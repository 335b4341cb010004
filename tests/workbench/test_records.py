"""What is done with records, as each may know it."""

from __future__ import annotations

import pytest
from sitting import Sitting, opened

from mediant.errors import Refused
from mediant.workbench.book import Book
from mediant.workbench.course import SetState
from mediant.workbench.lines import owner_of
from mediant.workbench.people import Person, Seat
from mediant.workbench.records import Deed, Erase, Invite, Look, Records, Returned, View
from mediant.workbench.talk import Write

ROOT = Person(id="administrator", role="administrator", name="Root")


def test_only_mediators_know_that_a_party_was_erased():
    sitting = opened()
    done = sitting.ask("m", Erase("north"))
    assert sitting.table("m").records.erased == {"north"}
    assert sitting.table("s").records == Records()
    assert owner_of(done[-1]) == "mediators"  # not of the party, whose key is gone


def test_who_was_looked_at_and_the_mediators_are_told_by_whom_and_why():
    sitting = opened()
    sitting.people["root"] = ROOT
    sitting.ask("root", Look("n", "a court asks"))
    for seat, told in (("m", 1), ("n", 1), ("na", 0), ("s", 0), ("o", 0)):
        looked = sitting.table(seat).records.looked
        assert len(looked) == told
        assert all((one.name, one.why, at) == ("Root", "a court asks", 1000.0) for one, at in looked)


def test_who_sits_there_and_the_mediators_are_told_that_a_new_link_leads_to_the_seat():
    sitting = opened()
    done = sitting.ask("m", Invite("n"))
    for seat, told in (("m", 1), ("n", 1), ("na", 0), ("s", 0), ("o", 0)):
        invited = sitting.table(seat).records.invited
        assert invited == (Deed("n", "m", 1000.0),) * told
    assert owner_of(done[-1]) == "mediators"


def test_all_know_that_it_was_brought_back():
    assert Records().evolve(Returned(), "m", 5.0).returned == (5.0,)


def test_nothing_is_said_any_more_for_a_party_that_was_erased():
    sitting = opened()
    sitting.ask("m", Erase("north"))
    for command in (
        Write("north", "x"),
        Seat(Person(id="n2", role="principal", name="N", side="north")),
        Erase("north"),
    ):
        with pytest.raises(Refused, match="erased"):
            sitting.ask("m", command)
    with pytest.raises(Refused, match="seat was taken away"):
        sitting.ask("n", Write("north", "x"))
    sitting.ask("s", Write("south", "goes on"))
    sitting.ask("m", Write("joint", "goes on"))


def test_an_administrator_may_do_nothing_else_and_sees_nothing():
    sitting = opened()
    sitting.people["root"] = ROOT
    for command in (Write("joint", "x"), Erase("north"), SetState("closed")):
        with pytest.raises(Refused, match="administrators may not"):
            sitting.ask("root", command)
    assert sitting.lines("root") == []


@pytest.mark.parametrize("seat", ["n", "s", "o"])
def test_nobody_else_erases_or_looks(seat):
    sitting = opened()
    for command in (Erase("north"), Look("s", "curious")):
        with pytest.raises(Refused, match="may not do this"):
            sitting.ask(seat, command)


def test_a_closed_mediation_can_be_erased_still():
    sitting = opened()
    sitting.ask("m", SetState("archived"))
    assert sitting.ask("m", Erase("north"))


def forgotten(sitting: Sitting) -> Book:
    """As it is read again when the keys are gone."""
    owners = {"party:north", "seat:n", "seat:na"}
    return Book(event for event in sitting.events if owner_of(event) not in owners)


def test_what_is_left_can_be_followed():
    sitting = opened()
    sitting.ask("n", Write("north", "secret"))
    sitting.ask("n", Write("joint", "open"))
    sitting.ask("m", Erase("north"))
    book = forgotten(sitting)
    words = [line.words for line in book.kept.talk.lines]
    assert words == ["open"]
    for person in sitting.people.values():
        book.table(person)


def test_that_a_mediator_looked_is_for_the_mediators():
    sitting = opened()
    (done,) = sitting.ask("m", View("s"))
    assert (done.sees, owner_of(done)) == (("mediators",), "mediators")
    assert sitting.table("m").records.viewed == (Deed("s", "m", 1000.0),)
    for seat in ("n", "na", "s", "o"):
        assert sitting.table(seat).records.viewed == ()
        with pytest.raises(Refused, match="may not do this"):
            sitting.ask(seat, View("n"))

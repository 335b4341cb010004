"""Acts are values: equal when they say the same, and not to be changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from mediant.talks.acts import Accept, Ask, Carry, CouldAccept, Invite, Offer
from mediant.talks.record import Heard, Room, View, heard_here, on_the_table, open_question

X, Y = (0, 1), (2, 0)
JOINT, APART, OTHER = (
    Room("plenary", ("north", "south", "host")),
    Room("apart", ("north", "host")),
    Room("else", ("north", "guest")),
)


def test_acts_are_values():
    assert Offer((0, 1)) == Offer((0, 1))
    assert Offer((0, 1)) != Accept((0, 1))
    assert len({Offer((0, 1)), Offer((0, 1))}) == 1
    with pytest.raises(FrozenInstanceError):
        Offer((0, 1)).choices = (1, 1)


def table(room, *heard):
    return on_the_table(View("north", None, heard, room, 0.5))


def test_what_was_said_to_all_who_are_in_a_room_was_said_to_it():
    joint, apart, other = (Heard(room, "host", Invite()) for room in (JOINT, APART, OTHER))
    assert list(heard_here((joint, apart, other), APART)) == [apart, joint]
    assert list(heard_here((joint, apart, other), JOINT)) == [joint]
    assert list(heard_here((joint, apart, other), Room("alone", ("north",)))) == [other, apart, joint]
    fewer = Room("plenary", ("north", "host"))  # south has left: it is the same room all the same
    assert list(heard_here((joint,), fewer)) == [joint]
    assert list(heard_here((Heard(fewer, "host", Invite()),), JOINT))


def test_what_is_on_the_table_apart_is_what_was_put_there_or_to_all():
    to_all, here, elsewhere = (
        Heard(JOINT, "south", Offer(X)),
        Heard(APART, "host", Invite()),
        Heard(OTHER, "guest", Offer(Y)),
    )
    assert table(APART, to_all, here, elsewhere) == X
    assert table(JOINT, to_all, Heard(APART, "south", Offer(Y))) == X
    assert table(APART, to_all, Heard(APART, "north", Offer(Y))) is None


def test_its_own_offer_is_not_on_the_table_for_a_party_when_a_mediator_carries_it():
    own = Offer(Y, ("south",))
    assert table(JOINT, Heard(JOINT, "south", Offer(X)), Heard(JOINT, "host", Carry(own, "north"))) == X
    assert table(JOINT, Heard(JOINT, "host", Carry(Offer(Y), "south"))) == Y


def test_a_question_put_to_all_is_open_apart():
    question = CouldAccept(X)
    assert open_question((Heard(JOINT, "host", Ask(question)),), APART) == question
    assert open_question((Heard(OTHER, "guest", Ask(question)),), APART) is None

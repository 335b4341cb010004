"""A vote: yes to the draft is yes, all else is no."""

from __future__ import annotations

import pytest

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Offer, Reject, WalkOut
from mediant.talks.protocols.votes import Vote, at_least_one, only_one, voted
from mediant.talks.record import Entry, Room, Turn

ROOM = Room("plenary", ("first", "second", "third", "host"))
DRAFT = (1, 0)


def ballot(*acts):
    names = ROOM.seats[: len(acts)]
    course = voted(ROOM, names, DRAFT, 0.5)
    assert next(course) == Turn(ROOM, names, 0.5)
    with pytest.raises(StopIteration) as stop:
        course.send([Entry(0, ROOM, name, act) for name, act in zip(names, acts, strict=True)])
    return stop.value.value


@pytest.mark.parametrize("act", [Reject(DRAFT), Accept((0, 0)), Offer(DRAFT)], ids=repr)
def test_whatever_is_not_yes_to_the_draft_is_no(act):
    assert ballot(Accept(DRAFT), act) == Vote(("second",), ())
    assert ballot(Accept(DRAFT), Accept(DRAFT), Accept(DRAFT)) == Vote((), ())


def test_who_walks_out_is_told_apart():
    assert ballot(WalkOut(), Accept(DRAFT)) == Vote(("first",), ("first",))


def test_one_mediator_and_one_round():
    assert only_one(("host",), "bidding") == "host"
    assert at_least_one(1) == 1
    for mediators in ((), ("host", "guest")):
        with pytest.raises(InvalidValue, match="exactly one mediator"):
            only_one(mediators, "bidding")
    with pytest.raises(InvalidValue, match="at least 1"):
        at_least_one(0)

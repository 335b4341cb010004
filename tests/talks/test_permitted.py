"""What a seat may say where it is: each rule broken once, and kept once."""

from __future__ import annotations

import pytest
from broken_rules import CONFIDED, JOINT, LET_GO, NEED, NORTH, OFFERED, PROPOSED, WRONG, X, Y, asked, host, party

from mediant.errors import WrongAct
from mediant.talks.acts import (
    Accept,
    Answer,
    Ask,
    Bid,
    Carry,
    Close,
    ComeBack,
    Compare,
    CouldAccept,
    Criticise,
    Invite,
    Leave,
    Offer,
    OfferPart,
    Pause,
    Pledge,
    Propose,
    Rank,
    Rate,
    Region,
    Reject,
    Release,
    Threaten,
    Visit,
    WalkOut,
)
from mediant.talks.permitted import checked
from mediant.talks.record import Heard, Room

FINE = [
    (Offer(X, to=("south",)), party()), (OfferPart(((0, 2), (1, 1))), party()), (Accept(X), party(PROPOSED)),
    (Accept(X), party(Heard(NORTH, "host", Carry(Offer(X), "south")))), (Reject(X, (1,), "no"), party(PROPOSED)),
    (Criticise(1, 0), party()), (Answer(True), party(asked(CouldAccept(X)))), (Answer(2), party(asked(Compare(X, Y)))),
    (Answer(55.5), party(asked(Rate(X)))), (Answer((1, 0)), party(asked(Rank((X, Y))))),
    (Answer(None), party(asked(Rate(X)))), (NEED, party()), (Release(Offer(X), ("south",)), party(OFFERED)),
    (Bid(()), party()), (Bid((Region(((0, 2), (1,)), 0.5), Region(((1,), (0, 1)), -1))), party()),
    (Threaten("strike", "2024-05-04"), party()), (WalkOut(), party()), (ComeBack(), party()), (Pause(), party()),
    (Ask(Compare(X, Y), ("south",)), host()), (Propose(X, "why", ("north",)), host()), (Visit("north"), host()),
    (Pledge("cost", "north", 0.5), host()), (Invite(), host()), (Leave(), host()), (Close(), host()), (Pause(), host()),
    (Carry(Offer(X), "north"), host(OFFERED, LET_GO)),
    (Carry(Offer(X, ("south",)), "north"), host(Heard(NORTH, "north", Offer(X, ("south",))))),
    (Carry(Offer(X), "north"), host(Heard(JOINT, "north", Offer(X)))),
]  # fmt: skip


@pytest.mark.parametrize(("act", "place"), FINE, ids=lambda value: repr(getattr(value, "seat", value))[:70])
def test_what_is_permitted_is_said_as_it_is(act, place):
    assert checked(act, place) is act


@pytest.mark.parametrize(("act", "place"), WRONG, ids=lambda value: repr(getattr(value, "seat", value))[:70])
def test_what_is_not_permitted_is_refused(act, place):
    with pytest.raises(WrongAct, match=place.seat):
        checked(act, place)


@pytest.mark.parametrize(("said", "heard"), CONFIDED, ids=range(len(CONFIDED)))
def test_what_was_confided_is_not_carried(said, heard):
    with pytest.raises(WrongAct, match=r"expected (what its owner has released|something it has heard)"):
        checked(Carry(said, "north"), host(*heard))


def test_what_was_let_go_to_one_is_not_carried_to_two():
    place = host(OFFERED, LET_GO, room=Room("all", ("south", "west", "host")))
    with pytest.raises(WrongAct, match="carried to west what was said in confidence"):
        checked(Carry(Offer(X), "north"), place)


def test_words_about_words_end_somewhere():
    said = Offer(X)
    for _ in range(50):
        said = Carry(said, "north")
    with pytest.raises(WrongAct, match="words about words"):
        checked(said, host(OFFERED))

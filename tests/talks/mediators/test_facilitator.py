"""The facilitator: offers reach the others, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import Says, shuttle

from mediant.talks.acts import Carry, Close, Invite, Offer, State, Visit, WalkOut
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.record import Heard, MediatorView, Room
from mediant.talks.session import play
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware, Conceder, Linear

utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
SEATS = {"first": Candid(Conceder()), "second": Candid(Linear()), "third": Candid(Boulware()), "host": Facilitator()}


def test_an_offer_made_in_one_room_is_brought_to_the_other():
    record = play(shuttle(rounds=20), {seat: SEATS[seat] for seat in ("first", "second", "host")})
    acts = [entry.act for entry in record.entries]
    assert acts[:4] == [Visit("first"), Invite(), Offer((2, 1), to=("second",)), acts[3]]
    assert acts.index(Carry(Offer((2, 1), to=("second",)), "first")) < 8
    assert record.end.agreement is not None


@pytest.mark.parametrize("to", [("second",), ("second", "third")])
def test_where_all_meet_it_carries_what_all_may_hear(to):
    """Another mediator may not, nor a party that an offer was not for: there nothing is carried, and nothing breaks."""
    room, offer = Room("plenary", ("first", "second", "third", "host")), Offer((2, 1), to=to)
    view = MediatorView(
        seat="host", parties=("first", "second", "third"), options=(3, 2), may=frozenset({"carry"}),
        heard=(Heard(Room("apart", ("first", "host")), "first", offer),), room=room, time=0.5,
    )  # fmt: skip
    said = Facilitator().act(view, None)
    assert said == (Carry(offer, "first") if to == ("second", "third") else Invite())
    with_guest = replace(view, room=Room("plenary", (*room.seats, "guest")))
    assert Facilitator().act(with_guest, None) == Invite()


@given(utilities, utilities, utilities, st.integers(1, 9))
def test_everything_it_brings_was_offered_and_an_agreement_is_worth_everybodys_reserve(first, second, third, rounds):
    talk = shuttle(first, second, third=third, rounds=rounds)
    record = play(talk, SEATS)
    said = {(entry.speaker, entry.act) for entry in record.entries}
    carried = [entry.act for entry in record.entries if isinstance(entry.act, Carry)]
    assert all((carry.of, carry.said) in said for carry in carried)
    if record.end.agreement is not None:
        for standing in talk.standings.values():
            assert standing.utility(record.end.agreement) >= standing.reserved


def test_what_was_stated_in_confidence_stays():
    seats = {"first": Says(State("need", ((0, 1),))), "second": Says(Offer((0, 0))), "host": Facilitator()}
    record = play(shuttle(rounds=5), seats)
    assert not [entry for entry in record.entries if isinstance(entry.act, Carry)]
    assert sum(entry.speaker == "first" for entry in record.entries) == 5


def test_it_closes_when_all_have_walked_out():
    seats = {"first": Says(WalkOut()), "second": Says(WalkOut()), "host": Facilitator()}
    record = play(shuttle(rounds=5), seats)
    assert isinstance(record.entries[-1].act, Close)


def test_an_offer_made_again_after_another_is_brought_again():
    one, two = (replace(Offer(choices), to=("second",)) for choices in ((0, 0), (1, 1)))
    seats = {"first": Says(one, two, one), "second": Says(Offer((2, 1), to=("first",))), "host": Facilitator()}
    record = play(shuttle(rounds=6), seats)
    brought = [entry.act.said for entry in record.entries if isinstance(entry.act, Carry) and entry.act.of == "first"]
    assert brought[:3] == [one, two, one]

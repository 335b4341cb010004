"""Proximity talks: one exchange with each party a round, in rooms of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_talks import Says, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Carry, Invite, Offer, Pause, Propose
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.protocols.proximity import Proximity
from mediant.talks.record import End
from mediant.talks.session import play
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Conceder, Linear

X, Y = (1, 0), (2, 1)


def ended(first, second, host, rounds=4, may=("carry", "draft"), **third):
    game = replace(talk(Proximity(rounds), **third), mediators={"host": frozenset(may)})
    return play(game, {"first": first, "second": second, "third": Says(Pause()), "host": host})


def test_each_party_has_one_exchange_a_round_in_the_order_of_the_case():
    record = ended(Says(Pause()), Says(Pause()), Says(Invite()), rounds=2, third=(1,) * 6)
    assert [entry.speaker for entry in record.entries] == ["host", "first", "host", "second", "host", "third"] * 2
    assert {entry.room.seats for entry in record.entries} == {("first", "host"), ("second", "host"), ("third", "host")}


def test_what_is_carried_and_accepted_is_agreed():
    offer = Offer(X, ("second",))
    record = ended(Says(offer), Says(Accept(X)), Says(Invite(), Carry(offer, "first")))
    assert record.end == End(X, "agreed")
    assert len(record.entries) == 4


def test_an_offer_for_the_mediator_alone_binds_nobody_until_it_is_proposed_and_accepted():
    assert ended(Says(Offer(X)), Says(Accept(X)), Says(Propose(X)), rounds=1).end.agreement is None
    assert ended(Says(Offer(X), Accept(X)), Says(Accept(X)), Says(Propose(X)), rounds=2).end.agreement == X


def test_negotiators_meet_through_a_facilitator():
    record = ended(Candid(Conceder()), Candid(Linear()), Facilitator(), rounds=20)
    assert record.end.why == "agreed"


def test_the_clock_of_a_room_counts_rounds_and_nothing_else():
    course = Proximity(3)(("first", "second"), ("host",))
    turn, seen = next(course), []
    for _ in range(12):
        seen.append((turn.speakers[0], turn.time))
        try:
            turn = course.send([type("Said", (), {"act": Pause(), "speaker": "first"})()] if turn.speakers != ("host",) else
                               [type("Said", (), {"act": Invite(), "speaker": "host"})()])  # fmt: skip
        except StopIteration:
            break
    assert seen == [(who, time) for time in (0, 0.5, 1) for who in ("host", "first", "host", "second")]


def test_it_needs_a_mediator():
    with pytest.raises(InvalidValue, match="mediator"):
        play(talk(Proximity()), {})

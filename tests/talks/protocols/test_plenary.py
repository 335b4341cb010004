"""Plenary: all at once, and what all stand by is agreed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_talks import Says, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Offer, Pause, Propose, Reject, WalkOut
from mediant.talks.protocols.plenary import Plenary
from mediant.talks.record import End
from mediant.talks.session import play
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Conceder, Linear

X, Y = (1, 0), (2, 1)


def ended(*strategies, rounds=4):
    names = ("first", "second", "third")[: len(strategies)]
    third = {"third": (1,) * 6} if len(names) == 3 else {}
    return play(talk(Plenary(rounds), **third), dict(zip(names, strategies, strict=True)))


def test_all_speak_at_once_and_hear_each_other_in_the_next_round():
    record = ended(Says(Offer(X)), Says(Offer(Y), Accept(X)))
    assert [(entry.turn, entry.speaker) for entry in record.entries] == [
        (0, "first"),
        (0, "second"),
        (1, "first"),
        (1, "second"),
    ]
    assert record.end == End(X, "agreed")


def test_three_agree_when_all_three_stand_by_it():
    assert ended(Says(Offer(X)), Says(Pause(), Accept(X)), Says(Pause(), Pause(), Accept(X))).end == End(X, "agreed")
    assert ended(Says(Offer(X)), Says(Pause(), Accept(X)), Says(Pause())).end.agreement is None


def test_where_acceptances_cross_the_first_choice_passes_from_party_to_party():
    first, second = (Offer(X), Accept(Y)), (Offer(Y), Accept(X))
    assert ended(Says(*first), Says(*second)).end.agreement == Y  # in the second round it is the second party's
    assert ended(Says(Pause(), *first), Says(Pause(), *second)).end.agreement == X


def test_an_offer_stands_while_the_round_lasts_in_which_another_replaces_it():
    assert ended(Says(Offer(X), Offer(Y)), Says(Pause(), Accept(X))).end == End(X, "agreed")
    assert ended(Says(Offer(X), Offer(Y)), Says(Pause(), Pause(), Accept(X))).end.agreement is None
    assert ended(Says(Offer(X), Reject(X)), Says(Pause(), Accept(X))).end.agreement is None
    assert ended(Says(Offer(X), WalkOut()), Says(Pause(), Accept(X))).end.agreement is None


def test_a_mediators_draft_that_all_accept_is_agreed():
    game = replace(talk(Plenary(3)), mediators={"host": frozenset({"draft"})})
    record = play(game, {"first": Candid(Linear()), "second": Candid(Linear()), "host": Says(Propose(X))})
    assert [entry.speaker for entry in record.entries] == ["host", "first", "second"]
    assert record.end == End(X, "agreed")


def test_negotiators_that_concede_meet_and_neither_seat_is_heard_last():
    ends = {ended(Conceder(), Linear(), rounds=20).end.agreement, ended(Linear(), Conceder(), rounds=20).end.agreement}
    assert None not in ends


def test_no_rounds_are_no_talks():
    with pytest.raises(InvalidValue, match="at least 1"):
        Plenary(0)

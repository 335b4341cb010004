"""Blind acceptance: sealed answers, a fixed close, one answer for all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaks import seen_by
from small_talks import Says, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Close, Offer, Pause, Propose, Reject, Threaten, WalkOut
from mediant.talks.protocols.blind_acceptance import BlindAcceptance
from mediant.talks.record import End
from mediant.talks.session import play

X, Y = (1, 0), (2, 1)
answers = st.sampled_from(
    [Accept(X), Reject(X, (0,), "never"), Offer(Y), WalkOut(), Pause(), Threaten("a strike", "soon")]
)


class Changing:
    """A mediator that would propose otherwise if it heard anything at all of the answers."""

    def act(self, view, rng):
        proposed = sum(isinstance(words.act, Propose) for words in view.heard)
        return Propose(X if len(view.heard) == proposed else Y)


def ended(first, second, host=None, rounds=1):
    game = replace(talk(BlindAcceptance(rounds)), mediators={"host": frozenset({"draft"})})
    return play(game, {"first": Says(*first), "second": Says(*second), "host": host or Changing()})


def test_it_is_agreed_when_all_accept():
    assert ended((Accept(X),), (Accept(X),)).end == End(X, "agreed")
    assert ended((Pause(), Accept(X)), (Accept(X),), rounds=2).end == End(X, "agreed")


@given(answers, answers, answers, st.integers(1, 3))
def test_what_a_party_sees_is_the_same_whatever_the_others_answer_until_the_result(own, one, other, rounds):
    def seen(second):
        game = replace(talk(BlindAcceptance(rounds), third=(1,) * 6), mediators={"host": frozenset({"draft"})})
        seats = {"first": Says(own), "second": Says(second), "third": Says(Accept(X)), "host": Changing()}
        return seen_by("first", game, seats)

    (mine, first), (yours, second) = seen(one), seen(other)
    assert mine[: len(yours)] == yours[: len(mine)]
    if own != Accept(X):
        assert mine == yours
        assert first.end == second.end == End(None, "no agreement")


@given(answers, answers)
def test_the_result_is_one_of_two_and_names_nobody(first, second):
    both = first == second == Accept(X)
    assert ended((first,), (second,)).end == (End(X, "agreed") if both else End(None, "no agreement"))


def test_an_answer_is_heard_by_nobody_not_even_the_mediator():
    record = ended((Accept(X),), (Reject(X),), rounds=2)
    assert {entry.room.seats for entry in record.entries if entry.speaker == "first"} == {("first",)}


def test_the_mediator_closes_as_if_all_had_been_put():
    assert ended((Accept(X),), (Accept(X),), Says(Close()), rounds=3).end == End(None, "no agreement")


def test_it_needs_a_mediator():
    with pytest.raises(InvalidValue, match="mediator"):
        play(talk(BlindAcceptance()), {})

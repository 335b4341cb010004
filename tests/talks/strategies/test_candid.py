"""A candid party: the truth to mediators, its own way with the others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import Says, table

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Answer, Ask, Compare, CouldAccept, Offer, OfferPart, Propose, Rank, Rate, Reject
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.candid import Candid, truth

ALONE, JOINT = Room("alone", ("first", "host")), Room("joint", ("first", "second", "host"))
OUTCOMES = [(i, j) for i in range(3) for j in range(2)]
utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
outcomes = st.sampled_from(OUTCOMES)


def replies(act, values=(0, 1, 2, 3, 4, 5), reserved=2.0, *, room=ALONE, strategy=None, error=0.0, seed=0):
    heard = () if act is None else (Heard(room, "host", act),)
    view = View("first", table(values, reserved), heard, room, 0.0, (3, 2), ("first", "second", "third"))
    return Candid(strategy or Says(Offer((2, 1))), error).act(view, np.random.default_rng(seed))


def test_questions_are_answered_with_the_truth():
    assert replies(Ask(CouldAccept((1, 0)))) == Answer(True)
    assert replies(Ask(CouldAccept((0, 1)))) == Answer(False)
    assert replies(Ask(Compare((0, 1), (2, 0)))) == Answer(1)
    assert replies(Ask(Compare((1, 0), (0, 0)))) == Answer(0)
    assert replies(Ask(Compare((1, 0), (1, 0)))) == Answer(2)
    assert replies(Ask(Rate((2, 1)))) == Answer(100.0)
    assert replies(Ask(Rate((0, 0)))) == Answer(0.0)
    assert replies(Ask(Rate((1, 1)))) == Answer(pytest.approx(100 / 3))
    assert replies(Ask(Rank(((0, 0), (2, 1), (1, 0))))) == Answer((1, 2, 0))


@given(utilities, st.integers(0, 9), st.lists(outcomes, min_size=1))
def test_a_ranking_falls_and_a_rating_rises_with_utility(values, reserved, asked):
    standing = table(values, float(reserved))
    ranked = [standing.utility(asked[place]) for place in truth(Rank(tuple(asked)), standing)]
    assert ranked == sorted(ranked, reverse=True)
    by_worth = sorted(asked, key=standing.utility)
    rated = [truth(Rate(choices), standing) for choices in by_worth]
    assert rated == sorted(rated)


@given(utilities, st.integers(0, 9), outcomes)
def test_a_draft_is_accepted_at_or_above_the_reserve_and_a_refusal_names_what_would_help_most(values, reserved, draft):
    standing = table(values, float(reserved))
    reply = replies(Propose(draft), values, float(reserved))
    if standing.utility(draft) >= reserved:
        assert reply == Accept(draft)
        return
    (issue,) = reply.because
    changed = [max(standing.utility(one) for one in OUTCOMES if one[1 - at] == draft[1 - at]) for at in range(2)]
    assert changed[issue] == max(changed)
    assert reply == Reject(draft, (issue,))


def test_what_is_offered_alone_may_be_carried_to_the_others_and_in_joint_session_is_as_it_was():
    assert replies(None) == Offer((2, 1), to=("second", "third"))
    part = OfferPart(((0, 1),))
    assert replies(None, strategy=Says(part)) == OfferPart(((0, 1),), to=("second", "third"))
    chosen = Offer((2, 1), to=("second",))
    assert replies(None, strategy=Says(chosen)) == chosen
    assert replies(None, room=JOINT) == Offer((2, 1))


def test_as_many_answers_are_wrong_as_was_asked_for():
    wrong = sum(replies(Ask(CouldAccept((2, 1))), error=0.2, seed=seed) == Answer(False) for seed in range(500))
    assert 70 <= wrong <= 130
    assert replies(Ask(Compare((0, 0), (2, 1))), error=1.0) == Answer(0)
    assert replies(Ask(Compare((0, 0), (0, 0))), error=1.0) == Answer(2)
    assert replies(Ask(Rate((2, 1))), error=1.0) == Answer(100.0)


def test_a_chance_is_from_0_to_1():
    with pytest.raises(InvalidValue, match="error"):
        Candid(Says(Offer((0, 0))), 1.5)

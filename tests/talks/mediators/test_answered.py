"""What an answer says: inequalities that hold for every utility function that gives it."""

from __future__ import annotations

import numpy as np
from answering import Party, random_questions
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.talks.acts import Compare, CouldAccept, Rank, Rate
from mediant.talks.mediators.answered import asked_about, columns_of, inequalities, ranked_issue

OPTIONS = (3, 4, 3)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_a_true_answer_holds_for_who_gave_it(seed):
    party, rng = Party.drawn(OPTIONS, seed), np.random.default_rng(seed)
    for question in random_questions(OPTIONS, 10, rng):
        for above, below, leave, offset in inequalities((question, party.answer(question)), 0.03):
            utilities = [0.0 if one is None else party.utility(one) for one in (above, below)]
            assert utilities[0] - utilities[1] + leave * party.walk_away + offset >= -1e-12


def test_no_answer_says_nothing():
    assert inequalities((CouldAccept((0, 0, 0)), None), 0.03) == []


def test_an_order_of_options_is_told_from_an_order_of_packages():
    assert ranked_issue((2, 3), Rank(((0, 0), (0, 2), (0, 1)))) == 1
    assert ranked_issue((2, 3), Rank(((0, 0), (0, 2)))) is None
    assert ranked_issue((2, 3), Rank(((0, 0), (1, 2), (0, 1)))) is None
    assert ranked_issue((2, 3), CouldAccept((0, 0))) is None


def test_what_a_question_is_about():
    assert asked_about(Rate((1, 1))) == ((1, 1),)
    assert asked_about(Compare((0, 1), (1, 1))) == ((0, 1), (1, 1))
    assert asked_about(Rank(((0, 1), (1, 1), (0, 0)))) == ((0, 1), (1, 1), (0, 0))


def test_every_option_has_a_column_of_its_own():
    assert columns_of((2, 3), np.array([[0, 0], [1, 2]])).tolist() == [[0, 2], [1, 4]]

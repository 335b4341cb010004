"""Acts in the words of a case: back and forth without loss, and nothing else is taken for an act."""

from __future__ import annotations

import json

import numpy as np
import pytest
from broken_rules import CASE, LIMITED, SAID, UNREADABLE, WORDS, nested
from hypothesis import given
from hypothesis import strategies as st
from random_records import PRICES, act, choices, kinds

from mediant.errors import InvalidValue
from mediant.talks.acts import (
    OF_ANY_MEDIATOR,
    OF_MEDIATORS_WHO,
    OF_PARTIES,
    Accept,
    Answer,
    Ask,
    Carry,
    Compare,
    Criticise,
    Offer,
    OfferPart,
    Pledge,
    Propose,
    Visit,
)
from mediant.talks.words import Words, act_in_words, act_of, choices_of, words_of


@given(st.sampled_from([CASE, PRICES]), st.integers(0))
def test_an_act_comes_back_as_it_was(case, seed):
    rng, words = np.random.default_rng(seed), Words(case)
    for _ in range(10):
        said = act(rng, case)
        assert act_of(json.loads(json.dumps(act_in_words(said, case))), words) == said


def test_every_act_is_among_those_that_came_back():
    assert kinds(np.random.default_rng(0), CASE) == set(
        OF_PARTIES + OF_ANY_MEDIATOR + sum(OF_MEDIATORS_WHO.values(), ())
    )


@given(st.sampled_from([CASE, PRICES]), st.integers(0))
def test_an_outcome_is_the_one_its_words_name(case, seed):
    picked = choices(np.random.default_rng(seed), case)
    said = words_of(picked, case)
    assert list(said) == [issue.id for issue in case.issues]
    assert choices_of(dict(said), Words(case), "") == picked


def test_the_words_are_those_of_the_case_and_what_is_usual_is_left_out():
    assert SAID["truce"] == "limited"
    assert act_in_words(Offer(LIMITED), CASE) == {"act": "offer", "outcome": SAID}
    assert act_in_words(OfferPart(((4, 1),), to=("israel",)), CASE) == {
        "act": "offer-part", "clauses": {"aid": "more"}, "to": ["israel"],
    }  # fmt: skip
    assert act_in_words(Criticise(0, 3, "too short"), CASE) == {
        "act": "criticise", "issue": "truce", "rather": "permanent", "words": "too short",
    }  # fmt: skip
    assert act_in_words(Ask(Compare(LIMITED, LIMITED)), CASE) == {
        "act": "ask", "question": {"kind": "compare", "first": SAID, "second": SAID},
    }  # fmt: skip
    assert act_in_words(Propose(LIMITED, rests_on=("hamas",)), CASE)["rests-on"] == ["hamas"]
    assert act_in_words(Carry(Accept(LIMITED), "hamas"), CASE)["said"] == {"act": "accept", "outcome": SAID}


def test_numbers_of_numpy_are_numbers():
    answers = [Answer(np.int64(2)), Answer(np.float32(0.5)), Answer((np.int64(1), np.int64(0)))]
    assert [json.dumps(act_in_words(one, CASE)["answer"]) for one in answers] == ["2", "0.5", "[1, 0]"]
    assert json.dumps(act_in_words(Pledge("cost", "hamas", np.float64(1.5)), CASE)["worth"]) == "1.5"


@pytest.mark.parametrize(("said", "gist"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_is_no_act_is_refused_at_its_place(said, gist):
    with pytest.raises(InvalidValue, match=gist):
        act_of(said, WORDS)


def test_words_about_words_are_read():
    assert act_of(nested(8), WORDS).of == "hamas"
    assert act_of({"act": "visit", "party": "hamas"}, WORDS) == Visit("hamas")

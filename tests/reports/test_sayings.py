"""Acts as phrases: every act has one, and nothing of a strange case steers a terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_records import PRICES, act

import mediant
from mediant.reports.sayings import KINDS, Before, called, listed, outcome_named, phrase
from mediant.talks.acts import (
    OF_ANY_MEDIATOR,
    OF_MEDIATORS_WHO,
    OF_PARTIES,
    Accept,
    Answer,
    Ask,
    Carry,
    Close,
    Compare,
    CouldAccept,
    Criticise,
    Offer,
    OfferPart,
    Pledge,
    Propose,
    Rank,
    Rate,
    Reject,
    Release,
    State,
    Threaten,
    Visit,
)

CASE = mediant.load_case(Path(__file__).resolve().parents[2] / "cases" / "books" / "fisher-ury-1981-orange")
X, Y, Z = (0, 2), (0, 1), (2, 0)
FULL = "Who gets the fruit: eater; Who gets the peel: baker"
EATER = "The child who eats"

SAID = [
    (Offer(X), f"offers: {FULL}"), (Offer(X, ("baker",)), f"offers, for The child who bakes to hear: {FULL}"),
    (OfferPart(((1, 2),)), "offers: Who gets the peel: baker; the rest stays open"), (Accept(X), f"accepts {FULL}"),
    (Reject(X, (0, 1), "no"), f"says no to {FULL}, because of Who gets the fruit and Who gets the peel: “no”"),
    (Criticise(0, 1, "half"), "finds fault with Who gets the fruit; would rather have each half: “half”"),
    (Criticise(0), "finds fault with Who gets the fruit"), (State("need", ((0, 0),)), "needs: Who gets the fruit: eater"),
    (State("red line", ((0, 2),)), "can never accept, taken together: Who gets the fruit: baker"),
    (Threaten("I leave", "noon"), "threatens to act outside the talks by noon: “I leave”"),
    (Release(Accept(X), ("baker",)), f"lets The child who bakes be told that it accepts {FULL}"),
    (Carry(Offer(X), "eater"), f"passes on that {EATER} offers: {FULL}"), (Visit("eater"), f"goes to {EATER}"),
    (Propose(X, "fair", ("eater",)), f"proposes {FULL} (rests on what {EATER} confided): “fair”"),
    (Pledge("payment", "eater", 0.5), f"pledges a payment to {EATER} for any agreement, worth 0.5 to it"),
    (Pledge("cost", "eater", 1), f"pledges a cost to {EATER} of having no agreement, worth 1 to it"),
    (Ask(CouldAccept(X)), f"asks: could you live with this? {FULL}"),
    (Ask(Compare(X, Y)), f"asks: which would you rather have? First: {FULL}. Second: the same but Who gets the peel: each half"),
    (Ask(Rate(X)), f"asks: how good is this for you, from 0 to 100? {FULL}"),
    (Ask(Rank((X,))), f"asks: in what order would you put these, the best first? 1. {FULL}."), (Close("done"), "closes the talks: “done”"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "words"), SAID, ids=range(len(SAID)))
def test_an_act_in_plain_words(said, words):
    assert phrase("eater", said, CASE) == words


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (CouldAccept(X), True, "yes"), (CouldAccept(X), False, "no"), (Compare(X, Y), 0, "the first"),
        (Compare(X, Y), 1, "the second"), (Compare(X, Y), 2, "no difference"), (Rate(X), 55.5, "55.5 of 100"),
        (Rank((X, Y)), (1, 0), "in this order: 2, 1"), (Rate(X), None, "no answer"), (None, 7, "7"), (None, True, "yes"),
    ],
)  # fmt: skip
def test_an_answer_is_read_with_its_question(question, answer, words):
    assert phrase("eater", Answer(answer), CASE, Before(question=question)) == f"answers: {words}"


def test_what_is_close_to_what_was_named_is_told_by_what_differs():
    seen = Before(X, None, {"eater": Y})
    assert phrase("eater", Accept(X), CASE, seen) == "accepts the same"
    assert phrase("eater", Offer(Y), CASE, seen) == "offers: its last offer again"
    assert phrase("baker", Offer(Y), CASE, seen) == "offers: the same but Who gets the peel: each half"
    assert phrase("eater", Offer(Z), CASE, seen) == "offers: Who gets the fruit: baker; Who gets the peel: eater"
    assert phrase("host", Carry(Offer(Y), "eater"), CASE, Before(own=seen.own)).endswith("offers: its last offer again")
    assert phrase("host", Propose(Y), CASE, Before(own={"host": Y})) == "proposes its last draft again"


def test_every_act_can_be_counted():
    assert set(KINDS) == set(OF_PARTIES + OF_ANY_MEDIATOR + sum(OF_MEDIATORS_WHO.values(), ()))


@given(st.integers(0))
def test_every_act_has_a_phrase_that_steers_nothing(seed):
    rng = np.random.default_rng(seed)
    strange = replace(
        PRICES,
        parties=tuple(replace(p, name="\x1b[31m\u202e" + p.name) for p in PRICES.parties),
        issues=tuple(replace(i, name="\r\n" + i.name) for i in PRICES.issues),
    )
    for _ in range(10):
        said = act(rng, strange)
        words = phrase("a", said, strange)
        assert all(c.isprintable() for c in words)
        named = outcome_named(said)
        assert named is None or len(named) == 3


def test_names():
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert called(CASE)["eater"] == EATER

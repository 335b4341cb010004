"""Theirs in our talks: they remember, and yet the same view has the same answer, and the same seed the same record."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("negmas", reason="negmas is not installed")

from negmas.sao import ResponseType, SAONegotiator, SAOResponse
from random_talks import random_talk

from mediant.bridges.negmas import strategy
from mediant.bridges.negmas.strategy import NegmasStrategy
from mediant.errors import BrokenPlugin, InvalidValue, UnknownPlugin, WrongAct
from mediant.talks.acts import Accept, Offer, WalkOut
from mediant.talks.session import play, replay
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware

seeds = st.integers(0, 10**6)
REMEMBERING = [
    "BoulwareTBNegotiator", "NaiveTitForTatNegotiator", "MiCRONegotiator", "HybridNegotiator", "WABNegotiator",
    "RandomNegotiator",
]  # fmt: skip


class Asked:
    """Keeps the views that a strategy is asked with."""

    def __init__(self, asked):
        self.asked, self.views = asked, []

    def act(self, view, rng):
        self.views.append(view)
        return self.asked.act(view, rng)


@given(seeds, st.sampled_from(["BoulwareTBNegotiator", "NaiveTitForTatNegotiator", "HybridNegotiator"]))
def test_their_offers_are_whole_and_at_or_above_the_reserve(seed, name):
    talk = random_talk(seed)
    record = play(talk, {"p1": NegmasStrategy(name), "p2": Boulware()}, seed)
    said = [entry.act for entry in record.entries if entry.speaker == "p1"]
    assert said
    for act in said:
        assert isinstance(act, Offer | Accept)
        assert talk.standings["p1"].utility(act.choices) >= talk.standings["p1"].reserved
        assert len(act.choices) == len(talk.options)


@given(seeds, st.sampled_from(REMEMBERING), st.integers(2, 3))
def test_a_replay_and_a_second_play_give_the_same_record(seed, name, parties):
    talk = random_talk(seed, parties=parties)

    def played():
        return play(talk, {party: NegmasStrategy(name) for party in talk.standings}, seed)

    record = played()
    assert played() == record
    assert replay(talk, record.entries) == record


@given(seeds, st.sampled_from(REMEMBERING), st.randoms(use_true_random=False))
def test_one_that_has_heard_nothing_of_it_answers_any_view_the_same(seed, name, chance):
    """It is the fold over what was heard that answers, and not what happened to be asked before."""
    talk = random_talk(seed, rounds=20)
    asked = Asked(NegmasStrategy(name))
    record = play(talk, {"p1": asked, "p2": Boulware()}, seed)
    said = [entry.act for entry in record.entries if entry.speaker == "p1"]
    other = NegmasStrategy(name)
    order = list(range(len(said)))
    chance.shuffle(order)
    for turn in order[:6]:
        stream = np.random.default_rng(seed).spawn(2)[0]
        stream.random(3)  # how much was drawn from it does not count
        assert other.act(asked.views[turn], stream) == said[turn]
        assert other.act(asked.views[turn], stream) == said[turn]


def test_it_walks_out_where_nothing_is_worth_its_reserve():
    record = play(random_talk(1, reserved=1.5), {"p1": NegmasStrategy("MiCRONegotiator"), "p2": Boulware()})
    assert record.entries[0].act == WalkOut()


def test_each_turn_costs_one_answer(monkeypatch):
    told = []
    answer = strategy.Table.answer
    monkeypatch.setattr(strategy.Table, "answer", lambda *told_: told.append(told_) or answer(*told_))
    record = play(random_talk(1), {"p1": NegmasStrategy("BoulwareTBNegotiator"), "p2": Boulware()})
    assert len(told) == sum(entry.speaker == "p1" for entry in record.entries)


def test_many_seats_are_held_at_once_but_not_without_end(monkeypatch):
    monkeypatch.setattr(strategy, "MOST_HELD", 2)
    talk = random_talk(1, parties=3)
    one = NegmasStrategy("BoulwareTBNegotiator")
    alone = play(talk, {party: NegmasStrategy("BoulwareTBNegotiator") for party in talk.standings})
    assert play(talk, dict.fromkeys(talk.standings, one)) == alone
    assert len(one._held) <= 2


def test_it_is_pickled_by_its_name():
    talk = random_talk(1)
    one = NegmasStrategy("NaiveTitForTatNegotiator")
    record = play(talk, {"p1": one, "p2": Boulware()})
    again = pickle.loads(pickle.dumps(one))
    assert play(talk, {"p1": again, "p2": Boulware()}) == record


def test_a_candid_party_may_think_with_theirs():
    talk = random_talk(2)
    plain = play(talk, {"p1": NegmasStrategy("BoulwareTBNegotiator"), "p2": Boulware()})
    candid = play(talk, {"p1": Candid(NegmasStrategy("BoulwareTBNegotiator")), "p2": Boulware()})
    assert candid == plain


@pytest.mark.parametrize(
    ("name", "leaf", "seen"),
    [
        ("BoulwareTBNegotiatr", UnknownPlugin, "did you mean 'BoulwareTBNegotiator'"),
        ("SAOMechanism", UnknownPlugin, "no negotiators of NegMAS named 'SAOMechanism'"),
        ("", UnknownPlugin, "no negotiators of NegMAS named ''"),
        ("os.path.join", UnknownPlugin, "with dots"),
        ("nonesuch_package.Agent", BrokenPlugin, "No module named 'nonesuch_package'"),
        (".Agent", UnknownPlugin, "no negotiators of NegMAS"),
        ("MeanMetaNegotiator", InvalidValue, "needs no arguments"),
        ("SAOCallNegotiator", InvalidValue, "needs no arguments"),
    ],
)
def test_a_name_of_none_is_one_clear_line(name, leaf, seen):
    with pytest.raises(leaf) as caught:
        NegmasStrategy(name)
    assert seen in str(caught.value)
    assert "\n" not in str(caught.value)


class Answers(SAONegotiator):
    """A negotiator of somebody's that answers badly."""

    answer = None

    def __call__(self, state, dest=None):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def propose(self, state, dest=None):
        return None


def answering(monkeypatch, answer):
    monkeypatch.setattr(Answers, "answer", answer)
    monkeypatch.setattr(strategy, "_class_of", lambda name: Answers)
    return play(random_talk(1), {"p1": NegmasStrategy("Answers"), "p2": Boulware()})


@pytest.mark.parametrize(
    "answer",
    [
        SAOResponse(ResponseType.END_NEGOTIATION, None),
        SAOResponse(ResponseType.LEAVE, None),
        SAOResponse(ResponseType.REJECT_OFFER, None),
        SAOResponse(ResponseType.ACCEPT_OFFER, None),
    ],
)
def test_to_end_or_to_offer_nothing_is_to_walk_out(monkeypatch, answer):
    record = answering(monkeypatch, answer)
    assert record.entries[-1].act == WalkOut()
    assert record.end.agreement is None


@pytest.mark.parametrize(
    "answer",
    [
        SAOResponse(ResponseType.WAIT, None),
        SAOResponse(ResponseType.NO_RESPONSE, None),
        SAOResponse(ResponseType.REJECT_OFFER, (0, 0, 99)),
        SAOResponse(ResponseType.REJECT_OFFER, ("a", 0, 0)),
        SAOResponse(ResponseType.REJECT_OFFER, (0,)),
        SAOResponse(ResponseType.ACCEPT_OFFER, (0, 0, 0)),
    ],
)
def test_an_answer_without_meaning_is_a_wrong_act(monkeypatch, answer):
    with pytest.raises(WrongAct, match="p1"):
        answering(monkeypatch, answer)


def test_code_of_theirs_that_fails_is_named(monkeypatch):
    with pytest.raises(BrokenPlugin, match=r"negmas:Answers.*ZeroDivisionError: by nought"):
        answering(monkeypatch, ZeroDivisionError("by nought"))

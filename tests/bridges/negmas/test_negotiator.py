"""Ours in NegMAS' mechanism say what they say in our own engine, and sit in its tournaments."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("negmas", reason="negmas is not installed")

from negmas.outcomes import make_issue, make_os
from negmas.preferences import MappingUtilityFunction
from negmas.sao import BoulwareTBNegotiator, ResponseType, SAOMechanism
from random_talks import as_ufuns, random_talk

from mediant.bridges.negmas.negotiator import MediantNegotiator
from mediant.errors import InvalidValue, UnknownPlugin, WrongAct
from mediant.talks.acts import Accept, Offer, Reject, WalkOut
from mediant.talks.session import play
from mediant.talks.strategies.micro import MiCRO
from mediant.talks.strategies.time_dependent import Boulware, Conceder, Linear

seeds = st.integers(0, 10**6)


def in_negmas(talk, strategies, *, seed=0, **settings):
    space, ufuns = as_ufuns(talk)
    mechanism = SAOMechanism(outcome_space=space, **({"n_steps": 30} | settings))
    for strategy, ufun in zip(strategies, ufuns, strict=True):
        mechanism.add(MediantNegotiator(strategy=strategy, seed=seed), ufun=ufun)
    mechanism.run()
    return mechanism


def offers(record):
    return [entry.act.choices for entry in record.entries if isinstance(entry.act, Offer)]


@given(seeds)
def test_boulware_against_conceder_is_the_same_talk_in_both_engines(seed):
    talk = random_talk(seed)
    ours = play(talk, {"p1": Boulware(), "p2": Conceder()})
    theirs = in_negmas(talk, [Boulware(), Conceder()])
    assert [offer for _, offer in theirs.trace] == offers(ours)
    assert theirs.agreement == ours.end.agreement


@given(seeds, st.permutations([Boulware(), MiCRO(), MiCRO()]) | st.permutations([Boulware(), Linear(), Conceder()]))
def test_with_three_parties_and_with_chance_too(seed, strategies):
    talk = random_talk(seed, parties=3)
    ours = play(talk, dict(zip(talk.standings, strategies, strict=True)), seed)
    theirs = in_negmas(talk, strategies, seed=seed)
    assert [offer for _, offer in theirs.trace] == offers(ours)
    assert theirs.agreement == ours.end.agreement


class Spy:
    def __init__(self, strategy):
        self.strategy, self.views = strategy, []

    def act(self, view, rng):
        self.views.append(view)
        return self.strategy.act(view, rng)


@given(seeds)
def test_its_views_are_those_of_our_engine(seed):
    talk = random_talk(seed, parties=3)
    inside, outside = ([Spy(Boulware()), Spy(Boulware()), Spy(Linear())] for _ in range(2))
    play(talk, dict(zip(talk.standings, outside, strict=True)))
    in_negmas(talk, inside)
    for one, two in zip(inside, outside, strict=True):
        assert [view.time for view in one.views] == [view.time for view in two.views]
        acts = [[(words.speaker[-1], words.act) for words in view.heard] for view in one.views]
        assert acts == [[(words.speaker[-1], words.act) for words in view.heard] for view in two.views]
        assert {view.options for view in one.views} == {talk.options}
        assert {len(view.parties) for view in one.views} == {3}


@pytest.mark.parametrize("name", ["boulware", "micro"])
def test_a_plugin_is_found_by_its_name_and_survives_pickling(name):
    again = pickle.loads(pickle.dumps(MediantNegotiator(strategy=name)))
    assert isinstance(again, MediantNegotiator)
    with pytest.raises(UnknownPlugin, match="bulware"):
        MediantNegotiator(strategy="bulware")


def test_it_agrees_with_one_of_theirs_on_something_rational():
    talk = random_talk(1)
    space, ufuns = as_ufuns(talk)
    mechanism = SAOMechanism(outcome_space=space, n_steps=30)
    mechanism.add(MediantNegotiator(strategy="boulware"), ufun=ufuns[0])
    mechanism.add(BoulwareTBNegotiator(), ufun=ufuns[1])
    mechanism.run()
    assert mechanism.agreement is not None
    assert all(ufun(mechanism.agreement) >= ufun.reserved_value for ufun in ufuns)


class Says:
    def __init__(self, act):
        self.said = act

    def act(self, view, rng):
        return self.said


@pytest.mark.parametrize("act", [Accept((0, 0, 0)), Reject((0, 0, 0)), "something"])
def test_an_act_that_negmas_does_not_know_is_refused(act):
    with pytest.raises(WrongAct, match="NegMAS knows no other acts"):
        in_negmas(random_talk(1), [Says(act), Boulware()])


def test_to_walk_out_ends_it():
    theirs = in_negmas(random_talk(1), [Boulware(), Says(WalkOut())])
    assert theirs.agreement is None
    assert theirs.state.broken
    assert len(theirs.trace) == 1


def test_asked_in_halves_it_answers_the_same():
    talk = random_talk(1)
    space, ufuns = as_ufuns(talk)
    mechanism = SAOMechanism(outcome_space=space, n_steps=30)
    negotiator = MediantNegotiator(strategy="boulware")
    mechanism.add(negotiator, ufun=ufuns[0])
    mechanism.add(MediantNegotiator(strategy="conceder"), ufun=ufuns[1])
    mechanism.step()
    state = mechanism.state
    assert negotiator.respond(state) == negotiator(state).response
    assert negotiator.propose(state) == (
        negotiator(state).outcome if negotiator.respond(state) == ResponseType.REJECT_OFFER else None
    )


def test_time_that_a_clock_counts_is_time():
    spies = [Spy(Boulware()), Spy(Boulware())]
    in_negmas(random_talk(3), spies, n_steps=None, time_limit=0.2)
    times = [view.time for view in spies[0].views]
    assert times == sorted(times)
    assert 0 <= times[0] < times[-1] <= 1


def test_a_space_without_end_is_refused():
    space = make_os([make_issue((0.0, 1.0), "price")])
    mechanism = SAOMechanism(outcome_space=space, n_steps=5)
    for _ in range(2):
        mechanism.add(MediantNegotiator(), ufun=MappingUtilityFunction(lambda x: x[0], outcome_space=space))
    with pytest.raises(InvalidValue, match="finite number of options"):
        mechanism.run()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_it_plays_their_tournament(tmp_path):
    from negmas import Scenario
    from negmas.tournaments.neg import cartesian_tournament

    talk = random_talk(4)
    space, ufuns = as_ufuns(talk)
    results = cartesian_tournament(
        competitors=[MediantNegotiator, MediantNegotiator, BoulwareTBNegotiator],
        competitor_params=[{"strategy": "boulware"}, {"strategy": "micro"}, {}],
        scenarios=[Scenario(space, tuple(ufuns))],
        n_steps=20,
        n_repetitions=1,
        njobs=-1,
        path=None,
        verbosity=0,
    )
    assert len(results.details) >= 9
    assert np.isfinite(results.final_scores["score"]).all()
    assert not results.details["has_error"].any()

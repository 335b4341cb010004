"""A negotiator finds at our table what NegMAS' own mechanism would show it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("negmas", reason="negmas is not installed")

import negmas.sao
from negmas.sao import ResponseType, SAOMechanism, SAONegotiator, SAOResponse
from random_talks import random_talk

from mediant.bridges.negmas.table import Table
from mediant.bridges.negmas.translation import ufun_of
from mediant.talks.acts import Accept, Carry, Invite, Offer, Propose, Reject
from mediant.talks.record import Heard, Room
from mediant.talks.standing import sorted_table

COUNTS = (2, 3)
ROOM = Room("plenary", ("a", "b", "c"))


def ufun():
    return ufun_of(sorted_table(COUNTS, np.arange(6.0), 1.0), COUNTS)


class Watching(SAONegotiator):
    """Writes down what it is told; offers in turn, or accepts."""

    def __init__(self, *answers, **rest):
        super().__init__(**rest)
        self.answers, self.log = list(answers), []

    def on_negotiation_start(self, state):
        self.log.append(("start", self.nmi.n_negotiators))

    def on_partner_proposal(self, state, partner_id, offer):
        self.log.append(("proposal", partner_id, offer))

    def on_partner_response(self, state, partner_id, outcome, response):
        self.log.append(("response", partner_id, outcome, response.name))

    def __call__(self, state, dest=None):
        self.log.append(("asked", state.step, state.current_offer, state.current_proposer, state.n_acceptances))
        answer = self.answers.pop(0)
        if answer is None:
            return SAOResponse(ResponseType.ACCEPT_OFFER, state.current_offer)
        return SAOResponse(ResponseType.REJECT_OFFER, answer)

    def propose(self, state, dest=None):
        return None


def seated(*answers):
    watching = Watching(*answers, id="b", name="b")
    return Table(watching, ufun(), ROOM.seats, "b"), watching


def heard(speaker, act):
    return Heard(ROOM, speaker, act)


def test_it_is_told_what_negmas_itself_tells():
    table, here = seated((0, 1), (0, 2))
    table.answer([heard("a", Offer((1, 2)))], 0.0)
    table.answer([heard("c", Offer((1, 1))), heard("a", Accept((1, 1)))], 0.5)

    there = Watching((0, 1), (0, 2), id="b", name="b")
    mechanism = SAOMechanism(outcome_space=ufun().outcome_space, n_steps=5)
    others = Watching((1, 2), None, id="a", name="a"), Watching((1, 1), (0, 0), id="c", name="c")
    for negotiator in (others[0], there, others[1]):
        mechanism.add(negotiator, ufun=ufun())
    mechanism.step()
    mechanism.step()
    seen = [entry for entry in there.log if entry[1:2] != ("c",) or entry[-1] != (0, 0)]  # said after its second turn
    assert here.log == seen[: len(here.log)]
    assert [entry[0] for entry in here.log] == [
        "start", "proposal", "asked", "response", "proposal", "response", "asked",
    ]  # fmt: skip


@given(
    st.integers(0, 10**6),
    st.sampled_from(["BoulwareTB", "NaiveTitForTat", "Hybrid", "CAB", "WAB", "FirstOfferOrientedTB"]),
)
def test_told_the_same_at_the_same_times_it_offers_the_same_as_in_their_mechanism(seed, name):
    talk = random_talk(seed)
    kind = getattr(negmas.sao, f"{name}Negotiator")
    ufuns = [ufun_of(standing, talk.options) for standing in talk.standings.values()]
    mechanism = SAOMechanism(outcome_space=ufuns[0].outcome_space, n_steps=30)
    mechanism.add(negmas.sao.LinearTBNegotiator(id="a"), ufun=ufuns[0])
    mechanism.add(kind(id="b"), ufun=ufuns[1])
    mechanism.run()
    # A fresh one: NegMAS keeps the inverse with the utility function, and that remembers what it was asked.
    table = Table(kind(id="b"), ufun_of(talk.standings["p2"], talk.options), ("a", "b"), "b")
    room = Room("plenary", ("a", "b"))
    for state in mechanism.history:
        offers = dict(state.new_offers)
        if "a" not in offers:  # the other one has accepted
            break
        answer = table.answer([Heard(room, "a", Offer(offers["a"]))], state.relative_time)
        assert answer.outcome == offers.get("b", offers["a"])
        assert (answer.response == ResponseType.ACCEPT_OFFER) == ("b" not in offers)


def test_time_comes_from_the_talks_and_never_reaches_its_ends():
    table, here = seated((0, 1), (0, 1), (0, 1))
    for time in (0.0, 0.5, 1.0):
        table.answer([], time)
        assert here.nmi.state.relative_time == here.nmi.state.time == table.time
    assert [round(state.relative_time, 5) for state in table.history] == [0, 0.5, 1]
    assert table.time < 1
    assert table.history[0].time > 0
    assert here.nmi.n_steps is None
    assert here.nmi.time_limit == 1.0


def test_what_was_offered_can_be_looked_up():
    table, here = seated((0, 1), (0, 2))
    table.answer([heard("a", Offer((1, 2)))], 0.0)
    table.answer([heard("c", Offer((1, 1)))], 0.5)
    assert here.nmi.trace[:2] == [("a", (1, 2)), ("b", (0, 1))]
    assert table.state.new_offers == [("c", (1, 1)), ("b", (0, 2))]


@pytest.mark.parametrize(("act", "proposer"), [(Propose((1, 0)), "a"), (Carry(Offer((1, 0), to=("b",)), of="c"), "c")])
def test_drafts_and_what_is_carried_are_offers(act, proposer):
    table, here = seated((0, 1))
    table.answer([heard("a", act)], 0.0)
    assert here.log[-1] == ("asked", 0, (1, 0), proposer, 1)


def test_asked_again_after_nothing_new_it_makes_another_offer():
    table, here = seated((0, 1), (0, 2))
    table.answer([], 0.0)
    table.answer([heard("a", Invite())], 0.5)
    assert here.log[-1][:3] == ("asked", 1, None)


def test_a_rejection_is_told():
    table, here = seated((0, 1), (0, 2))
    table.answer([], 0.0)
    table.answer([heard("a", Reject((0, 1)))], 0.5)
    assert ("response", "a", (0, 1), "REJECT_OFFER") in here.log

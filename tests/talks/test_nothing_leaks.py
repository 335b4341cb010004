"""Talks in pairs that differ only in one side's secret: the other side's view is the same until something says so.

The second half plants leaks, one at a time, and shows that the same check finds each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaks import leak, seen_by
from small_talks import OPTIONS, shuttle, table

from mediant.talks import permitted, session
from mediant.talks.acts import Answer, Ask, Carry, Close, CouldAccept, Invite, Leave, Offer, Pledge, Propose, Visit
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.protocols.shuttle import Shuttle
from mediant.talks.record import Heard
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.micro import MiCRO
from mediant.talks.strategies.time_dependent import Boulware, Conceder

OUTCOMES = [(i, j) for i in range(OPTIONS[0]) for j in range(OPTIONS[1])]
SECRETS = [((0, 1, 2, 3, 4, 5), 3.0), ((5, 0, 5, 0, 5, 0), 1.0), ((2, 2, 2, 9, 2, 2), 5.0), ((1, 1, 1, 1, 1, 1), 2.0)]
utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
negotiators = st.sampled_from([Boulware(), Conceder(), MiCRO()])


@dataclass(frozen=True)
class Prober:
    """Asks each party about every outcome, then proposes what both could live with, and says what that rests on."""

    honest: bool = True

    def act(self, view, rng):
        present = [party for party in view.parties if party in view.room.seats]
        if not present:
            return self.choose(view)
        (party,) = present
        unasked = [choices for choices in self.outcomes(view, party) if choices not in self.asked(view, party)]
        if unasked:
            return self.question(view, party, unasked[0])
        if view.heard[-1].room.id == view.room.id or not self.draft(view):
            return Leave()
        return self.proposal(view, party, self.draft(view)[0])

    def choose(self, view):
        visits = [words.act.party for words in view.heard if isinstance(words.act, Visit)]
        return Close() if len(visits) >= 4 else Visit(view.parties[len(visits) % 2])

    def outcomes(self, view, party):
        return OUTCOMES

    def question(self, view, party, choices):
        return Ask(CouldAccept(choices))

    def proposal(self, view, party, choices):
        return Propose(choices, rests_on=tuple(one for one in view.parties if one != party) if self.honest else ())

    def asked(self, view, party):
        return {w.act.question.choices: party for w in view.heard if isinstance(w.act, Ask) and party in w.room.seats}

    def draft(self, view):
        liked = [self.liked(view, party) for party in view.parties]
        return [choices for choices in OUTCOMES if all(choices in one for one in liked)]

    def liked(self, view, party):
        pairs = zip(view.heard, view.heard[1:], strict=False)
        return [a.act.question.choices for a, b in pairs if b.speaker == party and b.act == Answer(True)]


def views(mediator, secret, known, *, seats=None, rounds=30, game=None):
    game = game or shuttle(rounds=rounds)
    game = replace(game, standings={"first": table(*secret), "second": table(*known)})
    seats = {"first": Candid(Boulware()), "second": Candid(Boulware())} | (seats or {}) | {"host": mediator}
    return seen_by("second", game, seats)


def found(mediator, secrets=SECRETS, **settings):
    """The leaks over all pairs of secrets."""
    runs = [views(mediator, secret, ((5, 4, 3, 2, 1, 0), 2.0), **settings) for secret in secrets]
    pairs = [(one, two) for one in runs for two in runs]
    return [seen for one, two in pairs if (seen := leak("first", "second", one, two)) is not None]


@given(utilities, utilities, utilities, negotiators, negotiators, st.sampled_from([Facilitator(), Prober()]))
def test_the_other_side_sees_the_same_until_something_says_so(secret, other, known, first, second, mediator):
    seats = {"first": Candid(first), "second": Candid(second)}
    one, two = (views(mediator, (one, 3.0), (known, 2.0), seats=seats) for one in (secret, other))
    assert leak("first", "second", one, two) is None


@pytest.mark.parametrize("mediator", [Facilitator(), Prober()], ids=lambda mediator: type(mediator).__name__)
def test_the_talks_that_leaks_are_planted_in_have_none(mediator):
    assert found(mediator) == []


class Undeclared(Prober):
    """Proposes on the strength of confidences and does not say so."""

    def proposal(self, view, party, choices):
        return Propose(choices)


class Telling(Prober):
    """Lets slip in its questions how often the other side said yes."""

    def question(self, view, party, choices):
        said = sum(isinstance(words.act, Answer) and words.act.answer is True for words in view.heard[:12])
        return Ask(CouldAccept(choices if party == "first" or said % 2 else OUTCOMES[-1 - OUTCOMES.index(choices)]))

    def asked(self, view, party):
        count = sum(isinstance(words.act, Ask) and party in words.room.seats for words in view.heard)
        return OUTCOMES if count >= 6 else [o for o in OUTCOMES if OUTCOMES.index(o) < count]


class Selective(Prober):
    """Asks one side only about what the other could live with."""

    def outcomes(self, view, party):
        return OUTCOMES if party == "first" else self.liked(view, "first")


class Wordy(Prober):
    """Tells in its reasons what was confided."""

    def proposal(self, view, party, choices):
        return Propose(OUTCOMES[0], f"the other side can live with {len(self.liked(view, 'first'))} outcomes")


class Hasty(Prober):
    """Skips one side when the other has said no too often."""

    def choose(self, view):
        visits = [words.act.party for words in view.heard if isinstance(words.act, Visit)]
        if len(visits) == 1 and len(self.liked(view, "first")) < 3:
            return Visit("first")
        return Close() if len(visits) >= 2 else Visit(view.parties[len(visits) % 2])


class Generous(Prober):
    """Pledges to one side what the other side needs."""

    def proposal(self, view, party, choices):
        return Pledge("payment", party, float(len(self.liked(view, "first"))))

    def draft(self, view):
        return [OUTCOMES[0]]


class Gossip(Prober):
    """Carries answers that nobody has released."""

    def act(self, view, rng):
        answers = [words.act for words in view.heard if words.speaker == "first" and isinstance(words.act, Answer)]
        carried = any(isinstance(words.act, Carry) for words in view.heard)
        if "second" in view.room.seats and answers and not carried:
            return Carry(answers[0], "first")
        return super().act(view, rng)


class OneClock(Shuttle):
    """Every clock runs on while others talk."""

    def __call__(self, parties, mediators):
        course = super().__call__(parties, mediators)
        said, turns = None, 0
        try:
            while True:
                turn = course.send(said)
                said = yield replace(turn, time=turns / 200)
                turns += 1
        except StopIteration as stop:
            return stop.value


class NumberedRooms(Shuttle):
    """Rooms are numbered in the order in which words are said in them."""

    def __call__(self, parties, mediators):
        course = super().__call__(parties, mediators)
        said, turns = None, 0
        try:
            while True:
                turn = course.send(said)
                said = yield replace(turn, room=replace(turn.room, id=f"{turn.room.id} {turns}"))
                turns += 1
        except StopIteration as stop:
            return stop.value


def shuttle_by(protocol):
    return replace(shuttle(), protocol=protocol)


MEDIATORS = [Undeclared(), Telling(), Selective(), Wordy(), Hasty(), Generous()]


@pytest.mark.parametrize("mediator", MEDIATORS, ids=lambda mediator: type(mediator).__name__)
def test_a_leaking_mediator_is_caught(mediator):
    assert found(mediator)


def test_a_clock_that_runs_for_all_is_caught():
    assert found(Stopping(), game=shuttle_by(OneClock(30)))


def test_numbers_of_rooms_are_caught():
    assert found(Stopping(), game=shuttle_by(NumberedRooms(30)))


def test_an_unreleased_answer_that_is_carried_is_caught(monkeypatch):
    with pytest.raises(session.WrongAct, match="in confidence"):
        found(Gossip())
    monkeypatch.setitem(permitted.CHECKS, Carry, lambda act, place: None)
    assert found(Gossip())


def test_words_heard_through_the_wall_are_caught(monkeypatch):
    def all_rooms(self, turn, acts, take=session._Hall.take):
        said = take(self, turn, acts)
        for entry in said:
            if "second" not in turn.room.seats and "second" in self.heard:
                self.heard["second"].append(Heard(entry.room, entry.speaker, entry.act))
        return said

    monkeypatch.setattr(session._Hall, "take", all_rooms)
    assert found(Prober())


def test_what_a_draft_rests_on_is_caught_when_heard(monkeypatch):
    monkeypatch.setattr(session, "heard_as", lambda entry, seat: Heard(entry.room, entry.speaker, entry.act))
    assert found(Vague())


def test_one_chance_for_all_is_caught():
    class Shared(Candid):
        def act(self, view, rng):
            return super().act(view, chance)

    def noisy():
        return {seat: Shared(Random(), 0.0) for seat in ("first", "second")}

    runs = []
    for secret in SECRETS:
        chance = np.random.default_rng(0)
        runs.append(views(Inviting(), secret, ((5, 4, 3, 2, 1, 0), 2.0), seats=noisy()))
    assert any(leak("first", "second", one, two) is not None for one in runs for two in runs)


class Random:
    """Draws the more often the more it could live with, then offers anything."""

    def act(self, view, rng):
        draws = sum(view.standing.utility(choices) >= view.standing.reserved for choices in OUTCOMES)
        return Offer(OUTCOMES[[int(rng.integers(6)) for _ in range(draws)][-1]] if draws else OUTCOMES[0])


class Inviting(Prober):
    """Gives both the floor once."""

    def act(self, view, rng):
        if not any(party in view.room.seats for party in view.parties):
            return self.choose(view)
        return Invite() if isinstance(view.heard[-1].act, Visit) else Leave()


class Stopping(Prober):
    """Stops asking one side at its first yes, and asks the other side about everything."""

    def outcomes(self, view, party):
        return OUTCOMES if party == "second" or not self.liked(view, "first") else []


class Vague(Prober):
    """Asks one side a question that rests on the other's confidences or does not, which is for nobody to know."""

    def question(self, view, party, choices):
        rests = party == "second" and len(self.liked(view, "first")) % 2
        return Ask(CouldAccept(choices), rests_on=("second",) if rests else ())

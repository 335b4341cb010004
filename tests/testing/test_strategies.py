"""The check of negotiators finds every fault that it speaks of, and nothing else."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mediant.registry import installed, load
from mediant.talks.acts import Accept, Offer, WalkOut
from mediant.talks.record import on_the_table
from mediant.talks.strategies.time_dependent import Boulware
from mediant.testing import check_strategy


@pytest.mark.parametrize("name", [plugin.name for plugin in installed("strategies")])
def test_every_installed_negotiator_keeps_to_the_rules(name):
    check_strategy(load("strategies", name)())


class Counting:
    """Concedes by what it has counted."""

    def __init__(self):
        self.turn = 0

    def act(self, view, rng):
        self.turn += 1
        return Offer(view.standing.ranked(0) if self.turn % 2 else view.standing.at_least(view.standing.reserved))


class OfAll:
    """Remembers in its class: every copy shares it."""

    seen = itertools.count()

    def act(self, view, rng):
        return Offer(view.standing.ranked(0)) if next(self.seen) < 400 else Boulware().act(view, rng)


class LostInCopies(Boulware):
    """Keeps something that its copies have not."""

    def __init__(self):
        super().__init__()
        self.bold = True

    def __getstate__(self):
        return {"beta": self.beta, "bold": False}

    def act(self, view, rng):
        return Offer(view.standing.at_least(view.standing.greatest if self.bold else view.standing.reserved))


class OwnChance(Boulware):
    """Draws from elsewhere than it is told to."""

    def act(self, view, rng):
        return super().act(view, rng) if np.random.default_rng().random() < 0.5 else Offer(view.standing.ranked(0))


class Mending(Boulware):
    """Changes what it is shown."""

    def act(self, view, rng):
        view.standing.utilities[0] = 99.0
        return super().act(view, rng)


class Forging(Boulware):
    """Rewrites what it has heard."""

    def act(self, view, rng):
        act = super().act(view, rng)
        if view.heard and isinstance(view.heard[-1].act, Offer):
            object.__setattr__(view.heard[-1].act, "to", ("nobody",))
        return act


class Malformed(Boulware):
    """Answers with an outcome of another case."""

    def act(self, view, rng):
        return Offer((0, 0, 0))


class Wordy(Boulware):
    """Answers with words."""

    def act(self, view, rng):
        return "no"


class Presuming(Boulware):
    """Accepts what nobody has offered."""

    def act(self, view, rng):
        return Accept(view.standing.ranked(0))


class Soft(Boulware):
    """Accepts whatever comes."""

    def act(self, view, rng):
        table = on_the_table(view)
        return super().act(view, rng) if table is None else Accept(table)


class Reckless(Boulware):
    """Offers without regard to red lines and reserve."""

    def act(self, view, rng):
        return Offer((0, 0))


class Clumsy(Boulware):
    """Fails once it is alone with many words."""

    def act(self, view, rng):
        return super().act(view, rng) if len(view.heard) < 30 else [][0]


FAULTS = {
    Counting: "it remembers something",
    OfAll: "it remembers something",
    LostInCopies: "from a copy; it remembers something",
    OwnChance: "it remembers something",
    Mending: "changed its view",
    Forging: "changed its view",
    Malformed: "expected for every issue the number of an option",
    Wordy: "answered 'no'; expected",
    Presuming: "expected an outcome that it has heard an offer of",
    Soft: "expected its reserve",
    Reckless: "expected its reserve|crosses its red line",
    Clumsy: "raised IndexError: list index out of range",
}


@pytest.mark.parametrize("faulty", FAULTS, ids=lambda faulty: faulty.__name__)
def test_a_planted_fault_is_found_and_told_in_one_line(faulty):
    with pytest.raises(AssertionError, match=FAULTS[faulty]) as caught:
        check_strategy(faulty())
    told = str(caught.value)
    assert "\n" not in told
    assert told.startswith(f"{faulty.__name__}() at turn ")


def test_what_it_remembers_is_shown():
    with pytest.raises(AssertionError, match=r"Counting\(\) at turn \d+ of \d+, having heard \(.*\): answered Offer\("):
        check_strategy(Counting())


def test_a_negotiator_written_inside_a_function_can_be_checked():
    class Leaving:
        def act(self, view, rng):
            return WalkOut()

    check_strategy(Leaving())


def test_chance_that_is_given_may_be_used():
    class Drawing(Boulware):
        def act(self, view, rng):
            act = super().act(view, rng)
            bold = isinstance(act, Offer) and rng.random() < 0.5
            return Offer(view.standing.ranked(0)) if bold else act

    check_strategy(Drawing())
    assert np.random.default_rng(0).random() == np.random.default_rng(0).random()

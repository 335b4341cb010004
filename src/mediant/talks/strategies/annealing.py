"""Votes on changes of a single text (Klein, Faratin, Sayama & Bar-Yam 2003): climbers and annealers."""

from __future__ import annotations

from math import exp

import numpy as np

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Act, Offer, Propose, Reject, WalkOut
from mediant.talks.record import View
from mediant.talks.strategies.candid import verdict
from mediant.talks.text import drafting, text_of


class Climber:
    """Accepts a change only where it is better for itself; asked about the text itself, it goes by its reserve."""

    votes = True

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Yes or no to what was proposed last."""
        return _vote(view, rng, 0.0)


class Annealer:
    """Accepts a worse change, too, with the chance exp(dU / T), where dU is what it is worth more to it.

    T falls evenly from `hottest` at time 0 to 0 at time 1, where it is a climber. hottest : in units of its utility;
    None for a tenth of what lies between its reserve and its best outcome. Asked about the text itself, it goes by
    its reserve.
    """

    votes = True

    def __init__(self, hottest: float | None = None) -> None:
        if hottest is not None and not 0 <= hottest < float("inf"):
            raise InvalidValue("hottest", str(hottest), "a temperature of 0 or more, in units of utility")
        self.hottest = hottest

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Yes or no to what was proposed last."""
        return _vote(view, rng, self.temperature(view))

    def temperature(self, view: View) -> float:
        """T now."""
        hottest = self.hottest
        if hottest is None:
            hottest = 0.1 * max(0.0, view.standing.greatest - view.standing.reserved)
        return hottest * (1 - view.time)


def _vote(view: View, rng: np.random.Generator, temperature: float) -> Act:
    """Yes or no to the proposal that was heard last; where none waits for a vote, an offer of its best outcome.

    Where no text is discussed, or at its close, an acceptance binds: there it goes by its reserve.
    """
    change = view.heard[-1].act if view.heard else None
    if not isinstance(change, Propose):
        return best_or_nothing(view)
    text = text_of(view) if drafting(view.room) else None
    if text is None or text == change.choices:
        return verdict(change.choices, view, view.standing.reserved)
    chance = chance_to_take(view.standing.utility(text), view.standing.utility(change.choices), temperature)
    return Accept(change.choices) if rng.random() < chance else Reject(change.choices)


def best_or_nothing(view: View) -> Offer | WalkOut:
    """Its best outcome; where that is not worth its reserve it walks out."""
    best = view.standing.ranked(0)
    return WalkOut() if best is None or view.standing.greatest < view.standing.reserved else Offer(best)


def chance_to_take(old: float, new: float, temperature: float) -> float:
    """The chance to go from one utility to another: 1 where it is greater, exp((new - old) / T) where it is not.

    Without heat 1 or 0. Of two outcomes that cross a red line neither is worse, so that there is a way out.
    """
    if temperature <= 0:
        return float(new > old)
    return 1.0 if new >= old else exp((new - old) / temperature)

"""Time and behaviour together (the Hybrid strategy of Keskin, Çakan & Aydoğan 2021, "Solver Agent").

With utilities in [0, 1], t the time, and Δ_i how much better the other's i-th last offer was than the one before it:
    by time:       T = (1-t)² · p0 + 2 · (1-t) · t · p1 + t² · p2            p0, p1, p2 = 1, 0.75, 0.55
    by behaviour:  B = u(own last offer) - (p3 + p3 · t) · Σ_i W_i · Δ_i       p3 = 0.5
    together:      (1 - t²) · B + t² · T, never below the reserve
W weighs up to four steps, the last one most: (1), (0.75, 0.25), (0.66, 0.22, 0.11), (0.5, 0.3, 0.15, 0.05). By time
alone until the other has made two offers. It accepts what is worth what it asks for. Left out: the emotions of people.
Utilities of a case need not lie in [0, 1]: its best takes the place of 1. Among several others it heeds the least Δ.
"""

from __future__ import annotations

from itertools import pairwise
from math import isfinite

import numpy as np

from mediant.talks.acts import Act, Choices
from mediant.talks.record import View, offers_of
from mediant.talks.strategies.composed import Composed
from mediant.talks.strategies.hearing import heard_from

WEIGHTS = ((), (1.0,), (0.75, 0.25), (0.66, 0.22, 0.11), (0.5, 0.3, 0.15, 0.05))
START, MIDDLE, END = 1.0, 0.75, 0.55
EMPATHY = 0.5


class Hybrid:
    """Imitates the other early, follows the clock late."""

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is worth what it asks for, or offer; walk out where nothing is worth its reserve."""
        return Composed(self.asked, accepts=self._as_asked).act(view, rng)

    def asked(self, view: View) -> float:
        """The utility that it asks for now."""
        by_time = self.by_time(view)
        mine, steps = offers_of(view, view.seat), [_step(view, offers) for offers in heard_from(view).values()]
        felt = [step for step in steps if step is not None]
        if not mine or not felt:
            return by_time
        by_behaviour = view.standing.utility(mine[-1]) - EMPATHY * (1.0 + view.time) * min(felt)
        return (1.0 - view.time**2) * by_behaviour + view.time**2 * by_time

    def by_time(self, view: View) -> float:
        """The share of its best that the clock leaves it."""
        t = view.time
        return ((1.0 - t) ** 2 * START + 2.0 * (1.0 - t) * t * MIDDLE + t**2 * END) * view.standing.greatest

    def _as_asked(self, view: View, table: Choices, mine: Choices) -> bool:  # noqa: ARG002  (an Acceptance)
        return view.standing.utility(table) >= self.asked(view)


def _step(view: View, offers: list[Choices]) -> float | None:
    """How much better the last offers have become for it, weighted; None before there are two."""
    worths = [worth for offer in offers[-5:] if isfinite(worth := view.standing.utility(offer))]
    steps = [now - before for before, now in pairwise(worths)]
    weights = WEIGHTS[len(steps)]
    return sum(weight * step for weight, step in zip(weights, reversed(steps), strict=True)) if steps else None

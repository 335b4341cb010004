"""Imitation (Faratin, Sierra & Jennings 1998): concede as the other has conceded.

The paper states it for the number x[j] on issue j. With δ = 1, at step n, y being the other's numbers:
    relative:         x'[j] = min(max(y_{n-2}[j] / y_n[j] · x_{n-1}[j], min_j), max_j)
    random absolute:  x'[j] = min(max(x_{n-1}[j] + (y_{n-2}[j] - y_n[j]) + (-1)^s · R(M), min_j), max_j)
Options need not be numbers, so here the number is the utility to the one who imitates: that of the other's offer for y,
and what it asks for, between its reserve and its best, for x. R(M), a random number up to M, is left out: M = 0.
Among several others it imitates the one to whom it would concede least.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import isfinite

import numpy as np

from mediant.talks.acts import Act
from mediant.talks.record import View
from mediant.talks.strategies.composed import Composed
from mediant.talks.strategies.hearing import heard_from


def absolutely(asked: float, before: float, now: float) -> float:
    """Less by as much as the other's offer has become better."""
    return asked + (before - now)


def relatively(asked: float, before: float, now: float) -> float:
    """Less by the factor by which the other's offer has become better; as much where not both are above 0."""
    return asked * (before / now) if before > 0.0 and now > 0.0 else asked


class TitForTat:
    """Asks for its best at first, and then for what an answer to each step of the other makes of that.

    It offers the outcome of least utility at or above what it asks for, and accepts what is on the table when it is
    worth as much as what it would offer.
    """

    def __init__(self, answer: Callable[[float, float, float], float]) -> None:
        self.answer = answer

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is on the table, or offer; walk out where nothing is worth its reserve."""
        return Composed(self.asked).act(view, rng)

    def asked(self, view: View) -> float:
        """The utility that it asks for now; its best until somebody has made two offers."""
        worth, standing = view.standing.utility, view.standing
        asked_of = []
        for offers in heard_from(view).values():
            asked = standing.greatest
            for before, now in pairwise(filter(isfinite, map(worth, offers))):  # what crosses a red line is no step
                asked = min(max(self.answer(asked, before, now), standing.reserved), standing.greatest)
            asked_of.append(asked)
        return max(asked_of, default=standing.greatest)


class AbsoluteTitForTat(TitForTat):
    """Imitates the difference that the other's steps make to it."""

    def __init__(self) -> None:
        super().__init__(absolutely)


class RelativeTitForTat(TitForTat):
    """Imitates the ratio of the other's steps; it has a meaning for utilities above 0."""

    def __init__(self) -> None:
        super().__init__(relatively)

"""Offers drawn by chance: the least that a strategy should be better than."""

from __future__ import annotations

import numpy as np

from mediant.talks.acts import Act, Choices
from mediant.talks.record import View
from mediant.talks.strategies.composed import Composed

DRAWS = 100
"""Outcomes that are looked at for one worth the reserve; then it offers its best."""


class Random:
    """Offers an outcome drawn from all that are worth its reserve, each with the same chance.

    It accepts what is worth as much as what it has just drawn. It looks neither at the clock nor at what it hears.
    """

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is on the table, or offer; walk out where nothing is worth its reserve."""
        return Composed(_reserve, drawn).act(view, rng)


def drawn(view: View, asked: float, rng: np.random.Generator) -> Choices:
    """An outcome worth what is asked for, by chance; its best where a hundred draws find none."""
    for choices in rng.integers(view.options, size=(DRAWS, len(view.options))):
        outcome = tuple(int(choice) for choice in choices)
        if view.standing.utility(outcome) >= asked:
            return outcome
    return view.standing.at_least(view.standing.greatest)


def _reserve(view: View) -> float:
    return view.standing.reserved

"""What a party may want, as a distribution: Bayesian linear regression on the order of its offers.

A party begins with what it likes best and goes down: so its n different offers are taken as noisy sightings of its
utility at 1, …, 1 - CONCEDED, evenly apart in the order in which they first came. Its utility is a sum of scores, one
for each option, normal before anything is heard; so the scores stay normal, and they are least certain for options
that it has never offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices
from mediant.talks.strategies.opponents import Scores, normalised

CONCEDED = 0.2
"""How much of its utility a party is taken to have given up from its first offer to its last new one."""
NOISE = 0.05
"""Standard deviation of a draw of one score before anything is heard, and of a sighting."""


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """Scores of all options in the order of the issues, normal: mean, and Cholesky root of the precision in NOISE²."""

    options: tuple[int, ...]
    mean: NDArray[np.float64]
    root: NDArray[np.float64]

    def expected(self) -> Scores:
        """The scores as they are most likely, from 0 for the worst outcome to 1 for the best."""
        return normalised(self._by_issue(self.mean))

    def drawn(self, rng: np.random.Generator, width: float = 1.0) -> Scores:
        """Scores as they may well be, drawn from the distribution; `width` multiplies its deviations."""
        away = np.linalg.solve(self.root.T, rng.standard_normal(len(self.mean)))
        return self._by_issue(self.mean + width * NOISE * away)

    def _by_issue(self, scores: NDArray[np.float64]) -> Scores:
        return tuple(np.split(scores, np.cumsum(self.options)[:-1]))


def belief(offers: Sequence[Choices], options: tuple[int, ...]) -> Belief:
    """What the offers of one party tell, in order; repeats tell nothing new."""
    new = list(dict.fromkeys(offers))
    seen = np.zeros((len(new), sum(options)))
    firsts = np.cumsum((0, *options[:-1]))
    seen[np.arange(len(new))[:, None], np.array(new, dtype=np.intp).reshape(len(new), len(options)) + firsts] = 1.0
    precision = seen.T @ seen + np.eye(sum(options))
    sighted = 1.0 - CONCEDED * np.arange(len(new)) / max(1, len(new) - 1)
    mean, root = np.linalg.solve(precision, seen.T @ sighted), np.linalg.cholesky(precision)
    return Belief(options, np.asarray(mean, dtype=np.float64), np.asarray(root, dtype=np.float64))


def regression(offers: Sequence[Choices], options: tuple[int, ...]) -> Scores:
    """The scores that are most likely given the order of the offers."""
    return belief(offers, options).expected()

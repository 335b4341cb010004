"""What others may want, from what they have offered: estimates for the choice of offers.

Each takes the offers of one party in order and gives scores: what each option of each issue adds to the utility, such
that the best outcome has 1 and the worst 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices
from mediant.talks.record import Liked, View
from mediant.talks.strategies.hearing import heard_from

Scores: TypeAlias = tuple[NDArray[np.float64], ...]
Model: TypeAlias = Callable[[Sequence[Choices], tuple[int, ...]], Scores]

DEVIATION = 0.25
"""How far from the expected utility an offer may well be: σ of the Bayesian model."""
CONCEDED = 0.5
"""How much of its utility a party is expected to have given up by its last offer."""
PASSES = 3


@dataclass(frozen=True, slots=True)
class MostLiked:
    """A choice for `Composed`: of what is worth what it asks for, what the others are believed to like best in sum."""

    model: Model

    def __call__(self, view: View, asked: float, rng: np.random.Generator) -> Choices:  # noqa: ARG002  (a Choice)
        """The outcome that it would offer."""
        models = [self.model(offers, view.options) for offers in heard_from(view).values()]
        return view.standing.toward(total(models, view.options), asked)


def frequency(offers: Sequence[Choices], options: tuple[int, ...]) -> Scores:
    """Agent Smith's model (van Galen Last 2010): an option counts as often as it was offered.

    An issue weighs what the share of its most frequent option is. Without offers all is equal.
    """
    counts = [
        np.bincount(column, minlength=many) for column, many in zip(_columns(offers, options), options, strict=True)
    ]
    peaks = [max(1, int(count.max())) for count in counts]
    total = sum(peaks)
    return tuple(count / peak * (peak / total) for count, peak in zip(counts, peaks, strict=True))


def bayesian(offers: Sequence[Choices], options: tuple[int, ...]) -> Scores:
    """The Bayesian model of Hindriks & Tykhonov 2008, issue by issue.

    The hypotheses of an issue are its rank among the issues, which gives the weight, and the shape of its values:
    rising along the options, falling, or rising to one and falling from it. An offer speaks for a hypothesis by
    exp(-(u - u')² / (2σ²)): u is its utility under the hypothesis, the other issues at their means, and u' what is
    expected of a party that concedes evenly from 1. The paper goes from offer to offer; here all offers are weighed
    together, in passes over the issues, so that the answer depends on them alone.
    """
    return _bayesian(tuple(offers), options)


@lru_cache(maxsize=64)
def _bayesian(offers: tuple[Choices, ...], options: tuple[int, ...]) -> Scores:
    expected = 1.0 - CONCEDED * np.linspace(0.0, 1.0, len(offers))
    ranks = np.arange(1, len(options) + 1)
    weights = 2.0 * ranks / (len(options) * (len(options) + 1))
    shapes = [_shapes(many) for many in options]
    columns = _columns(offers, options)
    chances = [np.full((len(weights), len(shape)), 1.0 / (len(weights) * len(shape))) for shape in shapes]
    means = [np.einsum("rs,r,so->o", chance, weights, shape) for chance, shape in zip(chances, shapes, strict=True)]
    for _ in range(PASSES):
        for issue, (shape, column) in enumerate(zip(shapes, columns, strict=True)):
            rest = sum(means[other][columns[other]] for other in range(len(options)) if other != issue)
            under = weights[:, None, None] * shape[None, :, column]  # rank by shape by offer
            fits = -((under + (rest - expected)) ** 2).sum(axis=2) / (2.0 * DEVIATION**2)
            chance = np.exp(fits - fits.max())
            means[issue] = np.einsum("rs,r,so->o", chance / chance.sum(), weights, shape)
    return normalised(means)


def _shapes(many: int) -> NDArray[np.float64]:
    """(n_shapes, n_options): values up to 1 at one option and down from it; 0 at the ends, but where the peak is."""
    at, peak = np.arange(many), np.arange(many)[:, None]
    up, down = at / np.maximum(peak, 1), (many - 1 - at) / np.maximum(many - 1 - peak, 1)
    return np.where(at < peak, up, np.where(at > peak, down, 1.0))


def normalised(scores: Sequence[NDArray[np.float64]]) -> Scores:
    """The same preferences, from 0 for the worst outcome to 1 for the best; all equal where there is no difference."""
    above = [score - score.min() for score in scores]
    most = sum(float(score.max()) for score in above)
    return tuple(score / most if most > 0.0 else score for score in above)


def total(models: Sequence[Sequence[NDArray[np.float64]]], options: tuple[int, ...]) -> Liked:
    """What all others together are estimated to like: the sum of their scores."""
    if not models:
        return [[0.0] * many for many in options]
    return [np.sum(scores, axis=0).tolist() for scores in zip(*models, strict=True)]


def _columns(offers: Sequence[Choices], options: tuple[int, ...]) -> NDArray[np.intp]:
    """(n_issues, n_offers)."""
    return np.array(offers, dtype=np.intp).reshape(len(offers), len(options)).T

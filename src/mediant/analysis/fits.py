"""Numbers behind utility functions of one party, and how they fit what it is reported to have said of outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.extremes import greatest, least
from mediant.analysis.unknowns import Floats, Knowledge, Mask, Statement, matches

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Latent numbers of some utility functions: weights (draws, n), per issue (draws, n), adds (draws, terms)."""

    weights: Floats
    values: tuple[Floats, ...]
    adds: Floats

    def __len__(self) -> int:
        return len(self.weights)

    def take(self, rows: NDArray[np.intp]) -> Sample:
        """The utility functions of these rows."""
        return Sample(self.weights[rows], tuple(latents[rows] for latents in self.values), self.adds[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """How some utility functions fit the statements.

    slack : (draws, conditions) of those in which no free walk-away stands; each must be at least 0;
    low, high : (draws,) which part of the walk-away's range fits: of its interval, or from least (0) to greatest (1).
    """

    slack: Floats
    low: Floats
    high: Floats

    @property
    def room(self) -> Floats:
        """(draws,) how much of the walk-away's range fits; 0 where a condition fails."""
        fits = (self.slack >= -TOLERANCE).all(axis=1)
        return np.where(fits, np.maximum(self.high - self.low, 0.0), 0.0)


def propose(knowledge: Knowledge, count: int, rng: np.random.Generator) -> Sample:
    """Numbers of `count` utility functions, uniform where nothing was said of whole outcomes."""
    return Sample(
        knowledge.weights.draw(rng, count),
        tuple(block.draw(rng, count) for block in knowledge.values),
        knowledge.adds.draw(rng, count),
    )


def contributions_of(knowledge: Knowledge, sample: Sample) -> tuple[Floats, ...]:
    """Per issue (draws, options): weight times value."""
    weights = knowledge.weights.numbers(sample.weights)
    return tuple(
        weights[:, [issue]] * block.numbers(latents)
        for issue, (block, latents) in enumerate(zip(knowledge.values, sample.values, strict=True))
    )


def utilities_of(
    contributions: Sequence[Floats], adds: Floats, when: Sequence[Mask], outcomes: NDArray[np.intp]
) -> Floats:
    """(outcomes, draws) of outcomes (outcomes, issues) given by option positions."""
    total = np.zeros((len(outcomes), len(adds)))
    for issue, table in enumerate(contributions):
        total += np.ascontiguousarray(table.T)[outcomes[:, issue]]
    hit = matches(when, outcomes)
    for term in np.flatnonzero(hit.any(axis=0)):
        total[hit[:, term]] += adds[:, term]
    return total


def binding(knowledge: Knowledge) -> tuple[Statement, ...]:
    """The statements that narrow what fits.

    Left out are rejections of outcomes that cross a red line, and, where no walk-away is stated, all rejections and
    acceptances: then only red lines decide (`statements.check_red_lines` holds them against those).
    """
    return tuple(
        said
        for said in knowledge.statements
        if said.kind == "prefers"
        or (knowledge.walk_away is not None and not matches(knowledge.never, said.this[None]).any())
    )


def fit_of(knowledge: Knowledge, sample: Sample, *, ranged: bool = True) -> Fit:
    """How utility functions fit the statements. A free walk-away is not drawn but measured: how much of it fits.

    ranged : False leaves that out where it needs least and greatest utilities (`Fit.slack` keeps its columns).
    """
    said = binding(knowledge)
    worth = _worth(knowledge, sample, said)
    slack = [worth[k][0] - worth[k][1] for k, s in enumerate(said) if s.kind == "prefers"]
    accepted = [worth[k][0] for k, s in enumerate(said) if s.kind == "accepts"]
    rejected = [worth[k][0] for k, s in enumerate(said) if s.kind == "rejects"]
    low, high = np.zeros(len(sample)), np.ones(len(sample))
    if (accepted or rejected) and knowledge.relative and not ranged:
        slack += [np.zeros(len(sample))] * (len(accepted) + len(rejected))
    elif accepted or rejected:
        bottom, span = _walk_away_range(knowledge, sample)
        fixed = span <= 0.0
        reach = np.where(fixed, 1.0, span)
        slack += [np.where(fixed, u - bottom, 0.0) for u in accepted]
        # Rejected means below by more than the tolerance of every comparison.
        slack += [np.where(fixed, bottom - u - 2 * TOLERANCE, 0.0) for u in rejected]
        low = np.max([low, *(np.where(fixed, 0.0, (u - bottom) / reach) for u in rejected)], axis=0)
        high = np.min([high, *(np.where(fixed, 1.0, (u - bottom) / reach) for u in accepted)], axis=0)
    return Fit(np.stack(slack, axis=1) if slack else np.zeros((len(sample), 0)), low, high)


def walk_away_of(knowledge: Knowledge, sample: Sample, place: Floats) -> Floats | None:
    """(draws,) the walk-away at `place` of its range, or None where none is stated."""
    if knowledge.walk_away is None:
        return None
    bottom, span = _walk_away_range(knowledge, sample)
    return bottom + span * place


def _walk_away_range(knowledge: Knowledge, sample: Sample) -> tuple[Floats, Floats]:
    """(draws,) where the walk-away's range begins, and how long it is (0 where it is fixed)."""
    if isinstance(knowledge.walk_away, np.ndarray):
        quo = _utilities(knowledge, sample, knowledge.walk_away[None])[:, 0]
        return quo, np.zeros(len(sample))
    if knowledge.relative:
        tables, adds = contributions_of(knowledge, sample), knowledge.adds.numbers(sample.adds)
        bottom = least(tables, adds, knowledge.when)
        return bottom, greatest(tables, adds, knowledge.when) - bottom
    low, high = knowledge.walk_away or (0.0, 0.0)
    return np.full(len(sample), low), np.full(len(sample), high - low)


def _worth(knowledge: Knowledge, sample: Sample, said: Sequence[Statement]) -> list[tuple[Floats, Floats]]:
    """Per statement the utilities (draws,) of its outcomes; of its only one twice where it has no second."""
    if not said:
        return []
    sides = np.stack([s.this for s in said] + [s.this if s.to is None else s.to for s in said])
    worth = _utilities(knowledge, sample, sides)
    return [(worth[:, k], worth[:, len(said) + k]) for k in range(len(said))]


def _utilities(knowledge: Knowledge, sample: Sample, outcomes: NDArray[np.intp]) -> Floats:
    """(draws, outcomes) of outcomes (outcomes, issues), without the tables of every option."""
    weights = knowledge.weights.numbers(sample.weights)
    total = np.zeros((len(sample), len(outcomes)))
    for issue, (block, latents) in enumerate(zip(knowledge.values, sample.values, strict=True)):
        options = outcomes[:, issue]
        own = latents[:, options] if block.matrix is None else latents @ block.matrix[options].T
        total += weights[:, [issue]] * (own + block.offset[options])
    if knowledge.when:
        total += knowledge.adds.numbers(sample.adds) @ matches(knowledge.when, outcomes).T.astype(np.float64)
    return total

"""How draws of utility functions are moved so that they stay a sample of all that fits: resample, then Gibbs steps.

Along each number alone, what fits is a step function: every answer holds on one side of a threshold. So a number can be
drawn exactly from what is left to it when the others stand still (Gibbs sampling).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.mediators.draws import Bounds, Chains, Floats, Step, between, reach

Row: TypeAlias = tuple[Floats, float, float]

LONG = 8
"""Moves of all numbers at once after each answer."""
OTHERS = 6
"""Options that an answer does not name and that are moved all the same, after each answer."""
FIRST = 10.0
"""Answers that what is first thought of slips is worth."""
MOST = 0.4
"""No party is thought to slip more often."""
SWAPS = 4
"""Issues in which two options change places after each answer, and whose weight is moved."""


def moved(chains: Chains, bounds: Bounds, row: Row, slips: float, rng: np.random.Generator) -> Chains:
    """The draws after one more answer, row : (main, leave, offset) of what has to be at least 0."""
    main, leave, offset = row
    margin = chains.worth @ main + leave * chains.walk_away + offset
    kept = _resampled(np.where(margin >= 0.0, 1.0 - chains.slips, chains.slips), rng)
    after = replace(
        chains,
        weights=chains.weights[kept],
        values=chains.values[kept],
        walk_away=chains.walk_away[kept],
        slips=chains.slips[kept],
        main=np.vstack([chains.main, main]),
        leave=np.append(chains.leave, leave),
        margin=np.column_stack([chains.margin, margin])[kept],
    )
    _sweep(after, bounds, np.log((1.0 - after.slips) / after.slips), rng)
    wrong = (after.margin < 0.0).sum(axis=1)
    drawn = rng.beta(FIRST * slips + wrong, FIRST * (1.0 - slips) + len(after.leave) - wrong)
    after.slips = np.clip(drawn, 1e-9, MOST)
    return after


def _resampled(chance: Floats, rng: np.random.Generator) -> NDArray[np.intp]:
    """Which draws go on, each about as often as its chance says (systematic resampling)."""
    places = (np.arange(len(chance)) + rng.random()) / len(chance)
    return np.minimum(np.searchsorted(np.cumsum(chance / chance.sum()), places), len(chance) - 1)


def _sweep(chains: Chains, bounds: Bounds, firm: Floats, rng: np.random.Generator) -> None:
    named = np.flatnonzero(chains.main[-1])
    others = rng.permutation(chains.values.shape[1])[:OTHERS]
    for column in (*named, *others):
        _move_value(chains, bounds, int(column), firm, rng)
    for _ in range(LONG):
        _move_all(chains, bounds, firm, rng)
    for issue in rng.permutation(len(chains.options))[:SWAPS]:
        _swap(chains, bounds, int(issue), firm, rng)
        if len(chains.options) > 1:
            other = (int(issue) + 1 + int(rng.integers(len(chains.options) - 1))) % len(chains.options)
            _move_weights(chains, bounds, (int(issue), other), firm, rng)
    _move_walk_away(chains, bounds, firm, rng)


def _move_value(chains: Chains, bounds: Bounds, column: int, firm: Floats, rng: np.random.Generator) -> None:
    """One option's value, in the draws in which it is neither the best nor the worst."""
    now = chains.values[:, column]
    low, high = between(chains.values, bounds.better, bounds.values, column)
    free = (now > 0.0) & (now < 1.0) & (low < high)
    rows = np.flatnonzero(chains.main[:, column])
    slope = chains.weights[:, [int(chains.issues[column])]] * chains.main[rows, column]
    drawn = _drawn(chains, rows, slope, (np.where(free, low, now), np.where(free, high, now), now), firm, rng)
    chains.values[:, column] = drawn


def _move_walk_away(chains: Chains, bounds: Bounds, firm: Floats, rng: np.random.Generator) -> None:
    rows = np.flatnonzero(chains.leave)
    now = chains.walk_away
    slope = np.broadcast_to(chains.leave[rows], (len(now), len(rows)))
    low, high = (np.full(len(now), end) for end in bounds.walk_away[:, 0])
    chains.walk_away = _drawn(chains, rows, slope, (low, high, now), firm, rng)


def _move_weights(
    chains: Chains, bounds: Bounds, pair: tuple[int, int], firm: Floats, rng: np.random.Generator
) -> None:
    """Weight goes from one issue to another; their sum stays."""
    left, right = pair
    both = chains.weights[:, left] + chains.weights[:, right]
    low, high = between(chains.weights, bounds.heavier, bounds.weights, left, right)
    other_low, other_high = between(chains.weights, bounds.heavier, bounds.weights, right, left)
    low, high = np.maximum(low, both - other_high), np.minimum(high, both - other_low)
    low = np.where(bounds.heavier[left, right], np.maximum(low, both / 2), low)
    high = np.where(bounds.heavier[right, left], np.minimum(high, both / 2), high)
    now = chains.weights[:, left]
    free = low < high
    parts = [chains.values[:, chains.part(issue)] @ chains.main[:, chains.part(issue)].T for issue in pair]
    slope = parts[0] - parts[1]
    rows = np.flatnonzero(slope.any(axis=0))
    ends = (np.where(free, low, now), np.where(free, high, now), now)
    chains.weights[:, left] = _drawn(chains, rows, slope[:, rows], ends, firm, rng)
    chains.weights[:, right] = both - chains.weights[:, left]


def _move_all(chains: Chains, bounds: Bounds, firm: Floats, rng: np.random.Generator) -> None:
    """All numbers of a draw at once, along the difference of two other draws (ter Braak 2006), as far as bounds allow.

    What is best and worst in an issue stays. Values are uniform given the weights, so their density in weight times
    value goes with the weights to the power of 2 less than the number of options: that is made up for at the end.
    """
    one, other = rng.permutation(len(chains.weights)), rng.permutation(len(chains.weights))
    worth, issues = chains.worth, chains.issues
    step = Step(
        weights=chains.weights[one] - chains.weights[other],
        worth=worth[one] - worth[other],
        walk_away=chains.walk_away[one] - chains.walk_away[other],
    )
    step.worth[chains.values == 0.0] = 0.0
    best = chains.values == 1.0
    step.worth[best] = step.weights[:, issues][best]
    low, high = reach(chains, bounds, step, worth)
    slope = step.worth @ chains.main.T + step.walk_away[:, None] * chains.leave
    before, still = chains.margin.copy(), np.zeros(len(low))
    far = _drawn(chains, np.arange(slope.shape[1]), slope, (low, high, still), firm, rng)
    weights = chains.weights + far[:, None] * step.weights
    free = np.array(chains.options) - 2
    ratio = (np.log(np.maximum(chains.weights, 1e-12) / np.maximum(weights, 1e-12)) @ free).clip(-700.0, 700.0)
    takes = np.log(rng.random(len(far))) < ratio
    far = np.where(takes, far, 0.0)
    chains.margin[:] = np.where(takes[:, None], chains.margin, before)
    chains.weights = np.where(takes[:, None], weights, chains.weights)
    shifted = (worth + far[:, None] * step.worth) / np.maximum(chains.weights[:, issues], 1e-12)
    inner = (chains.values > 0.0) & (chains.values < 1.0) & takes[:, None]
    chains.values = np.where(inner, shifted.clip(1e-12, 1.0 - 1e-12), chains.values)
    chains.walk_away = chains.walk_away + far * step.walk_away


def _swap(chains: Chains, bounds: Bounds, issue: int, firm: Floats, rng: np.random.Generator) -> None:
    """Two options of an issue change places where that agrees with what was answered (Metropolis)."""
    part, draws = chains.part(issue), np.arange(len(chains.values))
    count = chains.options[issue]
    if count == 1:
        return
    one = rng.integers(count, size=len(draws))
    other = (one + rng.integers(1, count, size=len(draws))) % count + part.start
    one += part.start
    first, second = chains.values[draws, one], chains.values[draws, other]
    shift = ((second - first) * chains.weights[:, issue])[:, None] * (chains.main.T[one] - chains.main.T[other])
    margin = chains.margin + shift
    better = firm * ((margin >= 0.0).sum(axis=1) - (chains.margin >= 0.0).sum(axis=1))
    low, high = bounds.values
    fits = (low[one] <= second) & (second <= high[one]) & (low[other] <= first) & (first <= high[other])
    takes = (np.log(rng.random(len(draws))) < better) & fits & (not bounds.better[part, part].any())
    chains.values[draws, one] = np.where(takes, second, first)
    chains.values[draws, other] = np.where(takes, first, second)
    chains.margin[:] = np.where(takes[:, None], margin, chains.margin)


def _drawn(
    chains: Chains,
    rows: NDArray[np.intp],
    slope: Floats,
    ends: tuple[Floats, Floats, Floats],
    firm: Floats,
    rng: np.random.Generator,
) -> Floats:
    """(draws,) one number drawn from low to high, `firm` times likelier (in logs) for each answer that it agrees with.

    ends : low, high and where it is now; slope : (draws, rows) of the margins of the answers `rows`, which are updated.
    """
    low, high, now = ends
    at_zero = chains.margin[:, rows] - now[:, None] * slope
    flat = np.abs(slope) < 1e-12
    threshold = np.where(flat, low[:, None], -at_zero / np.where(flat, 1.0, slope))
    threshold = np.minimum(np.maximum(threshold, low[:, None]), high[:, None])
    step = np.where(flat, 0.0, np.sign(slope))
    order = np.argsort(threshold, axis=1)
    edges = np.column_stack([low, np.take_along_axis(threshold, order, axis=1), high])
    held = np.zeros((len(now), len(rows) + 1))
    np.cumsum(np.take_along_axis(step, order, axis=1), axis=1, out=held[:, 1:])
    width = edges[:, 1:] - edges[:, :-1]
    most = np.where(width > 0.0, held, -np.inf).max(axis=1, keepdims=True, initial=-1e9)
    mass = np.cumsum(np.where(width > 0.0, np.exp(np.minimum(firm[:, None] * (held - most), 0.0)), 0.0) * width, axis=1)
    aim = rng.random(len(now)) * mass[:, -1]
    piece = np.minimum((mass <= aim[:, None]).sum(axis=1), len(rows))
    draws = np.arange(len(now))
    drawn = edges[draws, piece] + rng.random(len(now)) * width[draws, piece]
    drawn = np.where(mass[:, -1] > 0.0, drawn, now)
    chains.margin[:, rows] = at_zero + drawn[:, None] * slope
    return drawn

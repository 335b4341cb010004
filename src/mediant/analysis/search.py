"""Outcomes with a good chance to be acceptable to all in a space too large to look at each: coordinate ascent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.fits import TOLERANCE
from mediant.analysis.sampling import Draws

Integers = NDArray[np.intp]

RANDOM = 2_000
"""Random outcomes looked at."""
DRAWS = 300
"""Draws by which outcomes are compared while searching."""
STARTS = 24
"""Outcomes that ascent starts from: half the best random ones, half the best compromise of single draws."""
PAIRS = 200
"""Most pairs of issues that are changed together."""
NEIGHBOURS = 4_000
"""Most outcomes that are looked at around one good outcome."""


def search(draws: Sequence[Draws], rng: np.random.Generator) -> Integers:
    """(candidates, issues) distinct outcomes, best first by the chance to be acceptable to all.

    From random outcomes and from compromises that are good in one draw: settle one issue after another at its best
    option until nothing improves; then two at a time around the best. The first `DRAWS` draws decide.
    """
    draws = [each.first(DRAWS) for each in draws]
    looked = np.concatenate([random_outcomes(draws, RANDOM, rng), _compromises(draws, STARTS // 2)])
    looked = looked[np.argsort(-score(draws, looked), kind="stable")]
    starts = np.concatenate([looked[: STARTS // 2], _compromises(draws, STARTS // 2)])
    tops = np.unique(np.array([_ascend(draws, start) for start in starts]), axis=0)
    tops = tops[np.argsort(-score(draws, tops), kind="stable")]
    found = [looked, tops]
    for top in tops[:3]:
        near = _neighbours(draws, top, rng)
        best = near[int(np.argmax(score(draws, near)))]
        found += [near, _neighbours(draws, _ascend(draws, best), rng)]
    every = np.unique(np.concatenate(found), axis=0)
    return every[np.argsort(-score(draws, every), kind="stable")]


def random_outcomes(draws: Sequence[Draws], count: int, rng: np.random.Generator) -> Integers:
    """(count, issues) outcomes, each option of an issue as likely as any other."""
    sizes = draws[0].knowledge.sizes
    return np.stack([rng.integers(size, size=count) for size in sizes], axis=1).astype(np.intp)


def score(draws: Sequence[Draws], outcomes: Integers) -> NDArray[np.float64]:
    """(outcomes,) the chance to be acceptable to all, and where that is equal, a hint of how near it comes."""
    chance, hint = np.ones(len(outcomes)), np.zeros(len(outcomes))
    for each in draws:
        good = ~each.crosses(outcomes)
        chance *= good
        if each.walk_away is not None:
            over = each.utilities(outcomes) - each.walk_away
            chance *= (over >= -TOLERANCE).mean(axis=1)
            short = np.minimum(over, 0.0).mean(axis=1)
            hint += short / (1.0 + np.abs(short))
    return chance + 1e-9 * hint


def _compromises(draws: Sequence[Draws], count: int) -> Integers:
    """(count, issues) for the first draws, every issue at the option with the greatest sum of scaled contributions."""
    chosen = []
    for issue in range(len(draws[0].knowledge.sizes)):
        total = np.zeros((min(count, len(draws[0])), draws[0].knowledge.sizes[issue]))
        for each in draws:
            spans = [np.ptp(table[: len(total)], axis=1) for table in each.contributions]
            total += each.contributions[issue][: len(total)] / np.maximum(np.sum(spans, axis=0), 1e-12)[:, None]
        chosen.append(total.argmax(axis=1))
    return np.stack(chosen, axis=1).astype(np.intp)


def _ascend(draws: Sequence[Draws], start: Integers) -> Integers:
    now, best = start.copy(), float(score(draws, start[None])[0])
    improved = True
    while improved:
        improved = False
        for issue, size in enumerate(draws[0].knowledge.sizes):
            tried = np.repeat(now[None], size, axis=0)
            tried[:, issue] = np.arange(size)
            scores = score(draws, tried)
            if scores.max() > best + 1e-15:
                now, best, improved = tried[int(scores.argmax())], float(scores.max()), True
    return now


def _neighbours(draws: Sequence[Draws], outcome: Integers, rng: np.random.Generator) -> Integers:
    """Outcomes that differ from this one on at most two issues; a random part where there are too many."""
    sizes = draws[0].knowledge.sizes
    pairs = list(combinations(range(len(sizes)), 2)) or [(0, 0)]
    chosen = rng.permutation(len(pairs))[:PAIRS]
    each = max(1, NEIGHBOURS // len(chosen))
    near = [outcome[None]]
    for left, right in (pairs[k] for k in np.sort(chosen)):
        ways = sizes[left] * sizes[right]
        picked = np.arange(ways) if ways <= each else rng.integers(ways, size=each)
        changed = np.repeat(outcome[None], len(picked), axis=0)
        changed[:, left], changed[:, right] = picked // sizes[right], picked % sizes[right]
        near.append(changed)
    return np.concatenate(near)

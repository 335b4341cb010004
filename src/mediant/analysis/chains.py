"""Hit-and-run (Smith 1984) inside all that fits the statements of one party, one chain a draw.

With the weights held, the statements are linear in the values, and the other way round; so each step moves one block
along a random line and stays uniform on it. The walk-away is integrated out: a step is taken with the ratio of how much
of its range fits (Metropolis et al. 1953), and it is drawn last, from what fits.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mediant.analysis.fits import Fit, Sample, fit_of
from mediant.analysis.unknowns import Block, Floats, Knowledge


def walk(knowledge: Knowledge, start: Sample, sweeps: int, rng: np.random.Generator) -> Sample:
    """The sample after `sweeps` sweeps from `start`, every row its own chain; every start must fit."""
    now, fit = start, fit_of(knowledge, start)
    for _ in range(sweeps):
        for move in _moves(knowledge, len(start), rng):
            now, fit = _step(knowledge, now, fit, move, rng)
    return now


def _moves(knowledge: Knowledge, count: int, rng: np.random.Generator) -> list[Sample]:
    """Directions of one sweep: weights, all values with the terms, each issue's values, weights again."""
    still = Sample(
        np.zeros((count, len(knowledge.weights.low))),
        tuple(np.zeros((count, len(block.low))) for block in knowledge.values),
        np.zeros((count, len(knowledge.adds.low))),
    )
    together = replace(
        still,
        values=tuple(_direction(block, count, rng) for block in knowledge.values),
        adds=_direction(knowledge.adds, count, rng),
    )
    moves = [together]
    for issue, block in enumerate(knowledge.values):
        if block.free.any():
            turned = list(still.values)
            turned[issue] = _direction(block, count, rng)
            moves.append(replace(still, values=tuple(turned)))
    if knowledge.weights.free.any():
        moves.insert(0, replace(still, weights=_direction(knowledge.weights, count, rng)))
        moves.append(replace(still, weights=_direction(knowledge.weights, count, rng)))
    return moves


def _direction(block: Block, count: int, rng: np.random.Generator) -> Floats:
    """(count, n) random directions that are as likely as their opposites and stay in the block's plane."""
    turn = rng.random((count, len(block.low))) * 2.0 - 1.0
    if block.simplex:
        return np.asarray(turn - turn.mean(axis=1, keepdims=True))
    return turn * (block.high - block.low)


def _step(knowledge: Knowledge, now: Sample, fit: Fit, move: Sample, rng: np.random.Generator) -> tuple[Sample, Fit]:
    along = fit_of(knowledge, _moved(now, move, np.ones(len(now))), ranged=False)
    here = fit_of(knowledge, now, ranged=False) if knowledge.relative else fit
    low, high = _limits(np.maximum(here.slack, 0.0), along.slack - here.slack)
    for block, place, turn in _blocks(knowledge, now, move):
        for slack, slope in ((place - block.low, turn), (block.high - place, -turn)):
            below, above = _limits(np.maximum(slack, 0.0), slope)
            low, high = np.maximum(low, below), np.minimum(high, above)
    still = ~(np.isfinite(low) & np.isfinite(high))
    low, high = np.where(still, 0.0, low), np.where(still, 0.0, high)
    length = low + (high - low) * rng.random(len(now))
    ahead = _moved(now, move, length)
    there = fit_of(knowledge, ahead)
    taken = rng.random(len(now)) * fit.room < there.room
    return _chosen(taken, ahead, now), Fit(
        np.where(taken[:, None], there.slack, fit.slack),
        np.where(taken, there.low, fit.low),
        np.where(taken, there.high, fit.high),
    )


def _limits(slack: Floats, slope: Floats) -> tuple[Floats, Floats]:
    """(draws,) how far back and forth every slack (draws, conditions) stays at least 0."""
    back, forth = np.full(len(slack), -np.inf), np.full(len(slack), np.inf)
    # Column by column: reductions along a short last axis are several times slower.
    for room, rate in zip(slack.T, slope.T, strict=True):
        # Rounding alone gives a condition that never changes a slope; it must not stop the chain.
        steep = np.abs(rate) > 1e-13
        reach = -room / np.where(steep, rate, 1.0)
        forth = np.where(steep & (rate < 0), np.minimum(forth, reach), forth)
        back = np.where(steep & (rate > 0), np.maximum(back, reach), back)
    return back, forth


def _blocks(knowledge: Knowledge, now: Sample, move: Sample) -> list[tuple[Block, Floats, Floats]]:
    """The blocks that move, where they are and along what."""
    blocks = (knowledge.weights, *knowledge.values, knowledge.adds)
    places, turns = (now.weights, *now.values, now.adds), (move.weights, *move.values, move.adds)
    every = zip(blocks, places, turns, strict=True)
    return [(block, place, turn) for block, place, turn in every if turn.any()]


def _moved(now: Sample, move: Sample, length: Floats) -> Sample:
    far = length[:, None]
    return Sample(
        now.weights + far * move.weights,
        tuple(place + far * turn for place, turn in zip(now.values, move.values, strict=True)),
        now.adds + far * move.adds,
    )


def _chosen(taken: np.ndarray[tuple[int], np.dtype[np.bool_]], ahead: Sample, now: Sample) -> Sample:
    rows = taken[:, None]
    return Sample(
        np.where(rows, ahead.weights, now.weights),
        tuple(np.where(rows, new, old) for new, old in zip(ahead.values, now.values, strict=True)),
        np.where(rows, ahead.adds, now.adds),
    )

"""If one side gave way here, who gains: single issues moved, and two at once so that nobody loses (log-rolling)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.results import Spread
from mediant.analysis.sampling import Draws
from mediant.analysis.unknowns import Floats
from mediant.errors import CannotSample, Contradiction
from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.model.preferences import Outcome
from mediant.workbench.dealspace import DRAWS, draws_of

Integers = NDArray[np.intp]
OPTIONS = 8
"""Of an issue, to which it is moved: all, or so many evenly spread."""
PAIRS = 20_000
"""Pairs of moves that are compared at most."""
SHOWN = 12
LEAST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """Some issues moved, all else left: what becomes of them, and what it changes for each party.

    changes : in units of the party's own utility; share : of the draws in which nobody loses and somebody gains.
    """

    moved: Mapping[str, Option]
    changes: Mapping[str, Spread]
    share: float

    @property
    def gain(self) -> tuple[str, ...]:
        """Who gains on average."""
        return tuple(party for party, change in self.changes.items() if change.mean > LEAST)

    @property
    def lose(self) -> tuple[str, ...]:
        """Who loses on average."""
        return tuple(party for party, change in self.changes.items() if change.mean < -LEAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trades:
    """From one outcome: single moves, issue by issue; and pairs at which nobody loses on average, the best first.

    A pair is listed where each of its moves alone hurts somebody, and no one who gives way is worse off in the end.
    """

    outcome: Outcome
    moves: tuple[Trade, ...]
    pairs: tuple[Trade, ...]


def trades_of(case: Case, outcome: Outcome, draws: int = DRAWS, seed: int = 0) -> Trades | None:
    """What could be traded from an outcome. Moves across a party's red line are left out.

    None where what is stated leaves nothing to draw from, or an option is one of too many to be drawn over.
    """
    try:
        parties, options = draws_of(case, draws, seed)
    except (Contradiction, CannotSample):
        return None
    if any(outcome[issue.id] not in options[k] for k, issue in enumerate(case.issues)):
        return None
    base = np.array([options[k].index(outcome[issue.id]) for k, issue in enumerate(case.issues)], dtype=np.intp)
    steps = [(k, option) for k in range(len(base)) for option in _spread(len(options[k]), int(base[k]))]
    scene = _Scene(case, parties, options, base)
    single = scene.changes([(step,) for step in steps])
    hurts = [bool((change.mean(axis=1) < -LEAST).any()) for change in single]
    costly = [step for step, hurt in zip(steps, hurts, strict=True) if hurt]
    pairs = [pair for pair in combinations(costly, 2) if pair[0][0] != pair[1][0]][:PAIRS]
    both = scene.changes(pairs)
    good = [k for k, change in enumerate(both) if _helps(change)]
    good.sort(key=lambda k: tuple(-np.sort(both[k].mean(axis=1))))
    return Trades(
        outcome=outcome,
        moves=tuple(
            scene.trade((step,), change)
            for step, change in zip(steps, single, strict=True)
            if np.isfinite(change).all()
        ),
        pairs=tuple(scene.trade(pairs[k], both[k]) for k in good[:SHOWN]),
    )


def _spread(count: int, now: int) -> list[int]:
    places = np.unique(np.linspace(0, count - 1, min(count, OPTIONS)).round().astype(int))
    return [int(place) for place in places if place != now]


def _helps(change: Floats) -> bool:
    means = change.mean(axis=1)
    return bool((means >= -LEAST).all() and (means > LEAST).any())


Step = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    case: Case
    parties: tuple[Draws, ...]
    options: Sequence[Sequence[Option]]
    base: Integers

    def changes(self, moves: Sequence[tuple[Step, ...]]) -> list[Floats]:
        """For each of these moves (parties, draws): the change of utility; minus infinity across a red line."""
        if not moves:
            return []
        rows = np.repeat(self.base[None], len(moves), axis=0)
        for row, steps in zip(rows, moves, strict=True):
            for issue, option in steps:
                row[issue] = option
        found = [each.utilities(rows) - each.utilities(self.base[None]) for each in self.parties]
        for each, change in zip(self.parties, found, strict=True):
            change[each.crosses(rows)] = -np.inf
        return list(np.stack(found, axis=1))

    def trade(self, steps: tuple[Step, ...], change: Floats) -> Trade:
        moved = {self.case.issues[issue].id: self.options[issue][option] for issue, option in steps}
        low, high = np.percentile(change, [5, 95], axis=1)
        spreads = {
            party.id: Spread(mean=float(change[k].mean()), p5=float(low[k]), p95=float(high[k]))
            for k, party in enumerate(self.case.parties)
        }
        nobody = (change >= -LEAST).all(axis=0) & (change > LEAST).any(axis=0)
        return Trade(moved=moved, changes=spreads, share=float(nobody.mean()))

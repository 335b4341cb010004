"""What a party's own sheet says, for that party alone: what packages are worth to it, what matters more than what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mediant.analysis.chances import acceptable
from mediant.analysis.extremes import greatest
from mediant.analysis.unknowns import Floats
from mediant.model.issue import Option
from mediant.workbench.drawn import Drawn
from mediant.workbench.sheets import Fill, Sheet

SURE = 0.9
"""Share of the draws from which on something is said of them all."""
NARROW = 1.5
"""The 95th percentile over the 5th, up to which one number is said for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A package in the eyes of a party, in percent of the way from its worst package to its best.

    mean, low, high : over all that fits its sheet, low and high the 5th and 95th percentile; walk_away : the mean of
    its walk-away, None where it states none; chance : that it could live with the package; forbidden : by a red line.
    """

    mean: float
    low: float
    high: float
    walk_away: float | None
    chance: float
    forbidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreThan:
    """Between two issues which stand next to each other in importance.

    share : of what fits, in how much the first matters more; times : how many times as much, the middle value;
    close : whether nine tenths of what fits say nearly the same number of times.
    """

    more: str
    less: str
    share: float
    times: float
    close: bool

    @property
    def sure(self) -> bool:
        """Whether the sheet decides it."""
        return self.share >= SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A sheet in words to be: issues in the order of their importance, and what its owner has left open.

    importance : by issue, the mean share of all that is at stake; open : entries without an answer.
    """

    importance: Mapping[str, float]
    steps: tuple[MoreThan, ...]
    walk_away: tuple[float, float] | None
    open: tuple[str, ...]


def worth(drawn: Drawn, packages: Sequence[Mapping[str, Option]]) -> tuple[Worth, ...]:
    """What each package is worth to the party whose draws these are. Raises ValueError for an option not drawn over."""
    rows = np.array([drawn.choices(package) for package in packages], dtype=np.intp)
    draws = drawn.draws
    placed = _placed(drawn, draws.utilities(rows))
    leave = None if draws.walk_away is None else float(_placed(drawn, draws.walk_away[None])[0].mean())
    chances, crossed = acceptable(draws, rows).mean(axis=1), draws.crosses(rows)
    low, high = np.percentile(placed, [5, 95], axis=1)
    return tuple(
        Worth(
            mean=float(placed[k].mean()),
            low=float(low[k]),
            high=float(high[k]),
            walk_away=leave,
            chance=float(chances[k]),
            forbidden=bool(crossed[k]),
        )
        for k in range(len(rows))
    )


def _placed(drawn: Drawn, utilities: Floats) -> Floats:
    """(outcomes, draws) in percent of the way from the least utility to the greatest."""
    draws = drawn.draws
    span = greatest(draws.contributions, draws.adds, draws.knowledge.when) - draws.least
    return np.asarray(100.0 * (utilities - draws.least) / np.where(span > 0, span, 1.0))


def explained(drawn: Drawn, sheet: Sheet) -> Explained:
    """What the sheet says, and leaves open, of a party whose draws these are."""
    spans = np.stack([np.ptp(table, axis=1) for table in drawn.draws.contributions], axis=1)
    shares = spans / np.maximum(spans.sum(axis=1, keepdims=True), 1e-12)
    order = np.argsort(-shares.mean(axis=0), kind="stable")
    ids = [issue.id for issue in drawn.case.issues]
    told = [k for k in order if not _without_options(sheet, ids[k])]
    steps = tuple(_more_than(ids[one], ids[two], spans[:, one], spans[:, two]) for one, two in pairwise(told))
    return Explained(
        importance={ids[k]: float(shares[:, k].mean()) for k in order},
        steps=steps,
        walk_away=_walk_away(drawn),
        open=tuple(entry for entry in _entries(ids) if sheet.answer(Fill(entry)) is None),
    )


def _without_options(sheet: Sheet, issue: str) -> bool:
    """Whether an issue has its place in the order of importance, and nothing is said of its options.

    What is at stake in it is chance then: to compare it would gainsay the order, or seem to.
    """
    return sheet.answer(Fill("weights")) is not None and sheet.answer(Fill(f"values.{issue}")) is None


def _more_than(more: str, less: str, first: Floats, second: Floats) -> MoreThan:
    times = first / np.maximum(second, 1e-12)
    low, middle, high = np.percentile(times, [5, 50, 95])
    share = float((first >= second).mean())
    return MoreThan(more=more, less=less, share=share, times=float(middle), close=bool(high <= NARROW * low))


def _entries(ids: Sequence[str]) -> tuple[str, ...]:
    weights = ("weights",) if len(ids) > 1 else ()
    return (*weights, *(f"values.{issue}" for issue in ids), "walk_away", "never")


def _walk_away(drawn: Drawn) -> tuple[float, float] | None:
    """Between which percents it lies, the 5th and the 95th percentile."""
    if drawn.draws.walk_away is None:
        return None
    placed = _placed(drawn, drawn.draws.walk_away[None])[0]
    low, high = np.percentile(placed, [5, 95])
    return float(low), float(high)

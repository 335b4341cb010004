"""What can be agreed and what a party wants, in our terms and in those of NegMAS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import isfinite, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.tables import TOLERANCE
from mediant.bridges.negmas.library import LinearAdditiveUtilityFunction, MappingUtilityFunction, make_issue, make_os
from mediant.errors import InvalidValue
from mediant.talks.acts import Choices
from mediant.talks.record import Standing
from mediant.talks.standing import MOST_OUTCOMES, SortedTable, sorted_table

PLACES = 12
"""Decimal places of a utility that count: sums that differ by less differ only in the order of their terms."""
ACROSS_A_RED_LINE = -1.0
"""Where the worst outcome that crosses none is worth 0: NegMAS' negotiators take no infinity."""


@dataclass(frozen=True, slots=False, eq=False)
class Options:
    """The options of each issue as NegMAS names them, in its order; an outcome of theirs is a tuple of such names."""

    values: tuple[tuple[Any, ...], ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many options each issue has."""
        return tuple(len(values) for values in self.values)

    @cached_property
    def _numbers(self) -> tuple[Mapping[Any, int], ...]:
        return tuple({value: number for number, value in enumerate(values)} for values in self.values)

    def outcome(self, choices: Choices) -> tuple[Any, ...]:
        """An outcome of ours as theirs."""
        return tuple(values[choice] for values, choice in zip(self.values, choices, strict=True))

    def choices(self, outcome: Sequence[Any]) -> Choices | None:
        """An outcome of theirs as ours; None where it is none of this space."""
        try:
            return tuple(numbers[value] for numbers, value in zip(self._numbers, outcome, strict=True))
        except (KeyError, TypeError, ValueError):
            return None


def options_of(space: Any) -> Options:
    """The options of an outcome space of NegMAS. Raises InvalidValue unless it has issues, each with finitely many."""
    issues = getattr(space, "issues", None)
    if not issues or not space.is_discrete() or not space.is_finite():
        raise InvalidValue("outcome space", type(space).__name__, "issues with a finite number of options each")
    return Options(tuple(tuple(issue.all) for issue in issues))


def standing_of(ufun: Any, options: Options) -> SortedTable:
    """What a utility function of NegMAS wants, as a table of all outcomes, in its own units.

    Without a reserved value every outcome is as good as none or better. Outcomes of minus infinity are red lines.
    Raises InvalidValue for a utility that changes with time, one that is no number, more than 1,000,000 outcomes, or no
    outcome of finite utility.
    """
    size = prod(options.counts)
    if size > MOST_OUTCOMES:
        raise InvalidValue("outcome space", f"{size:,} outcomes", f"at most {MOST_OUTCOMES:,} for a negotiator of ours")
    if not ufun.is_stationary():
        raise InvalidValue("utility function", type(ufun).__name__, "one that does not change with time")
    utilities = np.fromiter((float(ufun(outcome)) for outcome in product(*options.values)), np.float64, size)
    if np.isnan(utilities).any() or not np.isfinite(utilities).any() or np.isposinf(utilities).any():
        raise InvalidValue("utility function", "utilities that are no numbers", "a number for every outcome")
    utilities = np.round(utilities, PLACES)
    reserved = ufun.reserved_value
    least = float(utilities[np.isfinite(utilities)].min())
    return sorted_table(options.counts, utilities, float(reserved) if _stated(reserved) else least)


def _stated(reserved: Any) -> bool:
    return reserved is not None and isfinite(reserved)


def ufun_of(standing: Standing, counts: tuple[int, ...]) -> Any:
    """What a party wants as a utility function of NegMAS, stretched so that its worst outcome is 0 and its best 1.

    counts : the options of each issue, which become its numbers 0, 1, ... Preferences that add up over the issues
    become NegMAS' linear additive ones, whose weights then sum to 1; others a table of all outcomes. A reserve below
    the worst becomes 0, and an outcome across a red line is worth -1. Raises InvalidValue for more than 1,000,000
    outcomes.
    """
    utilities = _utilities(standing, counts)
    least = float(utilities[np.isfinite(utilities)].min())
    width = (standing.greatest - least) or 1.0
    worth = np.round((utilities - least) / width, PLACES)
    space = make_os([make_issue(list(range(count)), f"issue-{number}") for number, count in enumerate(counts)])
    stated = {"outcome_space": space, "reserved_value": max(0.0, (standing.reserved - least) / width)}
    if (tables := _by_issue(worth)) is None:
        finite = np.where(np.isneginf(worth), ACROSS_A_RED_LINE, worth)
        table = {tuple(map(int, choices)): float(finite[choices]) for choices in np.ndindex(counts)}
        return MappingUtilityFunction(table, **stated)
    weights = [float(table.max()) for table in tables]
    values = [dict(enumerate((table / (table.max() or 1.0)).tolist())) for table in tables]
    return LinearAdditiveUtilityFunction(values, weights=weights, **stated)


def _utilities(standing: Standing, counts: tuple[int, ...]) -> NDArray[np.float64]:
    """Of all outcomes, issue by issue."""
    if isinstance(standing, SortedTable) and standing.options == counts:
        return standing.utilities.reshape(counts)
    if (size := prod(counts)) > MOST_OUTCOMES:
        raise InvalidValue("case", f"{size:,} outcomes", f"at most {MOST_OUTCOMES:,} for a negotiator of NegMAS")
    return np.fromiter(map(standing.utility, np.ndindex(counts)), np.float64, size).reshape(counts)


def _by_issue(worth: NDArray[np.float64]) -> list[NDArray[np.float64]] | None:
    """What each option adds, from 0, where utilities from 0 are such sums; None where they are not."""
    if not np.isfinite(worth).all():
        return None
    lowest = np.unravel_index(int(worth.argmin()), worth.shape)
    tables = [np.moveaxis(worth, issue, -1)[lowest[:issue] + lowest[issue + 1 :]] for issue in range(worth.ndim)]
    summed = sum(
        table.reshape([-1 if at == issue else 1 for at in range(worth.ndim)]) for issue, table in enumerate(tables)
    )
    return tables if np.allclose(summed, worth, rtol=0.0, atol=TOLERANCE) else None

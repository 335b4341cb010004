"""The sorted tables of one seat in many games, stacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.errors import InvalidValue
from mediant.talks.standing import SortedTable, by_utility

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Games = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """The sorted tables of one seat in many games over the same issues, a row for each game.

    utilities : (n_games, n_outcomes) by outcome number, minus infinity across a red line; rising : the same, ascending;
    numbers : their outcome numbers, those of equal utility last to first; reserved : (n_games,).
    """

    options: tuple[int, ...]
    utilities: Floats
    rising: Floats
    numbers: Numbers
    reserved: Floats

    def __len__(self) -> int:
        """How many games."""
        return len(self.reserved)

    def of(self, games: Games) -> Stack:
        """The tables of some games, in this order; one may come several times."""
        return Stack(self.options, self.utilities[games], self.rising[games], self.numbers[games], self.reserved[games])


def stack_of(options: tuple[int, ...], utilities: Floats, reserved: Floats) -> Stack:
    """The tables of (n_games, n_outcomes) utilities, the last issue's options changing fastest; minus infinity: never.

    Raises InvalidValue where a game leaves the seat no outcome.
    """
    numbers, rising = by_utility(utilities)
    if np.isneginf(rising[:, -1]).any():
        raise InvalidValue("utilities", "a game in which red lines leave nothing", "an outcome it can accept")
    return Stack(options, utilities, rising, numbers, reserved)


def stacked(tables: Sequence[SortedTable]) -> Stack:
    """The tables of one seat, game by game. Raises InvalidValue where they are over different issues."""
    options = tables[0].options
    if any(table.options != options for table in tables):
        raise InvalidValue("tables", "games over different issues", "the same numbers of options in all")
    utilities = np.stack([table.utilities.ravel() for table in tables])
    return stack_of(options, utilities, np.array([table.reserved for table in tables]))

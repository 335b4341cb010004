"""What each party of an exact case wants: a table of all outcomes sorted by utility, where that is not too large."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.agreement_zone import NO_FLOOR
from mediant.analysis.elimination import least
from mediant.analysis.exact_tables import ExactTables, tables_of
from mediant.analysis.stated import box_of
from mediant.analysis.tables import TOLERANCE, Box, Tables
from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.preferences import is_exact
from mediant.talks.acts import Choices
from mediant.talks.factored import NOTHING_LEFT, Factored
from mediant.talks.liking import liked_in_units, summed
from mediant.talks.record import Liked

MOST_OUTCOMES = 1_000_000
"""Of a sorted table; a few hundred megabytes for each party."""
SORTED_AT_ONCE = 20_000
"""Utilities, so that what is made meanwhile stays near the processor."""


@dataclass(frozen=True, slots=True, eq=False)
class SortedTable:
    """A party's outcomes by utility, least first, those of equal utility in the order of the file, last to first.

    utilities : of every outcome, an axis for each issue, minus infinity across a red line; rising : of those that cross
    none, ascending; numbers : their outcome numbers, the last issue's options changing fastest; reserved : its
    walk-away; greatest : the utility of its best outcome.
    """

    utilities: NDArray[np.float64]
    rising: NDArray[np.float64]
    numbers: NDArray[np.int64]
    reserved: float
    greatest: float

    @property
    def options(self) -> tuple[int, ...]:
        """How many each issue has."""
        return self.utilities.shape

    def utility(self, choices: Choices) -> float:
        """Of an outcome; minus infinity where it crosses a red line of the party."""
        return self.utilities.item(choices)

    def ranked(self, place: int) -> Choices | None:
        """The outcome at a place, 0 for its best, equal ones in the order of the file; None past the last."""
        return outcome_at(self.options, self.numbers.item(-1 - place)) if place < len(self.numbers) else None

    def at_least(self, level: float) -> Choices:
        """The outcome of least utility at or above a level, the first of several; its best where it is above that."""
        rising, least = self.rising.data, level - TOLERANCE  # the items of `data` are plain floats: quick to bisect
        at = bisect_left(rising, least) if least <= self.greatest else len(rising) - 1
        if at + 1 < len(rising) and rising[at + 1] == rising[at]:
            at = bisect_right(rising, rising[at]) - 1
        return outcome_at(self.utilities.shape, self.numbers.item(at))

    def toward(self, liked: Liked, level: float) -> Choices:
        """Of the outcomes at or above a level, or of its best, the one of greatest sum over issues of liked[i][x_i].

        Ties go to more utility, then to the first in the order of the file. Raises InvalidValue for scores that do not
        fit the issues.
        """
        scores = summed(liked_in_units(liked, self.options)[0])
        at = min(int(self.rising.searchsorted(bound)) for bound in (level - TOLERANCE, self.rising[-1]))
        good = self.numbers[at:][::-1]
        return outcome_at(self.options, good.item(scores[good].argmax()))


@lru_cache(maxsize=1 << 16)  # the same outcomes are offered again and again
def outcome_at(options: tuple[int, ...], number: int) -> Choices:
    """The outcome of a number, the last issue's options changing fastest."""
    found = []
    for count in reversed(options):
        number, choice = divmod(number, count)
        found.append(choice)
    return tuple(reversed(found))


def standings_of(case: Case) -> Mapping[str, SortedTable | Factored]:
    """What each party of an exact case wants, by party id: a table up to 1,000,000 outcomes, else issue by issue.

    A party that states no walk-away reserves its least utility over all outcomes. Raises InvalidValue for a case that
    is not exact, in which a party's red lines leave nothing, or, where it is too large for a table, in which terms and
    red lines tie too many issues together.
    """
    if not case.exact:
        ids = [issue.id for issue in case.issues]
        partial = ", ".join(party.id for party in case.parties if not is_exact(case.known_of(party.id), ids))
        raise InvalidValue("case", f"numbers of {partial} are not given", "an exact case: what each wants, in numbers")
    exact = tables_of(case)
    form = _sorted_table if case.size <= MOST_OUTCOMES else _factored
    return {party.id: form(_own(case, exact, number), f"party {party.id}") for number, party in enumerate(case.parties)}


@dataclass(frozen=True, slots=True, eq=False)
class _Own:
    """One party's column of the tables with its own red lines; walk_away in units, None where none is stated."""

    tables: Tables
    per_one: int
    walk_away: int | None


def _own(case: Case, exact: ExactTables, number: int) -> _Own:
    party = case.parties[number]
    column = exact.tables.of_party(number)
    matter = np.flatnonzero(column.bonus[:, 0])
    everything = Box({0: np.ones(len(column.worth[0]), dtype=bool)})
    lines = (box_of(pattern, case.issues) for pattern in case.known_of(party.id).never)
    own = Tables(
        column.worth, tuple(column.boxes[box] for box in matter), column.bonus[matter],
        tuple(box if box.marks else everything for box in lines),
    )  # fmt: skip
    walk_away = int(exact.walk_away[number])
    return _Own(own, int(exact.scale.per_one[number]), None if walk_away == NO_FLOOR else walk_away)


def _factored(own: _Own, where: str) -> Factored:
    try:
        found = Factored(own.tables, own.per_one, (own.walk_away or 0) / own.per_one)
    except InvalidValue as problem:
        raise InvalidValue(where, problem.seen, problem.expected) from None
    return found if own.walk_away is not None else replace(found, reserved=least(own.tables, 0) / own.per_one)


def _sorted_table(own: _Own, where: str) -> SortedTable:
    options = tuple(len(table) for table in own.tables.worth)
    rows = np.indices(options, dtype=np.int32).reshape(len(options), own.tables.size).T
    utilities = own.tables.utilities(rows)[:, 0] / own.per_one
    crossed = own.tables.forbidden(rows)
    if crossed.all():
        raise InvalidValue(where, NOTHING_LEFT, "an outcome it can accept")
    reserved = float(utilities.min()) if own.walk_away is None else own.walk_away / own.per_one
    return sorted_table(options, np.where(crossed, -np.inf, utilities), reserved)


def sorted_table(options: tuple[int, ...], utilities: NDArray[np.float64], reserved: float) -> SortedTable:
    """The table of (n_outcomes,) utilities, the last issue's options changing fastest; minus infinity: never."""
    (numbers,), (rising,) = _by_utility(utilities[None])
    if len(rising) and rising.item(0) == -np.inf:
        crossed = int(np.isneginf(rising).sum())
        numbers, rising = numbers[crossed:], rising[crossed:]
    greatest = rising.item(-1) if len(rising) else -np.inf
    return SortedTable(utilities.reshape(options), rising, numbers, reserved, greatest)


def by_utility(utilities: NDArray[np.float64]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Each row sorted, least first, equal ones last to first: (n_rows, n_outcomes) outcome numbers and utilities."""
    numbers, rising = np.empty(utilities.shape, dtype=np.int32), np.empty(utilities.shape)
    step = max(1, SORTED_AT_ONCE // max(1, utilities.shape[1]))
    for first in range(0, len(utilities), step):
        rows = slice(first, first + step)
        numbers[rows], rising[rows] = _by_utility(utilities[rows])
    return numbers, rising


def _by_utility(utilities: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    count = utilities.shape[1]
    numbers = utilities.argsort(axis=1)
    places = numbers  # in the flat array: gathering there is several times as quick as along an axis
    if len(utilities) > 1:
        places = numbers + count * np.arange(len(utilities))[:, None]
    rising = utilities.take(places, mode="clip")
    tied = (rising[:, 1:] == rising[:, :-1]).any(axis=1)
    if tied.any():  # a stable sort takes twice as long
        numbers[tied] = count - 1 - utilities[tied, ::-1].argsort(axis=1, kind="stable")
    return numbers, rising

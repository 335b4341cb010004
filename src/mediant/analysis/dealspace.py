"""The one door between cases and tables: from what is stated to what could be agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mediant.analysis import bargaining, elimination
from mediant.analysis.agreement_zone import NO_FLOOR, zone_count
from mediant.analysis.elimination import Efficient
from mediant.analysis.exact_tables import tables_of
from mediant.analysis.pareto import efficient_rows
from mediant.analysis.results import Analysis, Frontier, NearestMiss, Point, Solution, Zone
from mediant.analysis.sampling import draw
from mediant.analysis.stated import outcome_of
from mediant.analysis.tables import TOLERANCE, Scale, Tables
from mediant.analysis.uncertainty import Progress, uncertainty
from mediant.analysis.unknowns import knowledge_of
from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.checks import problems_of

Floats = NDArray[np.float64]

CRITERIA = {
    "nash": bargaining.nash_solution,
    "kalai_smorodinsky": bargaining.kalai_smorodinsky_solution,
    "egalitarian": bargaining.egalitarian_solution,
    "utilitarian": bargaining.utilitarian_solution,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much an exact answer may cost before a bounded one is given instead.

    memory_mb : memory of the largest step, about. seconds : time of the largest step on one core, nominal: it is
    counted in work, not by the clock, so that the same case gives the same answer on every machine.
    """

    memory_mb: int = 1000
    seconds: int = 30

    def candidates(self, n_parties: int) -> int:
        """How many candidates one step may compare."""
        in_memory = self.memory_mb * 1_000_000 // (40 * (n_parties + 1))
        in_time = int(self.seconds * 5e6 / 4.0 ** max(0, n_parties - 2))
        return max(1000, min(in_memory, in_time))


@dataclass(frozen=True, eq=False)
class DealSpace:
    """An exact case as tables, with the answers computed when asked for.

    walk_away : (n_parties,) in units, `NO_FLOOR` for a party that states none.
    """

    case: Case
    tables: Tables
    scale: Scale
    walk_away: NDArray[np.int64]
    budget: Budget = Budget()
    progress: elimination.Progress | None = None

    @cached_property
    def disagreement(self) -> NDArray[np.int64]:
        """(n_parties,) the walk-away, or the least utility over all outcomes where none is stated."""
        return np.array(
            [
                elimination.least(self.tables, party) if level == NO_FLOOR else level
                for party, level in enumerate(self.walk_away)
            ],
            dtype=np.int64,
        )

    @cached_property
    def floor(self) -> NDArray[np.int64]:
        """(n_parties,) the least utility that counts as acceptable."""
        return np.where(self.walk_away == NO_FLOOR, NO_FLOOR, self.walk_away - self.scale.tolerance)

    @cached_property
    def efficient(self) -> Efficient:
        """The frontier over the outcomes that cross no red line; utilities closer than the tolerance are one."""
        return self._distinct(elimination.frontier(self.tables, limit=self._limit, progress=self.progress))

    @cached_property
    def nearly_in_zone(self) -> Efficient:
        """The rows of the frontier that are acceptable to all, or would be with its slack."""
        found = self.efficient
        near = (found.utilities + found.slack >= self.floor).all(axis=1)
        return Efficient(found.choices[near], found.utilities[near], found.slack)

    def zone(self) -> Zone:
        """How many outcomes are acceptable to all; where none is, the nearest miss."""
        # counting a candidate costs several times what comparing it does
        count = zone_count(self.tables, self.floor, limit=self._limit // 8)
        miss = self.nearest_miss() if count.high == 0 else None
        # what the frontier found in the zone is there for certain
        low = count.low if count.exact else max(count.low, len(self._gains[1]))
        return Zone(size=max(count.size, low), exact=count.exact, low=low, high=count.high, nearest_miss=miss)

    def nearest_miss(self) -> NearestMiss:
        """The outcome whose largest shortfall is least, of those that cross no red line (of all, if every one does)."""
        found = self.efficient
        if not len(found.utilities):
            found = elimination.frontier(self.tables.without_red_lines(), limit=self._limit)
        utilities = self.scale.from_units(found.utilities)
        short = self.scale.from_units(self.disagreement) - utilities
        row = bargaining.nearest_miss(short)
        if row is None:
            raise AssertionError("a space without red lines has outcomes")
        return NearestMiss(
            outcome=outcome_of(found.choices[row], self.case.issues),
            utilities=self._by_party(utilities[row]),
            shortfall=self._by_party(np.maximum(short[row], 0.0)),
            error=float(self.scale.from_units(found.slack).max()) if found.slack.any() else None,
        )

    def coarse(self) -> Mapping[str, float]:
        """The parties whose numbers are too large for the tolerance, and by how much their utilities are told apart."""
        widths = self._by_party(self.scale.from_units(self.scale.tolerance))
        return {party: width for party, width in widths.items() if width > 1.5 * TOLERANCE}

    def frontier(self) -> Frontier:
        """The efficient utility vectors, each by its first outcome in the order of the file."""
        found = self.efficient
        utilities = self.scale.from_units(found.utilities)
        exact = not found.slack.any()
        return Frontier(
            points=tuple(
                Point(outcome=outcome_of(choices, self.case.issues), utilities=self._by_party(row))
                for choices, row in zip(found.choices, utilities, strict=True)
            ),
            exact=exact,
            error=None if exact else self._by_party(self.scale.from_units(found.slack)),
        )

    def solutions(self) -> Mapping[str, Solution | None]:
        """The four bargaining solutions; each None where nothing in the zone was found."""
        return {name: self._solution(name) for name in CRITERIA}

    @cached_property
    def _gains(self) -> tuple[Floats, NDArray[np.intp], Floats]:
        """Gains of the rows in or near the zone, which of them are in it, and the gains of these."""
        found = self.nearly_in_zone
        inside = np.flatnonzero((found.utilities >= self.floor).all(axis=1))
        near = self.scale.from_units(found.utilities - self.disagreement)
        return near, inside, near[inside]

    def _solution(self, name: str) -> Solution | None:
        found, (near, inside, gains) = self.nearly_in_zone, self._gains
        row = CRITERIA[name](gains)
        if row is None:
            return None
        error = None
        if found.slack.any():
            error = bargaining.largest_loss(name, gains, row, near + self.scale.from_units(found.slack))
        return Solution(
            outcome=outcome_of(found.choices[inside[row]], self.case.issues),
            utilities=self._by_party(self.scale.from_units(found.utilities[inside[row]])),
            gains=self._by_party(gains[row]),
            error=error,
        )

    @property
    def _limit(self) -> int:
        return self.budget.candidates(self.tables.n_parties)

    def _distinct(self, found: Efficient) -> Efficient:
        tolerance = self.scale.tolerance
        rows = efficient_rows((found.utilities + tolerance // 2) // tolerance)
        return Efficient(found.choices[rows], found.utilities[rows], found.slack)

    def _by_party(self, row: Floats) -> Mapping[str, float]:
        return {party.id: number for party, number in zip(self.case.parties, row.tolist(), strict=True)}


def deal_space(case: Case, *, budget: Budget | None = None, progress: elimination.Progress | None = None) -> DealSpace:
    """The deal space of an exact case. TypeError where a number is not given."""
    exact = tables_of(case)
    return DealSpace(case, exact.tables, exact.scale, exact.walk_away, budget or Budget(), progress)


def analyze(
    case: Case,
    *,
    draws: int = 2000,
    seed: int = 0,
    points: int | None = None,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """The deal space of a case: exact where every number is given, else chances over `draws` utility functions.

    draws, seed : for a partial case; the same seed gives the same answer. points : how many outcomes of a partial case
    to describe, 100 if None; an exact case's frontier is always whole. budget : what an exact answer may cost.
    progress : told (done, total, what) as the work goes on.
    Raises InvalidValue for a case that breaks the rules of the format, Contradiction for statements that cannot all
    hold, CannotSample where they leave nothing to draw from.
    """
    wrong = problems_of(case)
    if wrong:
        raise InvalidValue(f"case, {wrong[0].place}", wrong[0].seen, wrong[0].expected)
    if case.exact:
        _check_statements(case)
        return _exact(case, budget, progress)
    found, zone = uncertainty(case, draws=draws, seed=seed, points=100 if points is None else points, progress=progress)
    return Analysis(
        case=case.title,
        exact=False,
        parties=tuple(party.id for party in case.parties),
        issues=tuple(issue.id for issue in case.issues),
        outcomes=case.size,
        zone=zone,
        frontier=None,
        solutions=None,
        uncertainty=found,
    )


def _check_statements(case: Case) -> None:
    """Raise Contradiction where a party's numbers belie what it is reported to have said of whole outcomes."""
    options = [issue.options for issue in case.issues]
    for party in case.parties:
        stated = case.known_of(party.id)
        if stated.prefers or stated.accepts or stated.rejects:
            draw(knowledge_of(party, stated, case.issues, options), 2, np.random.default_rng(0))


def _exact(case: Case, budget: Budget | None, progress: Progress | None) -> Analysis:
    def told(done: int, total: int) -> None:
        if progress:
            progress(done, total, "frontier")

    space = deal_space(case, budget=budget, progress=told)
    return Analysis(
        case=case.title,
        exact=True,
        parties=tuple(party.id for party in case.parties),
        issues=tuple(issue.id for issue in case.issues),
        outcomes=case.size,
        zone=space.zone(),
        frontier=space.frontier(),
        solutions=space.solutions(),
        coarse=space.coarse(),
    )

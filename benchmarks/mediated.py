"""Scenarios that mediators are measured on: what parties want, what they answer, and the best that could be reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.programs import Program
from mediant.talks.acts import Compare, Question, Rank
from mediant.talks.mediators.answered import columns_of
from mediant.talks.mediators.bridging import neighbours, tied_neighbours
from mediant.talks.mediators.together import all_pairs, matched

Floats = NDArray[np.float64]
Outcomes = NDArray[np.intp]

WALK_AWAY = 0.2
OPTIONS = 10
ISSUES = {"small": 3, "large": 10, "tied": 10}
TIES = ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9))
REACH = 0.1
STARTS = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """What is drawn: a space of `ISSUES`, how many parties, random or opposed, a seed."""

    space: str
    parties: int
    kind: str
    seed: int


class Scenario:
    """worth : (parties, options of all issues); terms : (parties, pairs of options of ties)."""

    def __init__(self, setting: Setting) -> None:
        issues, parties = ISSUES[setting.space], setting.parties
        rng = np.random.default_rng([setting.seed, parties, issues, int(setting.kind == "opposed")])
        self.options, self.ties = (OPTIONS,) * issues, TIES if setting.space == "tied" else ()
        self.when = tuple(term for tie in self.ties for term in all_pairs(self.options, *tie))
        weights = rng.dirichlet(np.ones(issues), parties)
        values = stretched(rng.random((parties, issues, OPTIONS)))
        if setting.kind == "opposed":
            values[1::2] = np.array([opposed(1.0 - values[0], own, place) for place, own in enumerate(values[1::2])])
            values[2::2] = np.array([opposed(values[0], own, 1) for own in values[2::2]]).reshape(values[2::2].shape)
        self.worth = (weights[:, :, None] * values).reshape(parties, -1)
        self.terms = rng.uniform(-REACH, REACH, (parties, len(self.ties) * OPTIONS**2))
        if self.ties:
            low, high = (sum(end(block, axis=1) for block in self.blocks()) for end in (np.min, np.max))
            span = (high - low)[:, None]
            self.worth = (self.worth - low[:, None] / issues) / span
            self.terms = self.terms / span

    def blocks(self) -> list[Floats]:
        """Of each tie, or of each issue where there are none: (parties, combinations) what its options add."""
        tables = self.worth.reshape(len(self.worth), -1, OPTIONS)
        if not self.ties:
            return list(tables.transpose(1, 0, 2))
        terms = self.terms.reshape(len(self.worth), -1, OPTIONS, OPTIONS).transpose(1, 0, 2, 3)
        pairs = [tables[:, left, :, None] + tables[:, right, None] for left, right in self.ties]
        return [(pair + term).reshape(len(self.worth), -1) for pair, term in zip(pairs, terms, strict=True)]

    def gains(self, packages: Outcomes) -> Floats:
        """(parties, packages)."""
        total = self.worth[:, columns_of(self.options, packages)].sum(axis=2)
        if self.ties:
            total = total + self.terms[:, matched(self.options, self.when, packages)].sum(axis=2)
        return total - WALK_AWAY

    def answer(self, party: int, question: Question, rng: np.random.Generator, wrong: float) -> Any:
        """True, or with the chance `wrong` the opposite; of an order any two packages have then changed places."""
        slips = rng.random() < wrong
        if isinstance(question, Rank):
            order = np.argsort(-self.gains(np.array(question.outcomes))[party], kind="stable").tolist()
            if slips:
                one, other = rng.choice(len(order), 2, replace=False)
                order[one], order[other] = order[other], order[one]
            return tuple(order)
        if isinstance(question, Compare):
            first, second = self.gains(np.array([question.first, question.second]))[party]
            return int((first < second) != slips)
        return bool((self.gains(np.array([question.choices]))[party, 0] >= -1e-9) != slips)

    def best(self) -> tuple[float, float]:
        """The greatest least gain and the greatest geometric mean of gains, of packages acceptable to all.

        Of all packages where they are 1,000; otherwise the first is exact (a mixed-integer program), and the second
        the best of many searches.
        """
        if len(self.options) == ISSUES["small"]:
            gains = self.gains(np.array(list(product(*map(range, self.options)))))
            return float(egalitarian(gains).max()), float(nash(gains).max())
        rng = np.random.default_rng(0)
        starts = [self._fairest(), *rng.integers(OPTIONS, size=(STARTS, len(self.options)))]
        fair = float(egalitarian(self.gains(starts[0][None]))[0])
        return fair, max(self._climbed(start, nash) for start in starts)

    def _fairest(self) -> Outcomes:
        """The package with the greatest least gain."""
        program, chosen = Program(), []
        least = program.column(0.0, 1.0)
        sums: list[dict[int, float]] = [{least: -1.0} for _ in self.worth]
        for block in self.blocks():
            columns = [program.column(0.0, 1.0, whole=True) for _ in block[0]]
            program.equal(dict.fromkeys(columns, 1.0), 1.0)
            for row, numbers in zip(sums, block, strict=True):
                row.update(zip(columns, numbers.tolist(), strict=True))
            chosen.append(columns)
        for row in sums:
            program.at_least(row, WALK_AWAY)
        found = program.maximum({least: 1.0})
        assert found is not None, "no package is acceptable to all"
        places = [int(np.argmax(found[columns])) for columns in chosen]
        if not self.ties:
            return np.array(places)
        return np.array([divmod(place, OPTIONS) for place in places]).reshape(-1)

    def _climbed(self, package: Outcomes, value: Callable[[Floats], Floats]) -> float:
        """The value where no change of an issue, or of two that are tied, improves it."""
        best = -np.inf
        while True:
            near = np.concatenate([neighbours(self.options, package), tied_neighbours(self.when, package)])
            gains = self.gains(near)
            found = value(gains) + 1e-3 * gains.min(axis=0) + 1e-6 * gains.mean(axis=0)
            if found.max() <= best + 1e-12:
                return float(value(self.gains(package[None]))[0])
            best, package = float(found.max()), near[int(found.argmax())]


def stretched(values: Floats) -> Floats:
    """From 0 to 1 along the last axis."""
    low = values.min(axis=-1, keepdims=True)
    return (values - low) / (values.max(axis=-1, keepdims=True) - low)


def opposed(side: Floats, own: Floats, place: int) -> Floats:
    """The first of a side is its side; the others have some values of their own."""
    return side if place == 0 else stretched(0.7 * side + 0.3 * own)


def egalitarian(gains: Floats) -> Floats:
    """(packages,) the least gain, 0 where somebody cannot live with it."""
    return np.maximum(gains.min(axis=0), 0.0)


def nash(gains: Floats) -> Floats:
    """(packages,) the geometric mean of gains, 0 where somebody cannot live with it."""
    return np.prod(np.maximum(gains, 0.0), axis=0) ** (1.0 / len(gains)) * (gains.min(axis=0) >= 0.0)

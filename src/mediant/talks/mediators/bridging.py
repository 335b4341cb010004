"""Packages that are good for all, by what is thought of each party: the least satisfied first.

A package is scored by the mean, over draws of everybody's utilities, of (least gain + LEVEL · geometric mean of gains)
divided by 1 + LEVEL: the egalitarian and the Nash solution in one. Only options and pairs of options are looked up
while searching, so that a space of 10^20 packages costs no more than its options.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices, CouldAccept
from mediant.talks.mediators.beliefs import Belief
from mediant.talks.record import When

Floats: TypeAlias = NDArray[np.float64]
Outcomes: TypeAlias = NDArray[np.intp]

LEVEL = 1.0
"""How much the geometric mean of gains counts beside the least gain."""
SINGLE = 48
"""Draws whose best packages are candidates."""
ENUMERATED = 2_000
"""Spaces up to this size are looked at whole."""
POOL = 80
"""Candidates besides the best packages of single draws."""
ROUNDS = 40
"""Most steps of a search."""
SURE = 0.9
"""The chance that all can live with a package from which on it may be proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What one party is thought to think of a package.

    gain, sd : expected utility above its walk-away, and how sure that is; acceptable : the chance that it could live
    with it; said : its own answer, or None.
    """

    gain: float
    sd: float
    acceptable: float
    said: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A package with its score and what each party is thought to think of it, in the order of the parties."""

    package: Choices
    score: float
    prospects: tuple[Prospect, ...]

    @property
    def acceptable(self) -> float:
        """The chance that all can live with it."""
        return prod(prospect.acceptable for prospect in self.prospects)

    @property
    def refused(self) -> bool:
        """Whether somebody has said that it could not live with it."""
        return any(prospect.said is False for prospect in self.prospects)

    @property
    def least_satisfied(self) -> int:
        """The party with the least expected gain, the first of several."""
        return min(range(len(self.prospects)), key=lambda party: self.prospects[party].gain)


@dataclass(frozen=True, slots=True)
class Change:
    """What one issue's new option does for each party: expected utility, in the order of the parties."""

    issue: int
    before: int
    after: int
    moves: tuple[float, ...]


def scored(gains: Floats) -> Floats:
    """(...) the score of gains (parties, ...): 0 or less where somebody gains nothing."""
    least = gains.min(axis=0)
    together = np.prod(np.maximum(gains, 0.0), axis=0) ** (1.0 / len(gains))
    return np.asarray((least + LEVEL * together) / (1.0 + LEVEL))


def gains_of(beliefs: Sequence[Belief], packages: Outcomes) -> Floats:
    """(parties, draws, packages)."""
    found = zip(beliefs, _counted(beliefs, packages), strict=True)
    return np.stack([belief.summed(columns) - belief.walk_away[:, None] for belief, columns in found])


def _counted(beliefs: Sequence[Belief], packages: Outcomes) -> list[Outcomes]:
    """For each party the columns that each package has; looked up once where the same options hang together."""
    first = {belief.manner.when: belief for belief in beliefs}
    columns = {when: belief.counted(packages) for when, belief in first.items()}
    return [columns[belief.manner.when] for belief in beliefs]


def pool_of(beliefs: Sequence[Belief], rng: np.random.Generator, kept: Sequence[Choices] = ()) -> tuple[Choices, ...]:
    """Candidate packages, the best first: the best of single draws, what is best on average, and what is near it.

    kept : candidates from before, where the search starts as well.
    All packages are looked at where they are few.
    """
    options = beliefs[0].options
    if prod(options) <= ENUMERATED:
        found = np.array(list(product(*map(range, options))), dtype=np.intp)
        gains = gains_of(beliefs, found)
        values = scored(gains)
        single = values.argmax(axis=1)
    else:
        found = _searched(beliefs, rng, kept)
        values = scored(gains_of(beliefs, found))
        single = values.argmax(axis=1)
    order = np.argsort(-values.mean(axis=0), kind="stable")
    places = dict.fromkeys([*order[: POOL // 2].tolist(), *single.tolist(), *order[POOL // 2 : POOL].tolist()])
    chosen = sorted(list(places)[: 2 * POOL], key=lambda place: -values[:, place].mean())
    return tuple(tuple(int(option) for option in found[place]) for place in chosen)


def best_package(beliefs: Sequence[Belief], pool: Sequence[Choices]) -> Candidate:
    """What to propose, of a pool.

    Of the packages that nobody has said no to and that all can live with at a chance of SURE or more, the one with the
    best score; where there is none, the one with the best chance.
    """
    return max(ranked(beliefs, pool), key=lambda each: (not each.refused, min(each.acceptable, SURE), each.score))


def ranked(beliefs: Sequence[Belief], pool: Sequence[Choices]) -> tuple[Candidate, ...]:
    """All packages of the pool with what each party is thought to think of them, the best first."""
    gains = gains_of(beliefs, np.array(pool, dtype=np.intp))
    scores = scored(gains).mean(axis=0)
    mean, sd, chance = gains.mean(axis=1), gains.std(axis=1), (gains >= 0.0).mean(axis=1)
    said = [dict(pair for pair in belief.answers if isinstance(pair[0], CouldAccept)) for belief in beliefs]
    return tuple(
        Candidate(
            package=pool[place],
            score=float(scores[place]),
            prospects=tuple(
                Prospect(
                    gain=float(mean[party, place]),
                    sd=float(sd[party, place]),
                    acceptable=float(chance[party, place]),
                    said=_verdict(heard.get(CouldAccept(pool[place]))),
                )
                for party, heard in enumerate(said)
            ),
        )
        for place in np.argsort(-scores, kind="stable").tolist()
    )


def changes(beliefs: Sequence[Belief], before: Choices, after: Choices) -> tuple[Change, ...]:
    """Which issues moved from one package to another, and what each move does for whom, the others standing still."""
    found = []
    for issue, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            pair = np.array([after, (*after[:issue], old, *after[issue + 1 :])], dtype=np.intp)
            worth = [belief.utilities(pair).mean(axis=0) for belief in beliefs]
            found.append(Change(issue, old, new, tuple(float(of[0] - of[1]) for of in worth)))
    return tuple(found)


def _verdict(answer: object) -> bool | None:
    return answer if isinstance(answer, bool) else None


def _searched(beliefs: Sequence[Belief], rng: np.random.Generator, kept: Sequence[Choices]) -> Outcomes:
    """Distinct packages: the best of single draws, the best on average from the best of these, and what is near it."""
    options = beliefs[0].options
    starts = np.stack([rng.integers(count, size=SINGLE) for count in options], axis=1).astype(np.intp)
    if kept:
        starts[: len(kept)] = np.array(kept[:SINGLE], dtype=np.intp)
    rows = rng.permutation(len(beliefs[0].walk_away))[:SINGLE]
    single = _ascended(beliefs, starts, rows)
    found = np.unique(np.concatenate([single, starts[: len(kept)]]), axis=0)
    top = found[np.argsort(-scored(gains_of(beliefs, found)).mean(axis=0), kind="stable")[:3]]
    near = [_climbed(beliefs, package) for package in top]
    return np.unique(np.concatenate([found, *near]), axis=0)


def neighbours(options: Sequence[int], package: Outcomes) -> Outcomes:
    """(options of all issues, issues) the package with each option of each issue in turn; itself among them."""
    issue = np.repeat(np.arange(len(options)), options)
    near = np.repeat(package[None], len(issue), axis=0)
    near[np.arange(len(issue)), issue] = np.concatenate([np.arange(count) for count in options])
    return near


def tied_neighbours(when: Sequence[When], package: Outcomes) -> Outcomes:
    """(terms + 1, issues) the package, and the package changed so that each term counts in turn."""
    near = np.repeat(package[None], len(when) + 1, axis=0)
    for row, term in enumerate(when, start=1):
        for issue, option in term:
            near[row, issue] = option
    return near


def _terms_of(beliefs: Sequence[Belief]) -> tuple[When, ...]:
    """The options that add something to anybody where they are taken together."""
    return tuple(dict.fromkeys(term for belief in beliefs for term in belief.manner.when))


def _climbed(beliefs: Sequence[Belief], package: Outcomes) -> Outcomes:
    """What is near a package that nothing near it beats on average; ties are moved together where that helps."""
    near, package = _settled(beliefs, package)
    when = _terms_of(beliefs)
    if when:
        together = tied_neighbours(when, package)
        best = together[int(scored(gains_of(beliefs, together)).mean(axis=0).argmax())]
        near = np.concatenate([near, together, _settled(beliefs, best)[0]])
    return near


def _settled(beliefs: Sequence[Belief], package: Outcomes) -> tuple[Outcomes, Outcomes]:
    """What differs in one issue from the package where single changes stop to help, and that package."""
    best = -np.inf
    for _ in range(ROUNDS):
        near = neighbours(beliefs[0].options, package)
        scores = scored(gains_of(beliefs, near)).mean(axis=0)
        if scores.max() <= best + 1e-12:
            break
        best, package = float(scores.max()), near[int(scores.argmax())]
    return near, package


def _ascended(beliefs: Sequence[Belief], packages: Outcomes, rows: NDArray[np.intp]) -> Outcomes:
    """(rows, issues) for each of these draws a package that no change of an issue, or to a term, improves."""
    now = packages.copy()
    each = np.arange(len(rows))
    adds, leave = [belief.adds[rows] for belief in beliefs], [belief.walk_away[rows, None] for belief in beliefs]
    changes = [*_single(beliefs[0].options), *_joint(_terms_of(beliefs))]
    for _ in range(ROUNDS // 4):
        before = now.copy()
        for issues, chosen in changes:
            near = np.repeat(now[:, None], len(chosen) + 1, axis=1)
            near[:, 1:, issues] = chosen
            columns = _counted(beliefs, near.reshape(-1, now.shape[1]))
            sums = [_summed(table, part) for table, part in zip(adds, columns, strict=True)]
            now = near[each, _rising(np.stack(sums) - np.stack(leave)).argmax(axis=1)]
        if (now == before).all():
            break
    return now


def _summed(table: Floats, columns: Outcomes) -> Floats:
    """(rows, packages) sums of numbers of a table's rows, the same count of packages (packages, columns) to each."""
    looked_up = np.take_along_axis(table, columns.reshape(len(table), -1), axis=1)
    return np.asarray(looked_up.reshape(len(table), -1, columns.shape[1]).sum(axis=2))


def _single(options: Sequence[int]) -> list[tuple[list[int], Outcomes]]:
    """Issue by issue, itself and its options."""
    return [([issue], np.arange(count, dtype=np.intp)[:, None]) for issue, count in enumerate(options)]


def _joint(when: Sequence[When]) -> list[tuple[list[int], Outcomes]]:
    """For all issues that the same terms are over, these issues and the options of the terms."""
    by: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for term in when:
        by.setdefault(tuple(issue for issue, _ in term), []).append(tuple(option for _, option in term))
    return [(list(issues), np.array(chosen, dtype=np.intp)) for issues, chosen in by.items()]


def _rising(gains: Floats) -> Floats:
    """The score where all gain; elsewhere a way into that: how far the least is below, and a little of the others."""
    return np.where((gains > 0.0).all(axis=0), scored(gains), gains.min(axis=0) + 0.01 * gains.mean(axis=0))

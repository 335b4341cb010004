"""What a mediator thinks of one party where much is unknown: in vast spaces, or where options hang together.

What every option adds, every term for options taken together, and the walk-away are normally distributed before the
first answer, with the mean and the covariance of draws from what is known. An answer says that linear functions of them
are positive; what is left is again taken to be normal (expectation propagation; Minka 2001), and the draws are moved
along with it (Matheron's rule; Hoffman & Ribak 1991). A party may slip: any answer is wrong with a small chance.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import erf, pi, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.mediators.together import ends
from mediant.talks.record import When

Floats: TypeAlias = NDArray[np.float64]

DRAWS = 200
PRIOR = 3_000
"""Draws from which the first mean and covariance are taken."""
PASSES = 3
"""Times that the rows of a new answer are taken in one after another."""
SWEPT = 5
"""After so many answers there is a round through all rows at once."""
DAMPED = 0.7
"""How far a round goes of the way that it would go."""
NOISE = 0.003
"""Differences of utility below this are easily mistaken."""
IN_ORDER = 1e-4
"""The chance that two neighbours of an order stand the wrong way round."""
FIRST = 10.0
"""Answers that what is first thought of slips is worth."""
LEAST_WEIGHT, MOST_WEIGHT = 0.1, 5.0
"""Of an issue, next to the average."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prior:
    """What is thought before the first answer: the mean and covariance of all numbers, and draws of them.

    The numbers are, in this order, what every option of every issue adds, what every term adds, and the walk-away.
    alike : whether nothing is known that tells issues apart, so that their weights are learned from answers.
    """

    options: tuple[int, ...]
    when: tuple[When, ...]
    mean: Floats
    covariance: Floats
    drawn: Floats
    alike: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What was answered, row by row.

    rows, offsets : what has to be positive; alone : whether it is the only row of its answer, as none of an order is;
    pull : (rows, 2) what each row has come to add to the mean and to the precision; shared : (rows, rows) the first
    covariance of what has to be positive; answers : how many.
    """

    rows: Floats
    offsets: Floats
    alone: NDArray[np.bool_]
    pull: Floats
    shared: Floats
    answers: int = 0

    def after(self, rows: Floats, offsets: Floats, prior: Prior) -> _Said:
        """With the rows of one more answer."""
        every = np.vstack([self.rows, rows])
        if prior.alike:
            shared = every @ prior.covariance @ every.T
        else:
            new = (rows @ prior.covariance) @ every.T
            shared = np.vstack([np.column_stack([self.shared, new[:, : len(self.rows)].T]), new])
        return _Said(
            every,
            np.append(self.offsets, offsets),
            np.append(self.alone, np.full(len(rows), len(rows) == 1)),
            np.vstack([self.pull, np.zeros((len(rows), 2))]),
            shared,
            self.answers + 1,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Normal:
    """What is thought after some answers.

    slips : the chance of a wrong answer; adds, walk_away : draws on a scale from 0 at each one's worst package to 1 at
    its best; of the first (draws, options of all issues + terms + 1) the last column is 0, for no term.
    """

    prior: Prior
    said: _Said
    slips: float
    adds: Floats
    walk_away: Floats

    @property
    def worth(self) -> Floats:
        """(draws, options of all issues)."""
        return self.adds[:, : sum(self.prior.options)]


@lru_cache(maxsize=8)
def blank(options: tuple[int, ...], when: tuple[When, ...], reach: float, seed: int) -> Prior:
    """Nothing is known but which options hang together: `unknown` of beliefs, with terms uniform within ± reach.

    All issues are alike, and all options of an issue, so their covariances are means over all alike.
    """
    rng = np.random.default_rng([seed, 3])
    weights = rng.dirichlet(np.ones(len(options)), PRIOR)
    tables = [weights[:, [issue]] * stretched(rng.random((PRIOR, count))) for issue, count in enumerate(options)]
    worth = np.concatenate(tables, axis=1)
    terms = rng.uniform(-reach, reach, (DRAWS, len(when)))
    walk_away = rng.random(PRIOR)
    numbers = np.column_stack([worth[:DRAWS], terms, walk_away[:DRAWS]])
    numbers = scaled(options, when, numbers)
    spread = float(np.mean(numbers[:, len(worth[0]) : -1].var(axis=0))) if when else 0.0
    shrunk = float(numbers[:, : len(worth[0])].std() / worth[:DRAWS].std())
    mean = np.concatenate([np.full(len(worth[0]), 0.0), np.zeros(len(when)), [0.5]])
    mean[: len(worth[0])] = worth.mean(axis=0) * shrunk
    covariance = np.diag(np.concatenate([np.zeros(len(worth[0])), np.full(len(when), spread), [1.0 / 12.0]]))
    covariance[: len(worth[0]), : len(worth[0])] = _alike(options, np.cov(worth.T)) * shrunk**2
    return Prior(options=options, when=when, mean=mean, covariance=covariance, drawn=numbers, alike=not when)


def _alike(options: tuple[int, ...], covariance: Floats) -> Floats:
    """Each block of two issues by its mean; on the diagonal blocks the variances apart from the rest."""
    found = np.empty_like(covariance)
    starts = np.cumsum([0, *options])
    parts = [slice(*pair) for pair in pairwise(starts)]
    for one in parts:
        for other in parts:
            block = covariance[one, other]
            if one != other:
                found[one, other] = block.mean()
                continue
            own = np.diag(block).mean()
            rest = (block.sum() - np.trace(block)) / max(block.size - len(block), 1)
            found[one, other] = np.where(np.eye(len(block), dtype=bool), own, rest)
    return found


def stated(options: tuple[int, ...], when: tuple[When, ...], numbers: Floats, seed: int) -> Prior:
    """Draws of all that fits are known, (draws, options of all issues + terms + 1)."""
    numbers = scaled(options, when, numbers)
    rows = np.random.default_rng([seed, 1]).integers(len(numbers), size=DRAWS)
    drawn = numbers[:DRAWS] if len(numbers) >= DRAWS else numbers[rows]
    covariance = np.atleast_2d(np.cov(numbers.T)) if len(numbers) > 1 else np.zeros((numbers.shape[1],) * 2)
    return Prior(options=options, when=when, mean=numbers.mean(axis=0), covariance=covariance, drawn=drawn, alike=False)


def scaled(options: tuple[int, ...], when: tuple[When, ...], numbers: Floats) -> Floats:
    """Each draw from 0 at its worst package to 1 at its best; the least utility is taken off all issues alike."""
    count = sum(options)
    worth, terms = numbers[:, :count], numbers[:, count:-1]
    low, high = ends(options, when, worth, terms)
    whole = np.maximum(high - low, 1e-12)[:, None]
    share = (low / len(options))[:, None]
    return np.column_stack([(worth - share) / whole, terms / whole, (numbers[:, -1] - low) / whole[:, 0]])


def start(prior: Prior, slips: float) -> Normal:
    """Before the first answer."""
    none = np.zeros((0, len(prior.mean)))
    said = _Said(none, np.zeros(0), np.zeros(0, dtype=bool), np.zeros((0, 2)), np.zeros((0, 0)))
    return _drawn(prior, said, slips)


def pulled(normal: Normal, rows: Floats, offsets: Floats, slips: float) -> Normal:
    """After one more answer, each of its rows and offsets being positive together; slips : what was first thought."""
    prior = _weighed(normal)
    said = normal.said.after(rows, offsets, prior)
    before = said.rows @ prior.mean + said.offsets
    slip = np.where(said.alone, normal.slips, IN_ORDER)
    pull = _taken_in(before, said, slip, len(normal.said.rows))
    if prior.alike or not said.answers % SWEPT:
        mean, spread = _posterior(before, said.shared, pull, np.arange(len(pull)))
        pull = pull + DAMPED * (_refined(mean, np.diag(spread), pull, slip) - pull)
    wrong = _posterior(before, said.shared, pull, np.flatnonzero(said.alone))[0] < 0.0
    learned = (FIRST * slips + float(wrong.sum())) / (FIRST + len(wrong))
    return replace(_drawn(prior, replace(said, pull=pull), learned), prior=normal.prior)


def _weighed(normal: Normal) -> Prior:
    """The first opinion with the weights of issues as they seem by now, where it tells no issue from another."""
    prior = normal.prior
    if not prior.alike or not len(normal.said.rows):
        return prior
    spans = np.stack([np.ptp(part, axis=1) for part in np.split(normal.worth, np.cumsum(prior.options)[:-1], axis=1)])
    weights = spans.mean(axis=1)
    weights = np.clip(weights / weights.mean(), LEAST_WEIGHT, MOST_WEIGHT)
    each = np.append(np.repeat(weights, prior.options), 1.0)
    return replace(
        prior, mean=prior.mean * each, covariance=prior.covariance * each[:, None] * each, drawn=prior.drawn * each
    )


def _taken_in(before: Floats, said: _Said, slip: Floats, first: int) -> Floats:
    """What each row adds once those from the first new one on are taken in one after another, some times over."""
    new = np.arange(first, len(before))
    mean, after = _posterior(before, said.shared, said.pull, new)
    fresh = np.zeros((len(new), 2))
    for row in list(range(len(new))) * PASSES:
        part = slice(row, row + 1)
        more = _refined(mean[part], after[part, row], fresh[part], slip[new[part]])[0] - fresh[row]
        gain = after[:, row] / (1.0 + more[1] * after[row, row])
        mean = mean + gain * (more[0] - more[1] * mean[row])
        after = after - np.outer(gain, after[row]) * more[1]
        fresh[row] += more
    pull = said.pull.copy()
    pull[first:] = fresh
    return pull


def _posterior(before: Floats, shared: Floats, pull: Floats, places: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Mean and covariance of what has to be positive, at these places, from what each row has come to add."""
    root = np.sqrt(pull[:, 1])
    inner = np.eye(len(root)) + root[:, None] * shared * root
    part = shared[:, places]
    left = (part * root[:, None]).T
    solved = np.linalg.solve(inner, left.T)
    weights = pull[:, 0] - pull[:, 1] * before
    mean = before[places] + part.T @ weights - (root * (shared @ weights)) @ solved
    return mean, part[places] - left @ solved


def _refined(mean: Floats, spread: Floats, pull: Floats, slip: Floats) -> Floats:
    """(rows, 2) what each row adds next: what makes mean and variance those of all that fits, from all other rows."""
    spread = np.maximum(spread, 1e-10)
    rest = np.maximum(1.0 / spread - pull[:, 1], 1e-6)
    apart = (mean / spread - pull[:, 0]) / rest
    deviation = np.sqrt(1.0 / rest + NOISE**2)
    place = apart / deviation
    chance = slip + (1.0 - 2.0 * slip) * _below(place)
    slope = (1.0 - 2.0 * slip) * np.exp(-(place**2) / 2.0) / (sqrt(2.0 * pi) * deviation * chance)
    bend = np.clip(slope * (slope + place / deviation), 0.0, 0.99 * rest)
    precision = bend / (1.0 - bend / rest)
    shift = (slope + apart * bend) / (1.0 - bend / rest)
    return np.column_stack([shift, precision])


def _below(places: Floats) -> Floats:
    """The chance that a standard normal number is below each of these."""
    return np.array([0.5 * (1.0 + erf(place / sqrt(2.0))) for place in places])


def _drawn(prior: Prior, said: _Said, slips: float) -> Normal:
    """The draws of the first opinion, moved to what the rows have come to say."""
    numbers = prior.drawn
    if len(said.rows):
        root = np.sqrt(said.pull[:, 1])
        inner = np.eye(len(root)) + root[:, None] * said.shared * root
        aim = np.divide(said.pull[:, 0], root, out=np.zeros(len(root)), where=root > 1e-6)
        slack = np.random.default_rng(len(prior.mean)).standard_normal((len(root), len(numbers))).T
        short = aim - root * (numbers @ said.rows.T + said.offsets) - slack
        numbers = numbers + (np.linalg.solve(inner, short.T).T * root) @ said.rows @ prior.covariance
    numbers = scaled(prior.options, prior.when, numbers)
    adds = np.asfortranarray(np.column_stack([numbers[:, :-1], np.zeros(len(numbers))]))
    return Normal(prior=prior, said=said, slips=slips, adds=adds, walk_away=numbers[:, -1])


def stretched(table: Floats) -> Floats:
    """Each row from 0 to 1; 0 throughout where it is flat."""
    low = table.min(axis=1, keepdims=True)
    return np.asarray((table - low) / np.maximum(table.max(axis=1, keepdims=True) - low, 1e-300))

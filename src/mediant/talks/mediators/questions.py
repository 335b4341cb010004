"""The next question to a party: the one whose answer is expected to help most in choosing the final package.

Candidates are yes/no on packages, and A-or-B that differ in one or two issues, or between two packages of the pool. A
question splits a party's draws in two. It is worth as much as the two parts disagree on how the candidates compare with
the one that leads, where each candidate counts by its chance to be the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices, Compare, CouldAccept, Question, Rank
from mediant.talks.mediators.answered import ranked_issue
from mediant.talks.mediators.beliefs import VAST, Belief
from mediant.talks.mediators.bridging import Candidate, gains_of, scored
from mediant.talks.mediators.normal import Normal
from mediant.talks.mediators.orders import explained, first_order, mixed, order_of, orders

Floats: TypeAlias = NDArray[np.float64]
Outcomes: TypeAlias = NDArray[np.intp]

TRIED = 250
"""A-or-B questions of each kind that are compared."""
BALANCE = 0.05
"""A question is worth asking where either answer has at least this chance."""
EASE = 0.1
"""What each issue more in which A and B differ costs, as a share of the question's value."""
ENOUGH = 0.001
"""Questions stop where knowing everything would raise the expected score by less than this."""


LARGE = 100
"""From so many packages on, a party is first asked to put the options of single issues in order."""
FEW, MANY = 4, 12
"""Issues with fewer options are not worth a ranking, and nobody can rank more."""
CERTAIN = 0.99
"""From this chance on that a party can live with a package, it need not be asked."""


@dataclass(frozen=True, slots=True)
class Next:
    """A question and how far its answers would tell draws apart; both of no consequence where it is None."""

    question: Question | None
    value: float


def room_left(beliefs: Sequence[Belief], pool: Sequence[Choices]) -> float:
    """How much the expected score would rise if everything were known: no question can help by more than this."""
    values = scored(gains_of(beliefs, np.array(pool, dtype=np.intp)))
    return float(values.max(axis=1).mean() - values.mean(axis=0).max())


def next_question(beliefs: Sequence[Belief], party: int, pool: Sequence[Choices], rng: np.random.Generator) -> Next:
    """The best question to the party with this number among those tried, never one that it has answered.

    None where no question that it has not answered is open either way.
    """
    packages = np.array(pool, dtype=np.intp)
    belief = beliefs[party]
    order = _order(belief, pool[0]) or first_order(beliefs, party, pool[0])
    if order is not None:
        return Next(order, 1.0)
    easy = _easy(beliefs, party, packages, rng)
    if prod(belief.options) < VAST:
        return easy
    hard = _order_of_several(beliefs, party, packages, rng)
    return hard if hard.value > easy.value else easy


def _order_of_several(beliefs: Sequence[Belief], party: int, packages: Outcomes, rng: np.random.Generator) -> Next:
    sets = orders(beliefs, party, packages, rng)
    worth = explained(beliefs, party, packages, sets)
    asked = {question for question, _ in beliefs[party].answers}
    for place in np.argsort(-worth, kind="stable"):
        question = order_of(sets[int(place)])
        if worth[place] > 0.0 and question not in asked:
            return Next(question, float(worth[place]))
    return Next(None, 0.0)


def _easy(beliefs: Sequence[Belief], party: int, packages: Outcomes, rng: np.random.Generator) -> Next:
    """Yes/no and A-or-B."""
    belief = beliefs[party]
    values = scored(gains_of(beliefs, packages))
    first, second = _pairs(belief, packages, rng)
    alone = np.concatenate([packages, _anywhere(belief, packages, rng)])
    splits = np.concatenate(
        [(belief.utilities(first) > belief.utilities(second)).T, (belief.gains(alone) >= 0.0).T]
    ).astype(np.float64)
    effort = np.concatenate([np.maximum((first != second).sum(axis=1) - 1, 0), np.zeros(len(alone))])
    worth = _told_apart(splits, values) * (1.0 - EASE * effort).clip(0.1)
    asked = {question for question, _ in belief.answers}
    for place in np.argsort(-worth, kind="stable"):
        if worth[place] <= 0.0:
            break
        question = _question(first, second, alone, int(place))
        if question not in asked:
            return Next(question, float(worth[place]))
    return Next(None, 0.0)


def _order(belief: Belief, base: Choices) -> Rank | None:
    """In a large space, the options of the weightiest issue that the party has not put in order yet.

    Yes and no tell one bit, an order of ten options more than twenty.
    """
    if prod(belief.options) < LARGE:
        return None
    done = {ranked_issue(belief.options, question) for question, _ in belief.answers}
    weights = belief.weights.mean(axis=0)
    left = [
        issue
        for issue, count in enumerate(belief.options)
        if FEW <= count <= MANY and issue not in done and not belief.ordered(issue)
    ]
    if not left:
        return None
    issue = max(left, key=lambda i: float(weights[i]))
    return Rank(tuple((*base[:issue], option, *base[issue + 1 :]) for option in range(belief.options[issue])))


def confirmation(candidate: Candidate, party: int) -> CouldAccept | None:
    """The question whether a party can live with a candidate, where it has not said so and there is doubt."""
    prospect = candidate.prospects[party]
    doubtful = prospect.said is None and prospect.acceptable < CERTAIN
    return CouldAccept(candidate.package) if doubtful else None


def _question(first: Outcomes, second: Outcomes, alone: Outcomes, place: int) -> Question:
    if place < len(first):
        return Compare(_choices(first[place]), _choices(second[place]))
    return CouldAccept(_choices(alone[place - len(first)]))


def _choices(package: Outcomes) -> Choices:
    return tuple(int(option) for option in package)


def _told_apart(splits: Floats, values: Floats) -> Floats:
    """(questions,) from which draws say yes (questions, draws), and what candidates are worth (draws, candidates)."""
    draws = len(values)
    best = np.bincount(values.argmax(axis=1), minlength=values.shape[1]) / draws
    lead = int(values.mean(axis=0).argmax())
    hopeful = np.flatnonzero(best)
    apart, best = values[:, hopeful] - values[:, [lead]], best[hopeful]
    yes = splits.sum(axis=1)
    open_ = (yes >= BALANCE * draws) & (yes <= (1.0 - BALANCE) * draws)
    above = splits @ apart
    below = apart.sum(axis=0) - above
    between = above / np.maximum(yes, 1.0)[:, None] - below / np.maximum(draws - yes, 1.0)[:, None]
    chance = yes / draws
    return np.where(open_, chance * (1.0 - chance) * (between**2 @ best), 0.0)


def _pairs(belief: Belief, packages: Outcomes, rng: np.random.Generator) -> tuple[Outcomes, Outcomes]:
    """Pairs of the pool, and pairs that differ in one issue of it or trade one issue for another."""
    left = rng.integers(len(packages), size=TRIED)
    right = rng.integers(len(packages), size=TRIED)
    first = packages[rng.integers(len(packages), size=TRIED)]
    second = first.copy()
    options = np.array(belief.options)
    rows = np.arange(TRIED)
    one = rng.integers(len(options), size=TRIED)
    other = (one + rng.integers(max(len(options) - 1, 1), size=TRIED) + 1) % len(options)
    for issue in (one, other):
        first[rows, issue] = rng.integers(options[issue])
        second[rows, issue] = rng.integers(options[issue])
    wide = _anywhere(belief, packages, rng)
    near = packages[rng.integers(len(packages), size=len(wide))]
    this = np.concatenate([packages[left], first, near])
    that = np.concatenate([packages[right], second, wide])
    differ = (this != that).any(axis=1)
    return this[differ], that[differ]


def _anywhere(belief: Belief, packages: Outcomes, rng: np.random.Generator) -> Outcomes:
    """Packages in which half the issues are as in one of the pool, and half anything: to find the walk-away.

    Where little is known of most packages, what was asked about goes for anything.
    """
    if isinstance(belief.inside, Normal):
        return mixed(belief, packages, TRIED // 2, rng)
    found = packages[rng.integers(len(packages), size=TRIED // 2)]
    other = np.stack([rng.integers(count, size=len(found)) for count in belief.options], axis=1)
    return np.where(rng.random(found.shape) < 0.5, found, other).astype(np.intp)

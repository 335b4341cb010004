"""What a mediator thinks of one party's utility function: draws that agree with nearly all that the party has said.

A utility function is additive, with a term for every pair of options of issues that hang together. It runs from 0 at
the worst package to 1 at the best; that is the mediator's convention for comparing parties. Each draw is one utility
function with its walk-away. An answer weeds the draws out and Gibbs steps move the survivors, so that they stay a
sample of all that fits (resample-move; Gilks & Berzuini 2001). A party may slip: any answer is wrong with a small
chance, so that answers that contradict each other are no error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices, Compare, CouldAccept, Question, Rank, Rate
from mediant.talks.mediators.draws import Bounds, Chains, bounds_of
from mediant.talks.mediators.moves import moved

Floats: TypeAlias = NDArray[np.float64]
Outcomes: TypeAlias = NDArray[np.intp]

DRAWS = 200
RATED = 0.1
"""How far off a rating from 0 to 1 may be."""
CACHED = 64
BLOCK = 50


Answered: TypeAlias = tuple[Question, bool | int | float | tuple[int, ...] | None]
"""A question and what the party answered, as `Answer` has it."""
_Row: TypeAlias = tuple[Choices | None, Choices | None, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How parties are thought to be.

    ties : pairs of issues that hang together; reach : the most that a term of a pair adds or takes, as a share of the
    whole range of utility; slips : the chance that an answer is wrong, as it is
    thought at first; close : packages whose utilities differ by no
    more are a tie; seed : of the draws.
    """

    ties: tuple[tuple[int, int], ...] = ()
    reach: float = 0.1
    slips: float = 0.05
    close: float = 0.03
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """What is thought of one party: equally likely utility functions, and all that it has answered.

    options : how many each issue has; chains : the draws; bounds : what every draw keeps to.
    """

    options: tuple[int, ...]
    manner: Manner
    chains: Chains
    bounds: Bounds
    answers: tuple[Answered, ...] = ()

    def utilities(self, packages: Outcomes) -> Floats:
        """(draws, packages) utilities of packages (packages, issues)."""
        total = _looked_up(self.chains.worth, columns_of(self.options, packages))
        if self.manner.ties:
            total += _looked_up(self.chains.terms, tied_columns(self.options, self.manner.ties, packages))
        return total

    def gains(self, packages: Outcomes) -> Floats:
        """(draws, packages) utilities above the walk-away."""
        return self.utilities(packages) - self.chains.walk_away[:, None]


def _looked_up(table: Floats, columns: Outcomes) -> Floats:
    """(draws, packages) the sum of columns (packages, columns) of a table; one after another is fastest for few."""
    total = np.zeros((len(table), len(columns)))
    for column in columns.T:
        total += np.take(table, column, axis=1)
    return total


def columns_of(options: Sequence[int], packages: Outcomes) -> Outcomes:
    """(packages, issues) the column of each chosen option among all options of all issues."""
    return packages + np.concatenate([[0], np.cumsum(options)[:-1]]).astype(np.intp)


def tie_starts(options: Sequence[int], ties: Sequence[tuple[int, int]]) -> Outcomes:
    """(ties + 1,) the first column of each tie's terms, and the number of all."""
    return np.cumsum([0, *(options[left] * options[right] for left, right in ties)])


def tied_columns(options: Sequence[int], ties: Sequence[tuple[int, int]], packages: Outcomes) -> Outcomes:
    """(packages, ties) the column of each chosen pair of options among the terms of all ties."""
    columns = [
        start + packages[:, left] * options[right] + packages[:, right]
        for start, (left, right) in zip(tie_starts(options, ties), ties, strict=False)
    ]
    return np.stack(columns, axis=1).astype(np.intp)


@lru_cache(maxsize=16)
def unknown(options: tuple[int, ...], manner: Manner = Manner()) -> Belief:
    """A party of which nothing is known.

    Weights are uniform on the simplex; of an issue's options one is worth 0, one 1, the others anything between; the
    walk-away is anything from 0 to 1. That is what a partial case means by `unknown`, and the same party each time.
    """
    rng = np.random.default_rng([manner.seed, 0])
    weights = rng.dirichlet(np.ones(len(options)), DRAWS)
    worth = [weights[:, [issue]] * _stretched(rng.random((DRAWS, count))) for issue, count in enumerate(options)]
    return known(options, np.column_stack([*worth, rng.random(DRAWS)]), manner)


def known(options: tuple[int, ...], stated: Floats, manner: Manner = Manner()) -> Belief:
    """A party of which something is known, as draws of all that fits: those of a partial case, for instance.

    stated : (draws, options of all issues + 1), what each option is worth, and last the walk-away. Each draw is
    stretched so that its worst package is worth 0 and its best 1. What all draws have in common is kept to from then
    on: the range of each number, and which of two options of an issue, or of two weights, is the greater.
    """
    rng = np.random.default_rng([manner.seed, 1])
    starts = np.cumsum(options)[:-1]
    worth = np.split(stated[:, :-1], starts, axis=1)
    spans = np.stack([np.ptp(table, axis=1) for table in worth], axis=1)
    whole = np.maximum(spans.sum(axis=1), 1e-12)
    weights, values = spans / whole[:, None], np.concatenate([_stretched(table) for table in worth], axis=1)
    least = np.sum([table.min(axis=1) for table in worth], axis=0)
    leave = (stated[:, -1] - least) / whole
    rows = np.arange(DRAWS) if len(stated) == DRAWS else rng.integers(len(stated), size=DRAWS)
    size = int(tie_starts(options, manner.ties)[-1])
    chains = Chains(
        options=options,
        weights=weights[rows],
        values=values[rows],
        walk_away=leave[rows],
        terms=rng.uniform(-manner.reach, manner.reach, (DRAWS, size)),
        slips=np.full(DRAWS, manner.slips),
        main=np.zeros((0, sum(options))),
        tied=np.zeros((0, size)),
        leave=np.zeros(0),
        margin=np.zeros((DRAWS, 0)),
    )
    return Belief(options, manner, chains, bounds_of(options, weights, values, leave, manner.reach))


def beliefs_of(start: Belief, answers: tuple[Answered, ...]) -> Belief:
    """What is thought of a party after its answers, in the order in which they came.

    A pure fold. What came last is remembered, so that one more answer costs one step.
    """
    for cut in range(BLOCK, len(answers), BLOCK):
        _after(start, answers[:cut])
    return _after(start, answers)


@lru_cache(maxsize=CACHED)
def _after(start: Belief, answers: tuple[Answered, ...]) -> Belief:
    return learned(_after(start, answers[:-1]), answers[-1]) if answers else start


def learned(belief: Belief, answered: Answered) -> Belief:
    """What is thought after one more answer. The same belief and answer give the same draws."""
    issue = ranked_issue(belief.options, answered[0])
    if issue is not None and isinstance(answered[1], tuple) and not any(issue in tie for tie in belief.manner.ties):
        return _ordered(belief, issue, answered)
    rng = np.random.default_rng([belief.manner.seed, 2, len(belief.answers)])
    chains = belief.chains
    for above, below, leave, offset in _rows(answered, belief.manner.close):
        main, tied = _features(belief, above) - _features(belief, below), _terms(belief, above) - _terms(belief, below)
        chains = moved(chains, belief.bounds, (main, tied, leave, offset), belief.manner.slips, rng)
    return Belief(belief.options, belief.manner, chains, belief.bounds, (*belief.answers, answered))


def ranked_issue(options: tuple[int, ...], question: Question) -> int | None:
    """The issue whose options a question asks to put in order, all of them and all else equal; None for others."""
    if not isinstance(question, Rank):
        return None
    differ = [issue for issue, chosen in enumerate(zip(*question.outcomes, strict=True)) if len(set(chosen)) > 1]
    if len(differ) != 1 or len({one[differ[0]] for one in question.outcomes}) != options[differ[0]]:
        return None
    return differ[0] if len(question.outcomes) == options[differ[0]] else None


def _ordered(belief: Belief, issue: int, answered: Answered) -> Belief:
    """After an order of an issue's options, which is taken at its word, above what was publicly stated of them.

    Every draw keeps its values of the issue and gives them to the options in that order: where nothing was known of
    them, and all orders were equally likely, that is exactly what is left. From then on every draw keeps to the order.
    """
    packages, places = answered[0].outcomes, answered[1]  # type: ignore[union-attr]
    part = belief.chains.part(issue)
    columns = np.array([part.start + packages[place][issue] for place in places], dtype=np.intp)  # type: ignore[union-attr]
    before = belief.chains.worth
    values = belief.chains.values.copy()
    values[:, columns] = -np.sort(-values[:, columns], axis=1)
    chains = replace(belief.chains, values=values)
    chains.margin = chains.margin + (chains.worth - before) @ chains.main.T
    better, ranges = belief.bounds.better.copy(), belief.bounds.values.copy()
    better[part, part], ranges[:, part] = False, [[0.0], [1.0]]
    better[columns[:-1], columns[1:]] = True
    bounds = replace(belief.bounds, better=better, values=ranges)
    return Belief(belief.options, belief.manner, chains, bounds, (*belief.answers, answered))


def _rows(answered: Answered, close: float) -> list[_Row]:
    """What an answer says, each as u(above) - u(below) + leave · walk-away + offset ≥ 0; None for no package."""
    match answered:
        case CouldAccept(package), bool(yes):
            return [(package, None, -1.0, 0.0) if yes else (None, package, 1.0, 0.0)]
        case Compare(first, second), 2:
            return [(first, second, 0.0, close), (second, first, 0.0, close)]
        case Compare(first, second), (0 | 1) as better:
            return [(second, first, 0.0, 0.0) if better else (first, second, 0.0, 0.0)]
        case Rank(packages), tuple(places):
            return [(packages[better], packages[worse], 0.0, 0.0) for better, worse in pairwise(places)]
        case Rate(package), float() | int() as marks:
            return [(package, None, 0.0, RATED - marks / 100), (None, package, 0.0, RATED + marks / 100)]
    return []


def _features(belief: Belief, package: Choices | None) -> Floats:
    row = np.zeros(sum(belief.options))
    if package is not None:
        row[columns_of(belief.options, np.array([package], dtype=np.intp))[0]] = 1.0
    return row


def _terms(belief: Belief, package: Choices | None) -> Floats:
    row = np.zeros(belief.chains.terms.shape[1])
    if package is not None and belief.manner.ties:
        row[tied_columns(belief.options, belief.manner.ties, np.array([package], dtype=np.intp))[0]] = 1.0
    return row


def _stretched(table: Floats) -> Floats:
    """Each row from 0 to 1; 0 throughout where it is flat."""
    low = table.min(axis=1, keepdims=True)
    return np.asarray((table - low) / np.maximum(table.max(axis=1, keepdims=True) - low, 1e-300))

"""What a mediator thinks of one party's utility function: draws that agree with nearly all that the party has said.

A utility function adds up what the options of a package are worth, and terms for options taken together where there
are any. It runs from 0 at the worst package to 1 at the best; that is the mediator's convention for comparing parties.
Each draw is one utility function with its walk-away. A party may slip: any answer is wrong with a small chance, so that
answers that contradict each other are no error.

Where packages are not too many and no options hang together an answer weeds the draws out, and Gibbs steps move the
survivors, so that they stay a sample of all that fits (resample-move; Gilks & Berzuini 2001). Elsewhere there are more
numbers than such draws can cover, and all is taken to be normally distributed: see `normal`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices
from mediant.talks.mediators import normal
from mediant.talks.mediators.answered import Answered, columns_of, inequalities, ranked_issue
from mediant.talks.mediators.draws import Bounds, Chains, bounds_of
from mediant.talks.mediators.moves import moved
from mediant.talks.mediators.normal import DRAWS, Normal
from mediant.talks.mediators.together import matched
from mediant.talks.record import When

Floats: TypeAlias = NDArray[np.float64]
Outcomes: TypeAlias = NDArray[np.intp]

CACHED = 64
BLOCK = 50
VAST = 100_000
"""From so many packages on all is taken to be normally distributed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How parties are thought to be.

    when : the options that add something where they are taken together, one term each; reach : the most that a term
    adds or takes, before the whole is scaled to run from 0 to 1; slips : the chance that an answer is wrong, as it is
    thought at first; close : packages whose utilities differ by no more are a tie; seed : of the draws.
    """

    when: tuple[When, ...] = ()
    reach: float = 0.1
    slips: float = 0.05
    close: float = 0.03
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """What is thought of one party: equally likely utility functions, and all that it has answered.

    options : how many each issue has; inside : the draws, and what it takes to learn more.
    """

    options: tuple[int, ...]
    manner: Manner
    inside: Sample | Normal
    answers: tuple[Answered, ...] = ()

    @property
    def adds(self) -> Floats:
        """(draws, numbers) what each option of every issue adds; where there are terms, what each adds, and last 0."""
        return self.inside.adds

    @property
    def worth(self) -> Floats:
        """(draws, options of all issues) what each option adds."""
        return self.adds[:, : sum(self.options)]

    @property
    def walk_away(self) -> Floats:
        """(draws,)."""
        return self.inside.walk_away

    @property
    def weights(self) -> Floats:
        """(draws, issues) how much each issue can make of a difference, terms apart."""
        parts = np.split(self.worth, np.cumsum(self.options)[:-1], axis=1)
        return np.stack([np.ptp(part, axis=1) for part in parts], axis=1)

    def ordered(self, issue: int) -> bool:
        """Whether it is known of any two options of an issue which is the better one."""
        if isinstance(self.inside, Normal):
            return False
        return self.inside.bounds.in_order(self.inside.chains.part(issue), self.options[issue])

    def utilities(self, packages: Outcomes) -> Floats:
        """(draws, packages) utilities of packages (packages, issues)."""
        return self.summed(self.counted(packages))

    def gains(self, packages: Outcomes) -> Floats:
        """(draws, packages) utilities above the walk-away."""
        return self.utilities(packages) - self.walk_away[:, None]

    def counted(self, packages: Outcomes) -> Outcomes:
        """(packages, columns) which of the numbers that are added up each package has; it depends on no draw."""
        columns = columns_of(self.options, packages)
        if not self.manner.when:
            return columns
        return np.concatenate([columns, sum(self.options) + matched(self.options, self.manner.when, packages)], axis=1)

    def summed(self, columns: Outcomes) -> Floats:
        """(draws, packages) the sums of these numbers; row by row of the table on its side, which lie together."""
        numbers = np.ascontiguousarray(self.adds.T)
        total = np.zeros((len(columns), numbers.shape[1]))
        for column in columns.T:
            total += numbers[column]
        return total.T


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Draws, and what every one of them keeps to."""

    chains: Chains
    bounds: Bounds

    @property
    def adds(self) -> Floats:
        """(draws, options of all issues): there are no terms."""
        return self.chains.worth

    @property
    def walk_away(self) -> Floats:
        """(draws,)."""
        return self.chains.walk_away


@lru_cache(maxsize=16)
def unknown(options: tuple[int, ...], manner: Manner = Manner()) -> Belief:
    """A party of which nothing is known, but which options hang together.

    Weights are uniform on the simplex; of an issue's options one is worth 0, one 1, the others anything between; the
    walk-away is anything from 0 to 1. That is what a partial case means by `unknown`, and the same party each time.
    """
    if manner.when or prod(options) >= VAST:
        prior = normal.blank(options, manner.when, manner.reach, manner.seed)
        return Belief(options, manner, normal.start(prior, manner.slips))
    rng = np.random.default_rng([manner.seed, 0])
    weights = rng.dirichlet(np.ones(len(options)), DRAWS)
    worth = [weights[:, [issue]] * normal.stretched(rng.random((DRAWS, count))) for issue, count in enumerate(options)]
    return known(options, np.column_stack([*worth, rng.random(DRAWS)]), manner)


def known(options: tuple[int, ...], stated: Floats, manner: Manner = Manner()) -> Belief:
    """A party of which something is known, as draws of all that fits: those of a partial case, for instance.

    stated : (draws, options of all issues + terms + 1), what each option is worth, what each term of `manner` adds, and
    last the walk-away. Each draw is stretched so that its worst package is worth 0 and its best 1. Where draws are
    weeded out, what all have in common is kept to from then on: the range of each number, and which of two options of
    an issue, or of two weights, is the greater.
    """
    if manner.when or prod(options) >= VAST:
        prior = normal.stated(options, manner.when, stated, manner.seed)
        return Belief(options, manner, normal.start(prior, manner.slips))
    rng = np.random.default_rng([manner.seed, 1])
    starts = np.cumsum(options)[:-1]
    worth = np.split(stated[:, :-1], starts, axis=1)
    spans = np.stack([np.ptp(table, axis=1) for table in worth], axis=1)
    whole = np.maximum(spans.sum(axis=1), 1e-12)
    weights, values = spans / whole[:, None], np.concatenate([normal.stretched(table) for table in worth], axis=1)
    least = np.sum([table.min(axis=1) for table in worth], axis=0)
    leave = (stated[:, -1] - least) / whole
    rows = np.arange(DRAWS) if len(stated) == DRAWS else rng.integers(len(stated), size=DRAWS)
    chains = Chains(
        options=options,
        weights=weights[rows],
        values=values[rows],
        walk_away=leave[rows],
        slips=np.full(DRAWS, manner.slips),
        main=np.zeros((0, sum(options))),
        leave=np.zeros(0),
        margin=np.zeros((DRAWS, 0)),
    )
    return Belief(options, manner, Sample(chains, bounds_of(options, weights, values, leave)))


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
    return replace(belief, inside=_inside(belief, answered), answers=(*belief.answers, answered))


def _inside(belief: Belief, answered: Answered) -> Sample | Normal:
    said = inequalities(answered, belief.manner.close)
    if not said:
        return belief.inside
    if isinstance(belief.inside, Normal):
        rows = np.array([_row(belief, above) - _row(belief, below) for above, below, _, _ in said])
        rows[:, -1] = [leave for _, _, leave, _ in said]
        offsets = np.array([offset for _, _, _, offset in said])
        return normal.pulled(belief.inside, rows, offsets, belief.manner.slips)
    issue = ranked_issue(belief.options, answered[0])
    if issue is not None:
        return _ordered(belief.inside, issue, answered)
    rng = np.random.default_rng([belief.manner.seed, 2, len(belief.answers)])
    chains, bounds = belief.inside.chains, belief.inside.bounds
    for above, below, leave, offset in said:
        main = (_row(belief, above) - _row(belief, below))[: sum(belief.options)]
        chains = moved(chains, bounds, (main, leave, offset), belief.manner.slips, rng)
    return Sample(chains, bounds)


def _ordered(sample: Sample, issue: int, answered: Answered) -> Sample:
    """After an order of an issue's options, which is taken at its word, above what was publicly stated of them.

    Every draw keeps its values of the issue and gives them to the options in that order: where nothing was known of
    them, and all orders were equally likely, that is exactly what is left. From then on every draw keeps to the order.
    """
    packages, places = answered[0].outcomes, answered[1]  # type: ignore[union-attr]
    part = sample.chains.part(issue)
    columns = np.array([part.start + packages[place][issue] for place in places], dtype=np.intp)  # type: ignore[union-attr]
    before = sample.chains.worth
    values = sample.chains.values.copy()
    values[:, columns] = -np.sort(-values[:, columns], axis=1)
    chains = replace(sample.chains, values=values)
    chains.margin = chains.margin + (chains.worth - before) @ chains.main.T
    better, ranges = sample.bounds.better.copy(), sample.bounds.values.copy()
    better[part, part], ranges[:, part] = False, [[0.0], [1.0]]
    better[columns[:-1], columns[1:]] = True
    return Sample(chains, replace(sample.bounds, better=better, values=ranges))


def _row(belief: Belief, package: Choices | None) -> Floats:
    """What a package counts of each number of a utility function; nothing of the last, the walk-away."""
    count = sum(belief.options)
    row = np.zeros(count + len(belief.manner.when) + 1)
    if package is not None:
        packages = np.array([package], dtype=np.intp)
        row[columns_of(belief.options, packages)[0]] = 1.0
        met = matched(belief.options, belief.manner.when, packages)[0]
        row[count + met[met < len(belief.manner.when)]] = 1.0
    return row

"""What is known of one party as blocks of numbers: each a linear image of a box or of a flat simplex.

Every kind of statement about weights and values in `mediant-case/1` has that form, so that drawing uniformly, moving
inside (`chains`) and asking whether statements can hold (`statements`) need to know only two shapes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.model.issue import Issue, Option, Range
from mediant.model.party import Party
from mediant.model.preferences import (
    AsGoodAs,
    Curve,
    Interval,
    Number,
    Outcome,
    Pattern,
    Preferences,
    Ranking,
    Values,
    Weights,
)

Floats = NDArray[np.float64]
Mask = Mapping[int, NDArray[np.bool_]]
"""A pattern over option positions: for some issues (by position) which options match."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Numbers that are linear in latent ones: numbers = latents @ matrix.T + offset.

    low, high : (n,) the box of the latents; simplex : they also sum to 1 (then the box is [0, 1]);
    matrix : (numbers, n), or None where the numbers are the latents; offset : (numbers,).
    """

    low: Floats
    high: Floats
    offset: Floats
    matrix: Floats | None = None
    simplex: bool = False

    def draw(self, rng: np.random.Generator, count: int) -> Floats:
        """Latents (count, n), uniform: on the simplex the gaps between sorted uniforms, so no logarithm is needed."""
        size = len(self.low)
        if not self.simplex:
            return self.low + (self.high - self.low) * rng.random((count, size))
        cuts = np.sort(rng.random((count, size - 1)), axis=1)
        return np.diff(cuts, axis=1, prepend=0.0, append=1.0)

    def numbers(self, latents: Floats) -> Floats:
        """The numbers (count, numbers) of latents (count, n)."""
        return latents + self.offset if self.matrix is None else latents @ self.matrix.T + self.offset

    def row(self, position: int) -> Floats:
        """(n,) the coefficients of one number in the latents."""
        if self.matrix is not None:
            return np.asarray(self.matrix[position])
        return np.asarray(np.arange(len(self.low)) == position, dtype=np.float64)

    @property
    def free(self) -> NDArray[np.bool_]:
        """(n,) which latents are not fixed."""
        if self.simplex:
            return np.full(len(self.low), len(self.low) > 1)
        return self.high > self.low


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """What the party is reported to have said of whole outcomes. `this`, `to`: option positions, one an issue."""

    kind: str
    name: str
    this: NDArray[np.intp]
    to: NDArray[np.intp] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All that is known of one party, over the options examined.

    walk_away : (low, high) of the number, of its place between least (0) and greatest (1) utility where `relative`,
        an outcome's option positions, or None.
    """

    party: Party
    sizes: tuple[int, ...]
    weights: Block
    values: tuple[Block, ...]
    adds: Block
    when: tuple[Mask, ...]
    never: tuple[Mask, ...]
    walk_away: tuple[float, float] | NDArray[np.intp] | None
    relative: bool
    statements: tuple[Statement, ...]


Options = Sequence[Sequence[Option]]


def knowledge_of(party: Party, known: Preferences, issues: Sequence[Issue], options: Options) -> Knowledge:
    """What is known of a party, over the given options of each issue (all of them, or those that are examined)."""
    place = {issue.id: position for position, issue in enumerate(issues)}
    values = [
        value_block(known.values.get(issue.id), issue, options[position]) for position, issue in enumerate(issues)
    ]
    walk = known.walk_away
    bounds: tuple[float, float] | NDArray[np.intp] | None = None
    if isinstance(walk, AsGoodAs):
        bounds = positions_of(walk.outcome, issues, options)
    elif isinstance(walk, str):
        bounds = (0.0, 1.0)
    elif walk is not None:
        bounds = (low_of(walk), high_of(walk))
    return Knowledge(
        party=party,
        sizes=tuple(len(of_issue) for of_issue in options),
        weights=weight_block(known.weights, [issue.id for issue in issues]),
        values=tuple(values),
        adds=_box([term.add for term in known.together]),
        when=tuple(mask_of(term.when, place, options) for term in known.together),
        never=tuple(mask_of(pattern, place, options) for pattern in known.never),
        walk_away=bounds,
        relative=isinstance(walk, str),
        statements=_statements(known, issues, options),
    )


def weight_block(weights: Weights, ids: Sequence[str]) -> Block:
    """Weights of the issues: exact or in a box (a table, or 1 each), or on the simplex in an order, ties equal.

    In an order the weights of G groups of sizes s are w_g = Σ_{k≥g} e_k / (s_1 + … + s_k), with e and the weights of
    the issues left out uniform on one flat simplex: a linear image of the ordered part, hence uniform on it.
    """
    if weights is None:
        return _box([1.0] * len(ids))
    if isinstance(weights, Mapping):
        return _box([weights.get(issue, Interval(0.0, 1.0)) for issue in ids])
    groups = weights.groups if isinstance(weights, Ranking) else ()
    ranked = {member for group in groups for member in group}
    left_out = [issue for issue in ids if issue not in ranked]
    matrix = np.zeros((len(ids), len(groups) + len(left_out)))
    counted = np.cumsum([len(group) for group in groups])
    for rank, group in enumerate(groups):
        for member in group:
            matrix[ids.index(str(member)), rank : len(groups)] = 1.0 / counted[rank:]
    for column, issue in enumerate(left_out, start=len(groups)):
        matrix[ids.index(issue), column] = 1.0
    return _simplex(matrix, np.zeros(len(ids)))


def value_block(values: Values | None, issue: Issue, options: Sequence[Option]) -> Block:
    """Values of the options of one issue. In an order of one group only, every value is 1."""
    if values is None:
        return _box([Interval(0.0, 1.0)] * len(options))
    if isinstance(values, Ranking):
        return _ranked_values(values, options)
    if isinstance(values, Curve):
        return _curved_values(values, options)
    if isinstance(values, str):
        span = issue.options
        low, high = (span.low, span.high) if isinstance(span, Range) else (0.0, 1.0)
        rising = (np.array([float(option) for option in options]) - low) / (high - low)
        return _box([float(value) for value in (rising if values == "more" else 1.0 - rising)])
    return _box([values[option] for option in options])


def _ranked_values(ranking: Ranking, options: Sequence[Option]) -> Block:
    """Sorted uniforms between 1 and 0: their gaps are uniform on a flat simplex."""
    steps = len(ranking.groups) - 1
    rank = {member: position for position, group in enumerate(ranking.groups) for member in group}
    if not steps:
        return _box([1.0] * len(options))
    matrix = np.array([[float(step >= rank[option]) for step in range(steps)] for option in options])
    return _simplex(matrix, np.zeros(len(options)))


def _curved_values(curve: Curve, options: Sequence[Option]) -> Block:
    at = [float(number) for number, _ in curve.points]
    numbers = np.array([float(option) for option in options])
    matrix = np.column_stack([np.interp(numbers, at, column) for column in np.eye(len(at))])
    box = _box([value for _, value in curve.points])
    return Block(low=box.low, high=box.high, matrix=matrix, offset=np.zeros(len(options)))


def _box(numbers: Sequence[Number]) -> Block:
    low = np.array([low_of(number) for number in numbers], dtype=float)
    high = np.array([high_of(number) for number in numbers], dtype=float)
    return Block(low=low, high=high, offset=np.zeros(len(low)))


def _simplex(matrix: Floats, offset: Floats) -> Block:
    size = matrix.shape[1]
    return Block(low=np.zeros(size), high=np.ones(size), matrix=matrix, offset=offset, simplex=True)


def low_of(number: Number) -> float:
    """The least a stated number can be."""
    return number.low if isinstance(number, Interval) else float(number)


def high_of(number: Number) -> float:
    """The most a stated number can be."""
    return number.high if isinstance(number, Interval) else float(number)


def positions_of(outcome: Outcome, issues: Sequence[Issue], options: Options) -> NDArray[np.intp]:
    """(issues,) the position of the outcome's option on each issue."""
    return np.array([options[k].index(outcome[issue.id]) for k, issue in enumerate(issues)], dtype=np.intp)


def mask_of(pattern: Pattern, place: Mapping[str, int], options: Options) -> Mask:
    """The pattern over option positions."""
    return {
        place[issue]: np.array([option in matching for option in options[place[issue]]])
        for issue, matching in pattern.items()
    }


def matches(masks: Sequence[Mask], outcomes: NDArray[np.intp]) -> NDArray[np.bool_]:
    """(outcomes, masks) which outcomes (outcomes, issues) match which pattern."""
    found = np.ones((len(outcomes), len(masks)), dtype=bool)
    for column, mask in enumerate(masks):
        for issue, options in mask.items():
            found[:, column] &= options[outcomes[:, issue]]
    return found


def _statements(known: Preferences, issues: Sequence[Issue], options: Options) -> tuple[Statement, ...]:
    made = []
    for number, said in enumerate(known.prefers, start=1):
        name = f"prefers.{number} ({in_short(said.this, issues)} over {in_short(said.to, issues)})"
        this, to = positions_of(said.this, issues, options), positions_of(said.to, issues, options)
        made.append(Statement("prefers", name, this, to))
    for kind, outcomes in (("accepts", known.accepts), ("rejects", known.rejects)):
        for number, outcome in enumerate(outcomes, start=1):
            name = f"{kind}.{number} ({in_short(outcome, issues)})"
            made.append(Statement(kind, name, positions_of(outcome, issues, options)))
    return tuple(made)


def in_short(outcome: Outcome, issues: Sequence[Issue], limit: int = 120) -> str:
    """The outcome's options in the order of the issues, cut with a mark after `limit` characters."""
    text = ", ".join(str(outcome[issue.id]) for issue in issues)
    return text if len(text) <= limit else f"{text[:limit]}…"

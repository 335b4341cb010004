"""Whether what a party is reported to have said of whole outcomes can all hold, and if not, which of it cannot.

In the contributions y = weight × latent value all that `mediant-case/1` can state is linear, so a linear program
decides; only "some outcome is better than the walk-away" needs whole numbers to pick that outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.fits import binding, fit_of, propose
from mediant.analysis.programs import Program, smallest_hitting
from mediant.analysis.unknowns import Block, Floats, Knowledge, Statement, matches
from mediant.errors import CannotSample, Contradiction

MARGIN = 1e-7
"""What must hold strictly must hold by this much."""

Row = dict[int, float]


def check_red_lines(knowledge: Knowledge) -> None:
    """Raises Contradiction for an accepted outcome that crosses a red line.

    Likewise for a rejected one that crosses none where no walk-away is stated: then only red lines count.
    """
    for said in knowledge.statements:
        crossed = matches(knowledge.never, said.this[None])[0]
        if said.kind == "accepts" and crossed.any():
            line = int(np.flatnonzero(crossed)[0]) + 1
            raise Contradiction(knowledge.party.id, (said.name, f"never.{line}"))
        if said.kind == "rejects" and knowledge.walk_away is None and not crossed.any():
            raise Contradiction(knowledge.party.id, (said.name, "no walk_away, and no red line that it crosses"))


def can_hold(knowledge: Knowledge, said: Sequence[Statement]) -> bool:
    """Whether these statements can all hold together with the rest of what is known of the party."""
    model = _Model(knowledge, wide=False)
    model.state(said, np.ones(len(said), dtype=bool))
    found = model.program.maximum({model.slack: 1.0})
    return found is not None and bool(found[model.slack] > MARGIN)


def smallest_conflict(knowledge: Knowledge) -> tuple[str, ...]:
    """Names of a smallest set of statements that cannot all hold; () where all can.

    A smallest conflict is a smallest set that hits the complement of every largest consistent set; those are gathered
    one by one (Ignatiev, Previti, Liffiton & Marques-Silva 2015).
    """
    said = binding(knowledge)
    corrections: list[set[int]] = []
    while True:
        chosen = smallest_hitting(corrections)
        if not can_hold(knowledge, [said[k] for k in chosen]):
            return tuple(said[k].name for k in sorted(chosen))
        for extra in range(len(said)):
            if extra not in chosen and can_hold(knowledge, [said[k] for k in (*chosen, extra)]):
                chosen.add(extra)
        if len(chosen) == len(said):
            return ()
        corrections.append(set(range(len(said))) - chosen)


def inside(knowledge: Knowledge) -> tuple[Floats, tuple[Floats, ...], Floats]:
    """Latents (weights, values per issue, adds) of a utility function well inside all that fits.

    Raises Contradiction where nothing fits, CannotSample where what fits has no volume.
    """
    if (knowledge.weights.low < 0).any():
        raise CannotSample(
            knowledge.party.id,
            "hardly anything fits its statements, and weights below 0 keep it from being searched",
            "turn the values round and use weights above 0",
        )
    said = binding(knowledge)
    conflict = smallest_conflict(knowledge)
    if conflict:
        raise Contradiction(knowledge.party.id, conflict)
    model = _Model(knowledge, wide=True)
    model.state(said, _can_vary(knowledge, said))
    found = model.program.maximum({model.slack: 1.0})
    if found is None or found[model.slack] <= MARGIN:
        raise CannotSample(
            knowledge.party.id,
            "what fits its statements has no volume: some can hold only with equality",
            "leave more room in the statements or intervals, or give exact numbers",
        )
    return model.latents(found)


def _can_vary(knowledge: Knowledge, said: Sequence[Statement]) -> NDArray[np.bool_]:
    """(statements,) False for those that hold with equality whatever the numbers are, such as between tied options."""
    slack = fit_of(knowledge, propose(knowledge, 64, np.random.default_rng(0))).slack
    vary = np.ones(len(said), dtype=bool)
    # The slack's columns: comparisons, acceptances, rejections, each in the order of the statements.
    order = [k for kind in ("prefers", "accepts", "rejects") for k, s in enumerate(said) if s.kind == kind]
    free = isinstance(knowledge.walk_away, tuple) and knowledge.walk_away[0] < knowledge.walk_away[1]
    for column, k in enumerate(order):
        if said[k].kind == "prefers" or (said[k].kind == "accepts" and not free):
            vary[k] = bool((np.abs(slack[:, column]) > 1e-12).any())
    return vary


@dataclass(slots=True)
class _Model:
    """The columns of one party's utility function. wide : everything must hold by the slack, not only rejections."""

    knowledge: Knowledge
    wide: bool
    program: Program = field(default_factory=Program)
    slack: int = 0
    weights: list[int] = field(default_factory=list)
    values: list[list[int]] = field(default_factory=list)
    adds: list[int] = field(default_factory=list)
    walk: int = 0

    def __post_init__(self) -> None:
        self.slack = self.program.column(0.0, 1.0)
        block = self.knowledge.weights
        self.weights = self._columns(block)
        for issue, values in enumerate(self.knowledge.values):
            self.values.append(self._scaled(values, self.weight(issue)))
        self.adds = self._columns(self.knowledge.adds)
        free = self.knowledge.relative or isinstance(self.knowledge.walk_away, np.ndarray)
        low, high = (-np.inf, np.inf) if free else self.knowledge.walk_away or (0.0, 0.0)
        self.walk = self.program.column(float(low), float(high))
        if isinstance(self.knowledge.walk_away, np.ndarray):
            row, constant = self.utility(self.knowledge.walk_away)
            self.program.equal(_sum(row, {self.walk: -1.0}), -constant)

    def _columns(self, block: Block) -> list[int]:
        made = [self.program.column(low, high) for low, high in zip(block.low, block.high, strict=True)]
        if block.simplex:
            self.program.equal(dict.fromkeys(made, 1.0), 1.0)
        if self.wide:
            for column, low, high, free in zip(made, block.low, block.high, block.free, strict=True):
                if free:
                    self.program.at_least({column: 1.0, self.slack: -0.5 * (high - low)}, low)
                    self.program.at_least({column: -1.0, self.slack: -0.5 * (high - low)}, -high)
        return made

    def _scaled(self, block: Block, weight: tuple[Row, float]) -> list[int]:
        """Columns of weight × latent, each within weight × its bounds."""
        row, constant = weight
        made = [self.program.column(-np.inf, np.inf) for _ in block.low]
        if block.simplex:
            self.program.equal(_sum(dict.fromkeys(made, 1.0), row, -1.0), constant)
        for column, low, high, free in zip(made, block.low, block.high, block.free, strict=True):
            room = 0.5 * (high - low) if self.wide and free else 0.0
            self.program.at_least(_sum({column: 1.0, self.slack: -room}, row, -low), low * constant)
            self.program.at_least(_sum({column: -1.0, self.slack: -room}, row, high), -high * constant)
        return made

    def weight(self, issue: int) -> tuple[Row, float]:
        """The weight of an issue: a row and a constant."""
        return _row(self.weights, self.knowledge.weights.row(issue)), float(self.knowledge.weights.offset[issue])

    def contribution(self, issue: int, option: int) -> tuple[Row, float]:
        """Weight times value of an option: a row and a constant."""
        block = self.knowledge.values[issue]
        row, constant = self.weight(issue)
        offset = float(block.offset[option])
        return _sum(_row(self.values[issue], block.row(option)), row, offset), offset * constant

    def utility(self, outcome: NDArray[np.intp]) -> tuple[Row, float]:
        """The utility of an outcome: a row and a constant."""
        total: Row = {}
        constant = 0.0
        for issue, option in enumerate(outcome):
            row, extra = self.contribution(issue, int(option))
            total, constant = _sum(total, row), constant + extra
        hit = matches(self.knowledge.when, outcome[None])[0]
        return _sum(total, {self.adds[term]: 1.0 for term in np.flatnonzero(hit)}), constant

    def state(self, said: Sequence[Statement], vary: NDArray[np.bool_]) -> None:
        """Adds the statements; those that do not vary need no slack."""
        for statement, varies in zip(said, vary, strict=True):
            this, constant = self.utility(statement.this)
            to: tuple[Row, float] = ({self.walk: 1.0}, 0.0)
            if statement.to is not None:
                to = self.utility(statement.to)
            sign = -1.0 if statement.kind == "rejects" else 1.0
            strict = statement.kind == "rejects" or (self.wide and varies)
            row = _sum(_sum({}, this, sign), to[0], -sign)
            self.program.at_least(_sum(row, {self.slack: -float(strict)}), sign * (to[1] - constant))
        kinds = {statement.kind for statement in said}
        if self.knowledge.relative and kinds >= {"rejects"} and "accepts" not in kinds:
            self._some_outcome(1.0)
        if self.knowledge.relative and self.wide and kinds >= {"accepts"} and "rejects" not in kinds:
            self._some_outcome(-1.0)

    def _some_outcome(self, sign: float) -> None:
        """Some outcome lies above (sign 1) or below (-1) the walk-away: whole columns pick its options."""
        program, goal = self.program, {self.walk: -sign, self.slack: -float(self.wide)}
        picks = [[program.column(0.0, 1.0, whole=True) for _ in range(size)] for size in self.knowledge.sizes]
        big = self._largest()
        for issue, columns in enumerate(picks):
            program.equal(dict.fromkeys(columns, 1.0), 1.0)
            part = program.column(-np.inf, np.inf)
            goal[part] = 1.0
            for option, column in enumerate(columns):
                row, constant = self.contribution(issue, option)
                program.at_least(_sum({part: -1.0, column: -big}, row, sign), -sign * constant - big)
        for term, mask in enumerate(self.knowledge.when):
            part, hit = program.column(-np.inf, np.inf), program.column(0.0, 1.0, whole=True)
            goal[part] = 1.0
            program.at_least({part: -1.0, self.adds[term]: sign, hit: -big}, -big)
            program.at_least({part: -1.0, hit: big}, 0.0)
            matched = [{picks[issue][k]: 1.0 for k in np.flatnonzero(options)} for issue, options in mask.items()]
            for row in matched:
                program.at_least(_sum(row, {hit: -1.0}), 0.0)
            every: Row = {hit: 1.0}
            for row in matched:
                every = _sum(every, row, -1.0)
            program.at_least(every, 1.0 - len(matched))
        program.at_least(goal, 0.0)

    def _largest(self) -> float:
        """More than any two contributions or adds can differ by."""
        weight = np.abs(self.knowledge.weights.high).max(initial=1.0)
        value = max(float(np.abs([b.low, b.high]).max(initial=0.0)) for b in self.knowledge.values)
        adds = float(np.abs([self.knowledge.adds.low, self.knowledge.adds.high]).max(initial=0.0))
        return 2.0 * max(float(weight) * value, adds) + 1.0

    def latents(self, found: Floats) -> tuple[Floats, tuple[Floats, ...], Floats]:
        """The latents that a solution stands for; those of an issue without weight are set to their middle."""
        values = []
        for issue, block in enumerate(self.knowledge.values):
            row, constant = self.weight(issue)
            weight = constant + sum(number * found[column] for column, number in row.items())
            middle = (block.low + block.high) / (len(block.low) if block.simplex else 2.0)
            own = found[self.values[issue]] / weight if weight > MARGIN else middle
            own = np.clip(own, block.low, block.high)
            values.append(own / own.sum() if block.simplex else own)
        weights = np.clip(found[self.weights], self.knowledge.weights.low, self.knowledge.weights.high)
        weights = weights / weights.sum() if self.knowledge.weights.simplex else weights
        return weights, tuple(values), found[self.adds]


def _row(columns: Sequence[int], numbers: Floats) -> Row:
    return {column: float(number) for column, number in zip(columns, numbers, strict=True) if number}


def _sum(left: Row, right: Row, times: float = 1.0) -> Row:
    total = dict(left)
    for column, number in right.items():
        total[column] = total.get(column, 0.0) + times * number
    return total

"""A tournament as values: what the plan says, and every game that follows from it. Pure."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, product
from typing import TypeAlias

from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.document import document_of

MOST_GAMES = 500_000
"""The table of all of them is made in memory: about 2.5 kB for each."""

MOST_CASES = 10_000

MOST_VALUES = 5_000_000
"""Of options to parties, in all cases that are made by rule: about 100 bytes for each."""

LineUp: TypeAlias = tuple[str, ...]
"""The name of a strategy for each party, in the order of the case."""


@dataclass(frozen=True, slots=True)
class Files:
    """Cases on the disk: a path or a pattern, relative to the plan."""

    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """Scenarios made by rule: `kind` is random or opposed, `options` how many each issue has."""

    kind: str
    count: int
    parties: int
    options: tuple[int, ...]
    walk_away: float

    @property
    def values(self) -> int:
        """How many values of options to parties they have."""
        return self.count * self.parties * sum(self.options)


Source: TypeAlias = Files | Generated


@dataclass(frozen=True, slots=True)
class Rules:
    """A protocol by name, with its settings and the mediator, "" where there is none."""

    name: str
    settings: Mapping[str, bool | int | float | str]
    mediator: str = ""

    @property
    def label(self) -> str:
        """Its name, with the mediator and the settings that the plan gives."""
        told = [self.mediator] if self.mediator else []
        told += [f"{key} {value}" for key, value in self.settings.items()]
        return f"{self.name} ({', '.join(told)})" if told else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a plan file says.

    strategies : each plays against each, in every seat, against itself only with `self_play`; or else seats : who
    plays with whom, each line-up for the cases with as many parties.
    """

    title: str
    sources: tuple[Source, ...]
    rules: tuple[Rules, ...]
    strategies: tuple[str, ...] = ()
    self_play: bool = True
    seats: tuple[LineUp, ...] = ()
    repetitions: int = 1
    seed: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every strategy that plays, once, in the order of the plan."""
        return tuple(dict.fromkeys((*self.strategies, *(name for line_up in self.seats for name in line_up))))

    def count(self, parties: int) -> int:
        """How many line-ups there are for so many parties."""
        if self.seats:
            return sum(len(line_up) == parties for line_up in self.seats)
        alone = 0 if self.self_play else len(self.strategies)
        return int(len(self.strategies) ** parties - alone)

    def line_ups(self, parties: int) -> tuple[LineUp, ...]:
        """The line-ups for so many parties. Without `self_play` at least two strategies sit at every table."""
        if self.seats:
            return tuple(line_up for line_up in self.seats if len(line_up) == parties)
        every = product(self.strategies, repeat=parties)
        return tuple(line_up for line_up in every if self.self_play or len(set(line_up)) > 1)


@dataclass(frozen=True, slots=True)
class Entered:
    """A case and what the tournament calls it: its path in the plan, or the name of a generated scenario."""

    label: str
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """One game: its number from 0, the places of its case and rules, who sits where, which repetition, and its seed."""

    number: int
    case: int
    rules: int
    seats: LineUp
    repetition: int
    seed: int


@dataclass(frozen=True, eq=False)
class Tournament:
    """A plan with its cases. Games are numbered case by case, then by rules, line-up and repetition.

    Raises InvalidValue where a case is not exact, stands there twice or has no line-up, and where games are too many.
    """

    plan: Plan
    cases: tuple[Entered, ...]

    def __post_init__(self) -> None:
        labels = set()
        if len({rules.label for rules in self.plan.rules}) < len(self.plan.rules):
            raise InvalidValue("protocol", "the same rules twice", "every protocol with its settings once")
        for entered in self.cases:
            parties = len(entered.case.parties)
            if entered.label in labels:
                raise InvalidValue(f"case {entered.label!r}", "stands in the plan twice", "every case once")
            if not entered.case.exact:
                raise InvalidValue(f"case {entered.label!r}", "numbers are not given", "exact cases in a tournament")
            if not self.plan.count(parties):
                raise InvalidValue(f"case {entered.label!r}", f"{parties} parties", "a line-up of as many in `seats`")
            labels.add(entered.label)
        if not self.cases:
            raise InvalidValue("plan", "no cases", "at least one")
        if self.size > MOST_GAMES:
            raise InvalidValue("plan", f"{self.size:,} games", f"at most {MOST_GAMES:,}; play it in parts")

    @property
    def size(self) -> int:
        """How many games there are."""
        return self._ends[-1]

    def game(self, number: int) -> Game:
        """The game of that number."""
        case = bisect_right(self._ends, number)
        line_ups = self._line_ups[len(self.cases[case].case.parties)]
        rest, repetition = divmod(number - (self._ends[case - 1] if case else 0), self.plan.repetitions)
        rules, at = divmod(rest, len(line_ups))
        key = [self.cases[case].label, self.plan.rules[rules].label, line_ups[at], repetition]
        seed = _number(json.dumps([self.plan.seed, *key]))
        return Game(number=number, case=case, rules=rules, seats=line_ups[at], repetition=repetition, seed=seed)

    def case_of(self, number: int) -> int:
        """The place of the case of a game."""
        return bisect_right(self._ends, number)

    def fingerprint(self, versions: Mapping[str, str]) -> str:
        """A digest of all that decides the results: every number of every case, and the versions of what plays."""
        plan = self.plan
        says: list[object] = [plan.strategies, plan.self_play, plan.seats, plan.repetitions, plan.seed]
        says += [[rules.label for rules in plan.rules], dict(versions)]
        says += [[entered.label, document_of(entered.case)] for entered in self.cases]
        return sha256(json.dumps(says, default=str).encode()).hexdigest()

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        each = len(self.plan.rules) * self.plan.repetitions
        return tuple(accumulate(self.plan.count(len(entered.case.parties)) * each for entered in self.cases))

    @cached_property
    def _line_ups(self) -> Mapping[int, tuple[LineUp, ...]]:
        return {n: self.plan.line_ups(n) for n in {len(entered.case.parties) for entered in self.cases}}


def _number(key: str) -> int:
    """A number from 0 below 2^63 that is the same on every machine."""
    return int.from_bytes(sha256(key.encode()).digest()[:8], "big") >> 1

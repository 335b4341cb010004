"""What a disclosure would show to whom, and what it would let them infer: before it is made; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mediant.model.case import Case
from mediant.model.preferences import Preferences
from mediant.talks.drawn import MOST_NUMBERS, stated_draws
from mediant.talks.inference import Inferred, inferred
from mediant.talks.ledger import ledger_of
from mediant.talks.record import Entry
from mediant.workbench.commands import Command
from mediant.workbench.decide import decide
from mediant.workbench.events import Event, seen
from mediant.workbench.people import Person, audiences_of
from mediant.workbench.table import Table, evolve

DRAWS = 2000
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sight:
    """What some people would see, all of them the same. events : none where they would see nothing."""

    people: tuple[Person, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """How far what one party can infer of another would go: before, and after."""

    before: Inferred
    after: Inferred

    @property
    def bits(self) -> float:
        """By how much more would be known."""
        return self.after.bits - self.before.bits if self.after.bits != self.before.bits else 0.0


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would see what, everybody at the table; and the meters that would move."""

    sights: tuple[Sight, ...]
    meters: tuple[Meter, ...]


def preview(table: Table, command: Command, person: Person, now: float, prior: Mapping[str, Floats]) -> Preview:
    """What a command would bring about if it were given now.

    table : as the person sees it; prior : `prior_of` the case. Raises what the command would: Refused, WrongAct.
    """
    events = decide(table, command, person, now)
    then = table
    for event in events:
        then = evolve(then, event)
    pairs = zip(_inferred(table, prior), _inferred(then, prior), strict=True)
    meters = (Meter(before, after) for before, after in pairs)
    return Preview(_sights(table, events), tuple(meter for meter in meters if meter.after != meter.before))


def prior_of(case: Case, seed: int = 0, draws: int = DRAWS) -> Mapping[str, Floats]:
    """What anybody may think of each party who knows nothing but the issues: draws of every way to want things.

    Fewer draws where the options are very many. Raises InvalidValue where they are more than can be drawn over.
    """
    anything = {party.id: Preferences(weights="unknown", walk_away="unknown") for party in case.parties}
    options = sum(len(issue.options) for issue in case.issues)
    return stated_draws(replace(case, preferences=anything), seed, max(1, min(draws, MOST_NUMBERS // options)))


def _sights(table: Table, events: tuple[Event, ...]) -> tuple[Sight, ...]:
    """Those who would see the same are shown together, in the order in which they were seated."""
    found: list[tuple[tuple[Event, ...], list[Person]]] = []
    for person in table.people.seated.values():
        shown = tuple(seen(events, audiences_of(person)))
        group = next((people for other, people in found if other == shown), None)
        if group is None:
            found.append((shown, [person]))
        else:
            group.append(person)
    return tuple(Sight(tuple(people), shown) for shown, people in found)


def _inferred(table: Table, prior: Mapping[str, Floats]) -> tuple[Inferred, ...]:
    entries: tuple[Entry, ...] = table.talk.entries
    options = tuple(len(issue.options) for issue in table.case.issues)
    return inferred(ledger_of(entries), options, prior)

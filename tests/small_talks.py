"""Small talks for the tests: a table for each party, a negotiator that says what it is told to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mediant.talks.protocols.shuttle import Shuttle
from mediant.talks.session import Talk
from mediant.talks.standing import sorted_table

OPTIONS = (3, 2)
EVERYTHING = ("carry", "draft", "pledge")


def table(utilities, reserved=0.0):
    return sorted_table(OPTIONS, np.array(utilities, dtype=float), reserved)


def talk(protocol, first=(0, 1, 2, 3, 4, 5), second=(5, 4, 3, 2, 1, 0), **others):
    standings = {"first": table(first), "second": table(second)} | {name: table(u) for name, u in others.items()}
    return Talk(standings=standings, options=OPTIONS, protocol=protocol)


class Says:
    """Says the acts it was given, the last again and again."""

    def __init__(self, *acts):
        self.acts = acts

    def act(self, view, rng):
        said = sum(words.speaker == view.seat for words in view.heard)
        return self.acts[min(said, len(self.acts) - 1)]


def shuttle(first=(0, 1, 2, 3, 4, 5), second=(5, 4, 3, 2, 1, 0), *, rounds=10, may=EVERYTHING, **others):
    """Separate sessions of the parties with one mediator, `host`."""
    return replace(talk(Shuttle(rounds), first, second, **others), mediators={"host": frozenset(may)})

"""A negotiator put together from three parts: what it asks for, what it offers, and when it accepts.

The split is that of Baarslag, Hindriks, Hendrikx, Dirkzwager & Jonker 2014 (bidding, opponent model, acceptance); the
model of the opponents is part of the choice that makes use of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from mediant.talks.acts import Accept, Act, Choices, Offer, WalkOut
from mediant.talks.record import View, on_the_table
from mediant.talks.strategies.acceptance import AS_GOOD, Acceptance
from mediant.talks.strategies.hearing import TOLERANCE

Asked: TypeAlias = Callable[[View], float]
"""The utility that it asks for now."""

Choice: TypeAlias = Callable[[View, float, np.random.Generator], Choices]
"""The outcome that it would offer, asking for that much."""


def cheapest(view: View, asked: float, rng: np.random.Generator) -> Choices:  # noqa: ARG001  (a Choice)
    """The outcome that gives it least of those that give it what it asks for."""
    return view.standing.at_least(asked)


@dataclass(frozen=True, slots=True)
class Composed:
    """A strategy of parts: `asked` asks for something, `choose` makes an offer of it, `accepts` judges what is offered.

    Whatever the parts say, it offers and accepts nothing below its reserve that it could do without: it asks for its
    reserve at least, and walks out where nothing is worth that.
    """

    asked: Asked
    choose: Choice = cheapest
    accepts: Acceptance = AS_GOOD

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is on the table, or offer; walk out where nothing is worth its reserve."""
        return reply(view, rng, self.asked, self.choose, self.accepts)


def reply(
    view: View, rng: np.random.Generator, asked: Asked, choose: Choice = cheapest, accepts: Acceptance = AS_GOOD
) -> Act:
    """What a strategy of these parts says, as in `Composed`."""
    standing = view.standing
    reserved = standing.reserved
    if standing.greatest < reserved:
        return WalkOut()
    mine = choose(view, max(asked(view), reserved), rng)
    table = on_the_table(view)
    if table is not None and standing.utility(table) >= reserved - TOLERANCE and accepts(view, table, mine):
        return Accept(table)
    return Offer(mine)

"""Concessions by the clock (Faratin, Sierra & Jennings 1998): what is asked for falls as the deadline nears."""

from __future__ import annotations

import numpy as np

from mediant.talks.acts import Act
from mediant.talks.record import View
from mediant.talks.strategies.composed import reply


class TimeDependent:
    """Asks for reserved + (1 - t^(1/β)) · (greatest - reserved) at time t.

    It offers the outcome of least utility at or above that, and accepts what is on the table when it is worth as much
    as what it would offer.
    """

    def __init__(self, beta: float) -> None:
        self.beta = beta

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is on the table, or offer; walk out where nothing is worth its reserve."""
        return reply(view, rng, self.asked)

    def asked(self, view: View) -> float:
        """The utility that it asks for now."""
        standing = view.standing
        given: float = view.time ** (1.0 / self.beta)
        return standing.greatest - given * (standing.greatest - standing.reserved)


class Boulware(TimeDependent):
    """Concedes late: β = 1/4."""

    def __init__(self) -> None:
        super().__init__(0.25)


class Linear(TimeDependent):
    """Concedes evenly: β = 1."""

    def __init__(self) -> None:
        super().__init__(1.0)


class Conceder(TimeDependent):
    """Concedes early: β = 4."""

    def __init__(self) -> None:
        super().__init__(4.0)

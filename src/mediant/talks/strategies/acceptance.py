"""When to accept (Baarslag, Hindriks & Jonker 2014, "Effective acceptance conditions"), by the names of the paper.

t is the time, u the utility, x what is on the table, y what the negotiator would offer itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from mediant.talks.acts import Choices
from mediant.talks.record import View
from mediant.talks.strategies.hearing import heard_from

Acceptance: TypeAlias = Callable[[View, Choices, Choices], bool]
"""Whether it accepts what is on the table, given what it would offer."""


@dataclass(frozen=True, slots=True)
class ACNext:
    """AC_next(α, β): α · u(x) + β ≥ u(y). It takes what is worth as much as what it would offer."""

    alpha: float = 1.0
    beta: float = 0.0

    def __call__(self, view: View, table: Choices, mine: Choices) -> bool:
        """Whether it accepts."""
        return self.alpha * view.standing.utility(table) + self.beta >= view.standing.utility(mine)


AS_GOOD = ACNext()
"""What is worth as much as what it would offer."""


@dataclass(frozen=True, slots=True)
class ACConst:
    """AC_const(γ): u(x) ≥ γ, in the units of the case."""

    gamma: float

    def __call__(self, view: View, table: Choices, mine: Choices) -> bool:  # noqa: ARG002  (an Acceptance)
        """Whether it accepts."""
        return view.standing.utility(table) >= self.gamma


@dataclass(frozen=True, slots=True)
class ACTime:
    """AC_time(T): t ≥ T. Late enough it takes whatever there is."""

    late: float

    def __call__(self, view: View, table: Choices, mine: Choices) -> bool:  # noqa: ARG002  (an Acceptance)
        """Whether it accepts."""
        return view.time >= self.late


@dataclass(frozen=True, slots=True)
class ACCombi:
    """AC_combi(T, MAX^W): AC_next, or t ≥ T and u(x) ≥ the best that was offered in the window W.

    The window goes back from now as far as the deadline lies ahead; how many offers it holds follows from how many
    there have been so far. The paper found this the best of its conditions at T = 0.99.
    """

    late: float = 0.99

    def __call__(self, view: View, table: Choices, mine: Choices) -> bool:
        """Whether it accepts."""
        worth = view.standing.utility
        if worth(table) >= worth(mine):
            return True
        return view.time >= self.late and worth(table) >= max(map(worth, _recent(view)), default=worth(table))


def _recent(view: View) -> list[Choices]:
    """What all others have offered since twice the time that is left before the deadline; the last at least."""
    found = []
    for offers in heard_from(view).values():
        held = round(len(offers) * (1.0 - view.time) / view.time) if view.time > 0.0 else len(offers)
        found += offers[-max(1, held) :]
    return found

"""What has been said so far: by whom, and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from mediant.talks.acts import Choices, Offer, unfolded
from mediant.talks.record import View

TOLERANCE = 1e-9


def heard_from(view: View) -> dict[str, list[Choices]]:
    """What each of the others has offered, also through a mediator, in order, repeats kept.

    Whoever has offered nothing that was heard is left out.
    """
    found: dict[str, list[Choices]] = {}
    for words in view.heard:
        speaker, act = unfolded(words.speaker, words.act)
        if speaker != view.seat and isinstance(act, Offer):
            found.setdefault(speaker, []).append(act.choices)
    return found


@dataclass(frozen=True, slots=True)
class Pace:
    """How its turns follow each other, if they come as evenly as so far.

    left : turns that it will still have after this one; opens : whether it speaks first in each round, so that others
    can still answer what it says in its last turn.
    """

    left: float
    opens: bool

    @property
    def last(self) -> bool:
        """Whether this is its last turn."""
        return self.left < 1.0 - TOLERANCE


def pace(view: View) -> Pace:
    """How many turns are to come follows from those that it had: infinitely many before its first, none in the end."""
    taken = sum(words.speaker == view.seat for words in view.heard)
    left = taken * (1.0 - view.time) / view.time if taken and view.time > 0.0 else inf
    left = left if view.time < 1.0 else 0.0
    return Pace(left, not view.heard or view.heard[0].speaker == view.seat)

"""Where a seat speaks from, and what it can speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from mediant.errors import WrongAct
from mediant.talks.acts import Choices, Offer, Propose, unfolded
from mediant.talks.record import Heard, Room


class Outcomes:
    """The outcomes that a seat has heard an offer of. Every act that it hears is looked at once, when that matters."""

    def __init__(self, heard: Sequence[Heard]) -> None:
        self._heard = heard
        self._until = 0
        self._known: set[Choices] = set()

    def __contains__(self, choices: Choices) -> bool:
        """Whether it has heard of that one up to now."""
        for place in range(self._until, len(self._heard)):
            _, act = unfolded("", self._heard[place].act)
            if isinstance(act, Offer | Propose):
                self._known.add(act.choices)
        self._until = len(self._heard)
        return choices in self._known


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A seat that speaks: where it is, what it has heard, what it may do; a party has None there."""

    seat: str
    room: Room
    heard: Sequence[Heard]
    offered: Outcomes
    options: tuple[int, ...]
    parties: tuple[str, ...]
    may: frozenset[str] | None = None

    def refuse(self, seen: str, expected: str) -> NoReturn:
        """Raise WrongAct for this seat."""
        raise WrongAct(self.seat, seen, expected)

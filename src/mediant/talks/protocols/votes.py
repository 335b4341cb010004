"""A draft put to the vote: the parties say yes or no at once, in one room."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Choices, WalkOut
from mediant.talks.record import Entry, Room, Turn


@dataclass(frozen=True, slots=True)
class Vote:
    """How a vote went: who did not accept, and who walked out instead."""

    against: tuple[str, ...]
    left: tuple[str, ...]


def voted(room: Room, parties: tuple[str, ...], draft: Choices, time: float) -> Generator[Turn, Sequence[Entry], Vote]:
    """A vote on a draft. Whatever is not yes to it is no."""
    said = yield Turn(room, parties, time)
    against = tuple(entry.speaker for entry in said if entry.act != Accept(draft))
    return Vote(against, tuple(entry.speaker for entry in said if isinstance(entry.act, WalkOut)))


def only_one(mediators: tuple[str, ...], protocol: str) -> str:
    """The mediator. Raises InvalidValue where there is none, or more than one."""
    if len(mediators) != 1:
        raise InvalidValue(
            protocol,
            f"{len(mediators)} mediators",
            "exactly one mediator, in a seat that the case has for one (`--mediator SEAT=NAME`)",
        )
    return mediators[0]


def at_least_one(rounds: int) -> int:
    """The rounds. Raises InvalidValue below 1."""
    if rounds < 1:
        raise InvalidValue("rounds", str(rounds), "at least 1")
    return rounds

"""Who is at the table, who speaks, and what a walk-out, a return, a pause and a close do: the same in all protocols.

A party that walks out has no turns but one at the beginning of each round, outside, where nobody hears it; what it
says there counts only if it is ComeBack, and then it is back at once. With fewer than two parties at the table the
stage ends. A mediator's Pause or Leave ends the exchange in that room until the next round, its Close ends the stage;
a party's Pause passes its turn.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from mediant.errors import InvalidValue
from mediant.talks.acts import Choices, Close, ComeBack, Leave, Pause, Propose, WalkOut
from mediant.talks.record import End, Entry, Room, Turn


def rounds_of(rounds: int) -> int:
    """The number of rounds. Raises InvalidValue below 1."""
    if rounds < 1:
        raise InvalidValue("rounds", str(rounds), "at least 1")
    return rounds


def moment(number: int, rounds: int) -> float:
    """The time in a round, counted from 0: from 0 in the first to 1 in the last."""
    return number / max(1, rounds - 1)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the mediators said before the parties in a room.

    draft : the outcome that the first of them who proposed one did; closed : who closed the talks, if anybody.
    """

    draft: Choices | None = None
    paused: bool = False
    closed: str | None = None


class Attendance:
    """The parties and mediators of a stage; everybody is at the table when it begins."""

    def __init__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> None:
        self.parties = parties
        self.mediators = mediators
        self._away: list[str] = []

    @property
    def present(self) -> tuple[str, ...]:
        """The parties at the table, in the order of the case."""
        return tuple(party for party in self.parties if party not in self._away)

    @property
    def deserted(self) -> End | None:
        """The end, where fewer than two parties are at the table."""
        return End(None, f"{' and '.join(self._away)} walked out") if len(self.present) < 2 else None

    def needs_mediator(self, protocol: str) -> None:
        """Raise InvalidValue where nobody mediates."""
        if not self.mediators:
            raise InvalidValue(
                protocol, "no mediator", "a mediator in a seat that the case has for one (`--mediator SEAT=NAME`)"
            )

    @property
    def plenary(self) -> Room:
        """The joint room of all who are at the table."""
        return Room("plenary", (*self.present, *self.mediators))

    def joint(self, name: str) -> Room:
        """A room whose words reach all, who walked out among them: what is said apart shows in no empty chair."""
        return Room(name, (*self.parties, *self.mediators))

    def apart(self, party: str, name: str = "") -> Room:
        """The separate room of a party with the mediators."""
        return Room(f"{name}, {party}" if name else " and ".join((*self.mediators, party)), (party, *self.mediators))

    def turn(
        self, room: Room, speakers: tuple[str, ...], time: float
    ) -> Generator[Turn, Sequence[Entry], Sequence[Entry]]:
        """One turn. Returns what was said."""
        said = yield Turn(room, speakers, time)
        self._away += [entry.speaker for entry in said if isinstance(entry.act, WalkOut)]
        return said

    def returns(self, time: float) -> Generator[Turn, Sequence[Entry], None]:
        """Begin a round: everybody who is away can come back."""
        for party in tuple(self._away):
            (entry,) = yield Turn(Room(f"outside, {party}", (party,)), (party,), time)
            if isinstance(entry.act, ComeBack):
                self._away.remove(party)

    def opening(self, room: Room, time: float) -> Generator[Turn, Sequence[Entry], Opening]:
        """The mediators speak, at once; nobody does where there are none."""
        if not self.mediators:
            return Opening()
        said = yield Turn(room, self.mediators, time)
        return Opening(
            draft=next((entry.act.choices for entry in said if isinstance(entry.act, Propose)), None),
            paused=any(isinstance(entry.act, Pause | Leave) for entry in said),
            closed=next((entry.speaker for entry in said if isinstance(entry.act, Close)), None),
        )


def closed_by(mediator: str) -> End:
    """The end that a mediator's Close makes."""
    return End(None, f"{mediator} closed the talks")

"""Shuttle: mediators go between separate rooms and decide whom to see, what to ask, and what to carry.

The parties never meet. A party stands by what it has offered for carrying, until it offers something else, and by what
it has accepted, until it rejects it or offers something else; talks end when all stand by the same outcome.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.errors import InvalidValue
from mediant.talks.acts import Act, Choices, Close, ComeBack, Leave, Visit, WalkOut
from mediant.talks.protocols.stands import Stands
from mediant.talks.record import End, Entry, Room, Turn


class Shuttle:
    """Each mediator has a corridor, where it chooses whom to visit, and a separate room with every party.

    rounds : exchanges of each mediator with each party; one is something that the mediator says and what the party
    replies. The clock in a room counts the exchanges there, a mediator's in its corridor all its own.
    """

    def __init__(self, rounds: int = 100) -> None:
        if rounds < 1:
            raise InvalidValue("rounds", str(rounds), "at least 1")
        self.rounds = rounds

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. Raises InvalidValue without a mediator."""
        if not mediators:
            raise InvalidValue(
                "shuttle", "no mediator", "a mediator in a seat that the case has for one (`--mediator SEAT=NAME`)"
            )
        visits = _Visits(parties, mediators, self.rounds)
        for _ in range(self.rounds * len(parties) + len(parties)):
            for mediator in mediators:
                if visits.over:
                    return End(None, "every party has had its exchanges")
                (entry,) = yield Turn(Room(mediator, (mediator,)), (mediator,), visits.time(mediator))
                act: Act = entry.act
                if isinstance(act, Visit):
                    act = yield from visits.visit(mediator, act.party)
                if isinstance(act, Close):
                    return End(None, f"{mediator} closed the talks")
                if visits.agreed is not None:
                    return End(visits.agreed, "agreed")
        return End(None, "every party has had its exchanges")


class _Visits:
    """What each party stands by, and how many of its exchanges it has had."""

    def __init__(self, parties: tuple[str, ...], mediators: tuple[str, ...], rounds: int) -> None:
        self.rounds = rounds
        self.spent = {mediator: dict.fromkeys(parties, 0) for mediator in mediators}
        self.parties, self.stands = parties, Stands(parties)
        self.out: set[str] = set()

    @property
    def over(self) -> bool:
        """Whether nobody is left to visit."""
        return all(spent >= self.rounds for rooms in self.spent.values() for spent in rooms.values())

    def time(self, mediator: str) -> float:
        """Of all exchanges of a mediator, those that it has had."""
        return sum(self.spent[mediator].values()) / (self.rounds * len(self.parties))

    @property
    def agreed(self) -> Choices | None:
        """What all parties stand by; of several, what the first has stood by longest."""
        return self.stands.agreed(self.parties[0])

    def visit(self, mediator: str, party: str) -> Generator[Turn, Sequence[Entry], Act]:
        """One visit. Returns the act that ended it."""
        room = Room(f"{mediator} and {party}", (party, mediator))
        spent = self.spent[mediator]
        while spent[party] < self.rounds:
            (said,) = yield Turn(room, (mediator,), self.time(mediator))
            if isinstance(said.act, Leave | Close | Visit):
                return said.act
            (reply,) = yield Turn(room, (party,), spent[party] / max(1, self.rounds - 1))
            spent[party] += 1
            self._heed(reply)
            if self.agreed is not None or party in self.out:
                break
        return Leave()

    def _heed(self, reply: Entry) -> None:
        """Who is out is bound by nothing that it says until it has come back."""
        if isinstance(reply.act, ComeBack):
            self.out.discard(reply.speaker)
        if reply.speaker not in self.out:
            self.stands.hear([reply], apart=True)
        if isinstance(reply.act, WalkOut):
            self.out.add(reply.speaker)

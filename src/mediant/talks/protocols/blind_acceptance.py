"""Blind acceptance: a mediators' proposal that all take together or that nobody is known to have taken.

Each round the mediators propose one outcome to all. Each party then answers alone: nobody else hears it, not even a
mediator. Anything but an acceptance of that outcome is a no, a walk-out too. It is agreed when all parties accept. All
that is ever said of the answers is the same to everybody: `agreed` or `no agreement`, at a close that is fixed in
advance. So a party that refuses learns nothing of the others, and nobody learns who refused. This is how an
arbitrator's or a judge's settlement proposal is often put.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.talks.protocols.attendance import Attendance, rounds_of
from mediant.talks.protocols.drafts import put_to_all
from mediant.talks.record import End, Entry, Room, Turn


class BlindAcceptance:
    """A proposal to all, sealed answers.

    rounds : how many proposals the mediators may put, one after another.
    """

    def __init__(self, rounds: int = 1) -> None:
        self.rounds = rounds_of(rounds)

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. Raises InvalidValue without a mediator."""
        here = Attendance(parties, mediators)
        here.needs_mediator("blind-acceptance")
        for number in range(self.rounds):
            time = number / self.rounds
            yield from here.returns(time)
            put = yield from put_to_all(here, here.joint("plenary"), sealed, time)
            if put.accepted:
                return End(put.draft, "agreed")
            if put.closed:
                break
        return End(None, "no agreement")


def sealed(party: str) -> Room:
    """The room in which a party is alone."""
    return Room(f"sealed, {party}", (party,))

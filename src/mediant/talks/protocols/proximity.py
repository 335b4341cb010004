"""Proximity talks: each round the mediators see every party once, each in its own room; the parties never meet.

An exchange is one act of the mediators and one of the party. The parties are seen in the order of the case; unlike in
a shuttle, the mediators do not choose whom to see, for how long, or in which order, so that nothing can be read from
it. What they may carry follows from the acts: offers with `to`, and what was released. A party stands by what it has
offered for carrying and by what it has accepted since (`Stands`); the talks end when all stand by the same outcome.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.talks.protocols.attendance import Attendance, closed_by, moment, rounds_of
from mediant.talks.protocols.stands import Stands
from mediant.talks.record import End, Entry, Turn


class Proximity:
    """A room for each party with the mediators.

    rounds : in each, every party at the table has one exchange; without an agreement in the last there is none.
    """

    def __init__(self, rounds: int = 100) -> None:
        self.rounds = rounds_of(rounds)

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. Raises InvalidValue without a mediator."""
        here, stands = Attendance(parties, mediators), Stands(parties)
        here.needs_mediator("proximity")
        for number in range(self.rounds):
            time = moment(number, self.rounds)
            yield from here.returns(time)
            if here.deserted:
                return here.deserted
            for party in here.present:
                opening = yield from here.opening(here.apart(party), time)
                if opening.closed:
                    return closed_by(opening.closed)
                if opening.paused:
                    continue
                said = yield from here.turn(here.apart(party), (party,), time)
                stands.hear(said, apart=True)
                if (agreement := stands.agreed(party)) is not None:
                    return End(agreement, "agreed")
        return here.deserted or End(None, "the deadline passed")

"""Plenary: all parties in one room, who speak at once, so that nobody gains by speaking first or last.

Each round the mediators, if any, speak first, and then all parties at once: what one says there answers earlier
rounds. A party stands by its last offer and by what it has accepted since (`Stands`); an offer that is replaced stands
until the end of that round, so that one who accepts it at the same time does not accept in vain. The talks end with an
agreement when all parties, those who walked out among them, stand by the same outcome. Where acceptances cross, so
that all stand by several, it is the one that a party has stood by longest, and that party is another one each round:
the first of the case in the first round, the second in the second. Simultaneous proposals go back to Nash's demand
game (Nash 1953).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.talks.acts import Offer
from mediant.talks.protocols.attendance import Attendance, closed_by, moment, rounds_of
from mediant.talks.protocols.stands import Stands
from mediant.talks.record import End, Entry, Turn


class Plenary:
    """One room, all parties at once.

    rounds : in each, everybody at the table speaks once; without an agreement in the last there is none.
    """

    def __init__(self, rounds: int = 100) -> None:
        self.rounds = rounds_of(rounds)

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks between these parties, with or without mediators."""
        here, stands = Attendance(parties, mediators), Stands(parties)
        for number in range(self.rounds):
            time = moment(number, self.rounds)
            yield from here.returns(time)
            if here.deserted:
                return here.deserted
            opening = yield from here.opening(here.plenary, time)
            if opening.closed:
                return closed_by(opening.closed)
            if opening.paused:
                continue
            said = yield from here.turn(here.plenary, here.present, time)
            for some in _offers_last(said):
                stands.hear(some)
                if (agreement := stands.agreed(parties[number % len(parties)])) is not None:
                    return End(agreement, "agreed")
        return here.deserted or End(None, "the deadline passed")


def _offers_last(said: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """What is said of offers that stood before this round, and the offers of this round."""
    offers = [entry for entry in said if isinstance(entry.act, Offer)]
    return [entry for entry in said if not isinstance(entry.act, Offer)], offers

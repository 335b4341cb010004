"""Blind bidding on one number: sealed demands and offers, compared by nobody but the protocol.

Each round both parties bid alone: nobody else hears a bid. When the demand, of the party that wants the number higher,
is no more than a band above the offer of the other, it is settled halfway between the two bids, at the lower of two
options where both are as near. Otherwise each is told only that the talks go on. A bid stands until its party makes
another or walks out; at the last round without a settlement there is none. So no number is worse for a party than its
bid by more than half the band, rounded up. Online settlement of insurance claims works so; as a game it is the double
auction of Chatterjee & Samuelson 1983.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.errors import InvalidValue
from mediant.talks.acts import Choices, Offer, WalkOut
from mediant.talks.protocols.attendance import Attendance, moment, rounds_of
from mediant.talks.protocols.blind_acceptance import sealed
from mediant.talks.record import End, Entry, Turn


class BlindBidding:
    """Sealed bids of two parties on a case with one issue, a range.

    more : the party that wants the number higher; band : how far apart bids may be and still settle, in steps of the
    range.
    """

    mediated = False
    """Mediators have no turn in it."""

    def __init__(self, rounds: int = 3, *, more: str = "", band: int = 0) -> None:
        if band < 0:
            raise InvalidValue("band", str(band), "0 steps or more")
        self.rounds = rounds_of(rounds)
        self.more = more
        self.band = band

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks; mediators have no part in it. Raises InvalidValue for other cases than it is for."""
        if len(parties) != 2:
            raise InvalidValue("blind-bidding", f"{len(parties)} parties", "two: one demands, the other offers")
        if self.more not in parties:
            who = f"more={parties[0]} or more={parties[1]}: the party that wants the number higher"
            raise InvalidValue("blind-bidding", f"more={self.more}", who)
        less = next(party for party in parties if party != self.more)
        here = Attendance(parties, mediators)
        bids: dict[str, int] = {}
        for number in range(self.rounds):
            time = moment(number, self.rounds)
            yield from here.returns(time)
            for party in here.present:
                said = yield from here.turn(sealed(party), (party,), time)
                _bid(bids, said[0])
            if len(bids) == 2 and bids[self.more] - bids[less] <= self.band:
                return End(((bids[self.more] + bids[less]) // 2,), "agreed")
        return End(None, "no agreement")


def _bid(bids: dict[str, int], entry: Entry) -> None:
    match entry.act:
        case Offer(choices):
            bids[entry.speaker] = _number(choices)
        case WalkOut():
            bids.pop(entry.speaker, None)


def _number(choices: Choices) -> int:
    if len(choices) != 1:
        expected = "one, a range; settle the others in a stage before, and make a case of this one alone"
        raise InvalidValue("blind-bidding", f"{len(choices)} issues", expected)
    return int(choices[0])

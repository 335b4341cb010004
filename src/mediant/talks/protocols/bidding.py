"""Bidding-based mediation (Ito, Hattori & Klein 2007): sealed bids on regions, and a proposal where they meet."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.errors import InvalidValue, WrongAct
from mediant.talks.acts import Bid, Close, Propose, WalkOut
from mediant.talks.protocols.votes import Vote, at_least_one, only_one, voted
from mediant.talks.record import End, Entry, Room, Turn
from mediant.talks.regions import COMBINATIONS, most_regions


class Bidding:
    """Each party bids in a separate room with the mediator; then all meet, it proposes, and they vote at once.

    A mediator that finds nothing to propose closes the talks. rounds : where somebody says no they bid again, so often
    at most; combinations : of regions, one from each party; each may bid so many that there are no more.
    """

    def __init__(self, rounds: int = 1, *, combinations: int = COMBINATIONS) -> None:
        self.rounds = at_least_one(rounds)
        if combinations < 1:
            raise InvalidValue("combinations", str(combinations), "at least 1")
        self.combinations = combinations

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. A party that says something else bids nothing.

        Where one walks out of its separate session the others bid all the same, so that nobody sees who has left.

        Raises InvalidValue without exactly one mediator, WrongAct for a bid on too many regions.
        """
        mediator = only_one(mediators, "bidding")
        plenary = Room("plenary", (*parties, mediator))
        vote = Vote((), ())
        for number in range(self.rounds):
            time = number / max(1, self.rounds - 1)
            out = []
            for party in parties:
                stays = yield from self._bid(Room(f"{mediator} and {party}", (party, mediator)), len(parties), time)
                out += [] if stays else [party]
            (entry,) = yield Turn(plenary, (mediator,), time)
            if out or isinstance(entry.act, Close):
                return End(None, f"{', '.join(out)} walked out" if out else f"{mediator} closed the talks")
            if not isinstance(entry.act, Propose):
                continue
            vote = yield from voted(plenary, parties, entry.act.choices, time)
            if vote.left:
                return End(None, f"{', '.join(vote.left)} walked out")
            if not vote.against:
                return End(entry.act.choices, "agreed")
        return End(None, f"{', '.join(vote.against)} said no" if vote.against else "nothing was put to the vote")

    def _bid(self, room: Room, parties: int, time: float) -> Generator[Turn, Sequence[Entry], bool]:
        party, most = room.seats[0], most_regions(parties, self.combinations)
        (entry,) = yield Turn(room, (party,), time)
        if isinstance(entry.act, Bid) and len(entry.act.regions) > most:
            raise WrongAct(party, f"bid on {len(entry.act.regions):,} regions", f"at most {most:,}")
        return not isinstance(entry.act, WalkOut)

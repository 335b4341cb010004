"""Bidding-based mediation (Ito, Hattori & Klein 2007): sealed bids on regions, and a proposal where they meet."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.errors import InvalidValue, WrongAct
from mediant.talks.acts import Bid, WalkOut
from mediant.talks.protocols.drafts import decided, drafted, only_one
from mediant.talks.record import End, Entry, Room, Turn
from mediant.talks.regions import COMBINATIONS, most_regions


class Bidding:
    """Each party bids in a separate room with the mediator; then all meet, the mediator proposes, and they vote at once.

    A mediator that finds nothing to propose closes the talks. combinations : of regions, one from each party; each may
    bid so many that there are no more.
    """

    def __init__(self, combinations: int = COMBINATIONS) -> None:
        if combinations < 1:
            raise InvalidValue("combinations", str(combinations), "at least 1")
        self.combinations = combinations

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. Raises InvalidValue without exactly one mediator, WrongAct for other acts than these."""
        mediator = only_one(mediators, "bidding")
        most = most_regions(len(parties), self.combinations)
        for party in parties:
            (entry,) = yield Turn(Room(f"{mediator} and {party}", (party, mediator)), (party,), 0.0)
            if isinstance(entry.act, WalkOut):
                return End(None, f"{party} walked out")
            if not isinstance(entry.act, Bid) or len(entry.act.regions) > most:
                raise WrongAct(party, f"answered {str(entry.act)[:100]}", f"a bid on at most {most:,} regions")
        room = Room("plenary", (*parties, mediator))
        draft = yield from drafted(room, mediator, 1.0)
        if draft is None:
            return End(None, f"{mediator} closed the talks")
        return (yield from decided(room, parties, draft, 1.0))

"""Annealed single text (Klein, Faratin, Sayama & Bar-Yam 2003): a text that changes where all say yes."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.errors import InvalidValue, WrongAct
from mediant.talks.protocols.drafts import decided, drafted, only_one, voted
from mediant.talks.record import End, Entry, Room, Turn


class AnnealedText:
    """One room: the mediator proposes a first text, then one change after another; the parties vote on each at once.

    The text is replaced where all accept. At time 1 the mediator reads out the text as it stands, and the parties say
    yes or no to it as an agreement. rounds : changes that are proposed; time runs from 0 at the first and would be 1
    after the last, so that what a party accepts may cool down to nothing.
    """

    def __init__(self, rounds: int = 1_000) -> None:
        if rounds < 1:
            raise InvalidValue("rounds", str(rounds), "at least 1")
        self.rounds = rounds

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. Raises InvalidValue without exactly one mediator, WrongAct for other acts than these."""
        mediator = only_one(mediators, "annealed-text")
        room = Room("plenary", (*parties, mediator))
        text = yield from drafted(room, mediator, 0.0)
        for number in range(self.rounds):
            if text is None:
                return End(None, f"{mediator} closed the talks")
            time = number / self.rounds
            change = yield from drafted(room, mediator, time)
            if change is None:
                return End(None, f"{mediator} closed the talks")
            against = yield from voted(room, parties, change, time)
            if isinstance(against, End):
                return against
            text = text if against else change
        last = yield from drafted(room, mediator, 1.0)
        if last is None or last != text:
            raise WrongAct(mediator, f"read out {last}", f"the text as it stands, {text}")
        return (yield from decided(room, parties, last, 1.0))

"""Annealed single text (Klein, Faratin, Sayama & Bar-Yam 2003): a text that changes where all say yes."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.talks.acts import Choices, Close, Propose
from mediant.talks.protocols.votes import at_least_one, only_one, voted
from mediant.talks.record import End, Entry, Room, Turn
from mediant.talks.text import CLOSE, TEXT


class AnnealedText:
    """One room: the mediator proposes a first text, then one change after another; the parties vote on each at once.

    The text is replaced where all accept; the room is named as rooms for drafts are. At the close, time 1, the mediator
    reads out the text as it stands, and the parties say yes or no to it as an agreement.

    rounds : changes that are proposed; time runs from 0 at the first and would be 1
    after the last, so that what a party accepts can cool down to nothing.
    """

    def __init__(self, rounds: int = 1_000) -> None:
        self.rounds = at_least_one(rounds)

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. Where nothing is proposed, a round passes. Raises InvalidValue without one mediator."""
        mediator = only_one(mediators, "annealed-text")
        seats = (*parties, mediator)
        drafts, last = Room(f"{TEXT}, plenary", seats), Room(f"{CLOSE}, plenary", seats)
        text: Choices | None = None
        for time in (0.0, *(number / self.rounds for number in range(self.rounds)), 1.0):
            room = drafts if time < 1 else last
            (entry,) = yield Turn(room, (mediator,), time)
            if isinstance(entry.act, Close):
                return End(None, f"{mediator} closed the talks")
            if not isinstance(entry.act, Propose):
                continue
            if text is None and time < 1:
                text = entry.act.choices
                continue
            vote = yield from voted(room, parties, entry.act.choices, time)
            if vote.left:
                return End(None, f"{', '.join(vote.left)} walked out")
            if not vote.against:
                text = entry.act.choices
            if time == 1:
                return End(None, f"{', '.join(vote.against)} said no") if vote.against else End(text, "agreed")
        return End(None, "nothing was put to the last vote")

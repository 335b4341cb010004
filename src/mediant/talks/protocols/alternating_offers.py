"""Alternating offers (Rubinstein 1982), for two parties and more, with a deadline.

With more than two parties it is the stacked alternating offers protocol (Aydoğan, Festen, Hindriks & Jonker 2017): the
offer on the table is agreed on when everybody but its author has accepted it in turn.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import lru_cache

from mediant.errors import InvalidValue, WrongAct
from mediant.talks.acts import Accept, Choices, Offer, WalkOut
from mediant.talks.record import End, Entry, Room, Turn


class AlternatingOffers:
    """One room, one speaker after another: offer, accept the offer on the table, or walk out.

    rounds : in each, everybody speaks once; without an agreement in the last, there is none. To accept what was on the
    table in a stage before is to put it there again.
    """

    mediated = False
    """Mediators have no turn in it."""

    def __init__(self, rounds: int = 100) -> None:
        if rounds < 1:
            raise InvalidValue("rounds", str(rounds), "at least 1")
        self.rounds = rounds

    def __call__(self, seats: tuple[str, ...], _: tuple[str, ...] = ()) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks between these seats. Raises WrongAct when another offer than the last is accepted."""
        table: Choices | None = None
        willing = 0  # seats that stand by the offer on the table, its author among them
        for turn in _turns(seats, self.rounds):
            (entry,) = yield turn
            match entry.act:
                case Offer(choices):
                    table, willing = choices, 1
                case Accept(choices) if table is None:  # it was offered in a stage before
                    table, willing = choices, 1
                case Accept(choices):
                    if choices != table:
                        raise WrongAct(entry.speaker, f"accepted {choices}", f"the offer on the table, {table}")
                    willing += 1
                case WalkOut():
                    return End(None, f"{entry.speaker} walked out")
            if willing == len(seats):
                return End(table, "agreed")
        return End(None, "the deadline passed")


@lru_cache(maxsize=8)
def _turns(seats: tuple[str, ...], rounds: int) -> tuple[Turn, ...]:
    """All turns up to the deadline, the same in every game between these seats."""
    room = Room("plenary", seats)
    return tuple(Turn(room, (seat,), number / max(1, rounds - 1)) for number in range(rounds) for seat in seats)

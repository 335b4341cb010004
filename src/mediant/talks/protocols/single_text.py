"""Single negotiating text (Fisher 1978; Raiffa 1982): one text, written by the mediators, improved by criticism.

The mediators read out a first text, which nobody is asked to accept; where they listen first, it is the first draft
that they put to the parties. Then, each round, they put one draft to the parties, who accept it, reject it with the
clauses at fault, or criticise a clause and say what they would rather have; other answers are no acceptance, and a
counter-offer is one of those. The draft that all parties accept becomes the text, and is read out to all. A draft may
change one clause or several that are tied together. When the mediators close or the rounds are over, the text is put
to all parties once more, and is agreed only if all accept it then.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.talks.acts import Choices
from mediant.talks.protocols.attendance import Attendance, closed_by, rounds_of
from mediant.talks.protocols.drafts import Put, put_jointly, put_to_each
from mediant.talks.record import End, Entry, Room, Turn
from mediant.talks.text import CLOSE, TEXT


class SingleText:
    """Drafts, one a round, and a close.

    joint : whether the parties answer at once in one room, or each in its own with the mediators.
    """

    def __init__(self, rounds: int = 100, *, joint: bool = False) -> None:
        self.rounds = rounds_of(rounds)
        self.joint = joint

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. Raises InvalidValue without a mediator."""
        here = Attendance(parties, mediators)
        here.needs_mediator("single-text")
        first = yield from here.opening(self._to_all(here), 0.0)
        if first.closed:
            return closed_by(first.closed)
        text = yield from self._drafted(here, first.draft)
        yield from here.returns(1.0)
        if text is None or here.deserted:
            return here.deserted or End(None, "no text was put down")
        put = yield from self._put(here, CLOSE, 1.0)
        if put.accepted and put.draft == text:
            return End(text, "agreed")
        return here.deserted or End(None, "the text was not accepted")

    def _drafted(self, here: Attendance, text: Choices | None) -> Generator[Turn, Sequence[Entry], Choices | None]:
        """The last text, if there ever was one."""
        for number in range(self.rounds):
            time = number / self.rounds
            yield from here.returns(time)
            if here.deserted:
                break
            put = yield from self._put(here, TEXT, time)
            if put.closed:
                break
            if put.draft not in (None, text) and (put.accepted or text is None):
                text = put.draft
                yield from here.opening(self._to_all(here), time)
        return text

    def _put(self, here: Attendance, name: str, time: float) -> Generator[Turn, Sequence[Entry], Put]:
        if self.joint:
            room = Room(f"{name}, plenary", here.plenary.seats)
            return (yield from put_jointly(here, room, time))
        return (yield from put_to_each(here, name, time))

    def _to_all(self, here: Attendance) -> Room:
        return Room(TEXT, here.plenary.seats) if self.joint else here.joint(TEXT)

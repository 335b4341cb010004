"""Post-settlement settlement (Raiffa 1985): a deal is made and safe, and perhaps there is a better one.

The mediators read out the deal; where they do not, it stands as it is. Each round they propose one outcome to all, and
each party answers apart, with the mediators. Every party keeps the deal by saying no, and need not say why; when all
accept, the outcome is the new deal, and is read out. What the parties leave with is the last deal.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from mediant.errors import InvalidValue
from mediant.talks.acts import Choices
from mediant.talks.protocols.attendance import Attendance, rounds_of
from mediant.talks.protocols.drafts import put_to_all
from mediant.talks.record import End, Entry, Room, Turn
from mediant.talks.text import TEXT


class PostSettlement:
    """Proposals, one a round, to improve on a deal.

    deal : the outcome agreed on before; as a stage it takes up the agreement of the stages before it.
    """

    def __init__(self, rounds: int = 5, *, deal: Choices | None = None) -> None:
        self.rounds = rounds_of(rounds)
        self.deal = deal

    def after(self, deal: Choices) -> PostSettlement:
        """The same, to improve on this deal."""
        return PostSettlement(self.rounds, deal=deal)

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Generator[Turn, Sequence[Entry], End]:
        """The course of talks. Raises InvalidValue without a mediator or a deal."""
        here = Attendance(parties, mediators)
        here.needs_mediator("post-settlement")
        if self.deal is None:
            expected = "a stage before it that makes one, as in plenary:20,post-settlement:5"
            raise InvalidValue("post-settlement", "no deal to improve on", expected)
        deal = yield from self._improved(here, self.deal)
        return End(deal, "the deal stands" if deal == self.deal else "improved")

    def _improved(self, here: Attendance, deal: Choices) -> Generator[Turn, Sequence[Entry], Choices]:
        reading = yield from here.opening(here.joint(TEXT), 0.0)
        for number in range(self.rounds):
            time = number / self.rounds
            yield from here.returns(time)
            if reading.draft != deal or here.deserted:
                break
            put = yield from put_to_all(here, here.joint(f"{TEXT}, plenary"), _answers(here), time)
            if put.closed:
                break
            if put.accepted and put.draft is not None and put.draft != deal:
                deal = put.draft
                reading = yield from here.opening(here.joint(TEXT), time)
        return deal


def _answers(here: Attendance) -> Callable[[str], Room]:
    return lambda party: here.apart(party, TEXT)

"""Seats that may say anything they are permitted to, whatever sense it makes."""

from __future__ import annotations

from dataclasses import dataclass

from mediant.errors import WrongAct
from mediant.talks.acts import (
    Accept,
    Answer,
    Ask,
    Carry,
    Close,
    ComeBack,
    Compare,
    CouldAccept,
    Criticise,
    Invite,
    Leave,
    Offer,
    OfferPart,
    Pause,
    Pledge,
    Propose,
    Rate,
    Reject,
    Release,
    State,
    Threaten,
    Visit,
    WalkOut,
)
from mediant.talks.permitted import checked
from mediant.talks.place import Outcomes, Place


@dataclass(frozen=True)
class Hostile:
    """Draws acts until one is permitted. few : of how many outcomes; agreements are rare among many."""

    few: int = 2
    closes: bool = True

    def act(self, view, rng):
        may = getattr(view, "may", None)
        place = Place(
            seat=view.seat, room=view.room, heard=view.heard, offered=Outcomes(view.heard), options=view.options,
            parties=view.parties, may=may,
        )  # fmt: skip
        while True:
            kinds = self.of_a_party(view, rng) if may is None else self.of_a_mediator(view, rng)
            act = kinds[int(rng.integers(len(kinds)))]
            try:
                return checked(act, place)
            except WrongAct:
                continue

    def outcome(self, view, rng):
        number = int(rng.integers(self.few))
        return tuple((number + issue) % count for issue, count in enumerate(view.options))

    def of_a_party(self, view, rng):
        x, others = self.outcome(view, rng), tuple(one for one in view.parties if one != view.seat)
        own = [words.act for words in view.heard if words.speaker == view.seat]
        return [
            Offer(x), Offer(x, to=others), Offer(x, to=others[:1]), OfferPart(((0, x[0]),)), Accept(x), Accept(x), Accept(x),
            Reject(x, (0,)), Criticise(0, 1), Answer(True), Answer(None), State("red line", ((0, x[0]),)),
            Threaten("a strike", "tomorrow"), WalkOut(), ComeBack(), ComeBack(), Pause("a moment"),
            *(Release(act, others) for act in own[-1:]),
        ]  # fmt: skip

    def of_a_mediator(self, view, rng):
        x, y = self.outcome(view, rng), self.outcome(view, rng)
        said = [words for words in view.heard if words.speaker in view.parties]
        return [
            *[Propose(x, rests_on=view.parties)] * 6, Ask(CouldAccept(x)), Ask(Rate(x)), Ask(Compare(x, y)), Invite(), Leave(),
            Pledge("payment", view.parties[0], 1.0), Visit(view.parties[-1]), Pause(), *[Close()] * self.closes,
            *(Carry(words.act, words.speaker) for words in said[-1:]),
        ]  # fmt: skip

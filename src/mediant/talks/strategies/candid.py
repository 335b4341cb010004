"""A party that is candid with mediators, whatever it does at the table."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mediant.errors import InvalidValue
from mediant.talks.acts import (
    Accept,
    Act,
    Answer,
    Choices,
    Compare,
    CouldAccept,
    Offer,
    OfferPart,
    Propose,
    Question,
    Rank,
    Rate,
    Reject,
)
from mediant.talks.record import Standing, Strategy, View, heard_here, open_question
from mediant.talks.text import drafting, text_of


@dataclass(frozen=True, slots=True)
class Candid:
    """Answers a mediator's questions and drafts truthfully, and leaves the rest to its strategy.

    It accepts a draft at or above its reserve; where a text is discussed, one that it likes no less than the text. What
    its strategy offers in a separate session may be carried to all other parties. error : the chance that a yes/no or
    A-or-B answer is the wrong one.
    """

    strategy: Strategy
    error: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.error <= 1:
            raise InvalidValue("error", str(self.error), "a chance from 0 to 1")

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Answer the open question, say yes or no to a draft, or do as the strategy does.

        A strategy that has `votes` says yes or no to drafts itself.
        """
        question = open_question(view.heard, view.room)
        if question is not None:
            wrong = self.error > 0 and rng.random() < self.error
            return Answer(_mistaken(question, view.standing) if wrong else truth(question, view.standing))
        draft = _draft(view)
        if draft is not None and not getattr(self.strategy, "votes", False):
            return verdict(draft, view, least_taken(view))
        act = self.strategy.act(view, rng)
        others = tuple(party for party in view.parties if party != view.seat)
        if isinstance(act, Offer | OfferPart) and not act.to and not set(others) & set(view.room.seats):
            return replace(act, to=others)
        return act


def truth(question: Question, standing: Standing) -> bool | int | float | tuple[int, ...]:
    """The true answer. Rated from 0, the reserve or anything below, to 100, the best outcome."""
    match question:
        case CouldAccept(choices):
            return standing.utility(choices) >= standing.reserved
        case Compare(first, second):
            one, two = standing.utility(first), standing.utility(second)
            return 2 if one == two else int(two > one)
        case Rate(choices):
            span = standing.greatest - standing.reserved
            gain = standing.utility(choices) - standing.reserved
            return float(np.clip(100 * gain / span, 0, 100)) if span > 0 else 100.0 * (gain >= 0)
        case Rank(outcomes):
            return tuple(sorted(range(len(outcomes)), key=lambda place: -standing.utility(outcomes[place])))


def _mistaken(question: Question, standing: Standing) -> bool | int | float | tuple[int, ...]:
    """The other answer to a question that has two; the true one to others."""
    right = truth(question, standing)
    if isinstance(question, CouldAccept):
        return not right
    if isinstance(question, Compare) and right != 2:
        return 1 - int(right)  # type: ignore[arg-type]
    return right


def least_taken(view: View) -> float:
    """What a draft must be worth here: what the text is worth where one is discussed, else the reserve."""
    text = text_of(view) if drafting(view.room) else None
    return view.standing.reserved if text is None else view.standing.utility(text)


def verdict(draft: Choices, view: View, least: float) -> Accept | Reject:
    """Yes to a draft worth that much; else no, and the issue where another option would help most."""
    if view.standing.utility(draft) >= least:
        return Accept(draft)
    best = [
        max(view.standing.utility((*draft[:issue], option, *draft[issue + 1 :])) for option in range(count))
        for issue, count in enumerate(view.options)
    ]
    return Reject(draft, (int(np.argmax(best)),))


def _draft(view: View) -> Choices | None:
    """The draft that the last words to this room put to it."""
    last = next(heard_here(view.heard, view.room), None)
    return last.act.choices if last is not None and isinstance(last.act, Propose) else None

"""What the others have said so far, by who said it."""

from __future__ import annotations

from mediant.talks.acts import Choices, Offer, unfolded
from mediant.talks.record import View


def heard_from(view: View) -> dict[str, list[Choices]]:
    """What each of the others has offered, also through a mediator, in order, repeats kept.

    Whoever has offered nothing that was heard is left out.
    """
    found: dict[str, list[Choices]] = {}
    for words in view.heard:
        speaker, act = unfolded(words.speaker, words.act)
        if speaker != view.seat and isinstance(act, Offer):
            found.setdefault(speaker, []).append(act.choices)
    return found

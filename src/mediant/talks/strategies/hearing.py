"""What the others have said so far, by who said it."""

from __future__ import annotations

from mediant.talks.record import Choices, Offer, View


def heard_from(view: View) -> dict[str, list[Choices]]:
    """What each of the others has offered, in order, repeats kept; who has offered nothing yet is left out."""
    found: dict[str, list[Choices]] = {}
    for words in view.heard:
        if words.speaker != view.seat and isinstance(words.act, Offer):
            found.setdefault(words.speaker, []).append(words.act.choices)
    return found

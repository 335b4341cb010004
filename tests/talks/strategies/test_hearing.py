"""What the others have offered, and nothing else."""

from __future__ import annotations

from small_talks import table

from mediant.talks.acts import Accept, Offer
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.hearing import heard_from

ROOM = Room("plenary", ("first", "second", "third"))


def test_offers_of_others_in_order():
    said = (("first", Offer((0, 0))), ("second", Offer((1, 0))), ("third", Accept((1, 0))), ("second", Offer((1, 0))))
    heard = tuple(Heard(ROOM, speaker, act) for speaker, act in said)
    view = View("first", table((0, 1, 2, 3, 4, 5)), heard, ROOM, 0.5, (3, 2))
    assert heard_from(view) == {"second": [(1, 0), (1, 0)]}

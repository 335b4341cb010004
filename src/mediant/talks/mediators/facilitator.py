"""The facilitator: carries what the parties want carried, and adds nothing (Touval & Zartman 1985)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from mediant.talks.acts import Act, Carry, Close, Invite, Leave, Offer, Visit, WalkOut
from mediant.talks.record import Heard, MediatorView


class Facilitator:
    """Brings each party the last offer of every other, or invites it to make one, and closes when all have walked out.

    It goes first to a party that an offer waits for, of several to the one it has seen least.
    """

    needs = ("carry",)

    def act(self, view: MediatorView, rng: np.random.Generator) -> Act:  # noqa: ARG002  (it leaves nothing to chance)
        """Choose whom to visit; in a party's room carry, invite, or leave."""
        present = [party for party in view.parties if party in view.room.seats]
        if not present:
            return _next_visit(view)
        waiting = [carry for party in present for carry in uncarried(view, party) if _for_all(view, carry)]
        if waiting:
            return waiting[0]
        return Leave() if len(present) == 1 and _exchanged(view) else Invite()


def _next_visit(view: MediatorView) -> Act:
    seen = Counter(words.act.party for words in view.heard if isinstance(words.act, Visit))
    there = [party for party in view.parties if not isinstance(_last_of(view.heard, party), WalkOut)]
    if not there:
        return Close("every party has walked out")
    return Visit(min(there, key=lambda party: (not uncarried(view, party), seen[party])))


def _last_of(heard: Sequence[Heard], seat: str) -> Act | None:
    return next((words.act for words in reversed(heard) if words.speaker == seat), None)


def _exchanged(view: MediatorView) -> bool:
    """Whether anything was said here since it last came in."""
    return bool(view.heard) and view.heard[-1].room.id == view.room.id


def _for_all(view: MediatorView, carry: Carry) -> bool:
    """Whether all in this room may hear it: where parties meet or another mediator sits, some may not."""
    return set(view.room.seats) <= {view.seat, carry.of, *getattr(carry.said, "to", ())}


def uncarried(view: MediatorView, to: str) -> list[Carry]:
    """The last offer of every other party that may be carried to this one and has not been, in the parties' order."""
    found = []
    for party in view.parties:
        offers = [words.act for words in view.heard if words.speaker == party and isinstance(words.act, Offer)]
        last = next((offer for offer in reversed(offers) if to in offer.to), None)
        if party != to and last is not None and not _carried(view, Carry(last, party), to):
            found.append(Carry(last, party))
    return found


def _carried(view: MediatorView, carry: Carry, to: str) -> bool:
    """Whether this was carried there since it was last said."""
    for words in reversed(view.heard):
        if words.act == carry and to in words.room.seats:
            return True
        if words.speaker == carry.of and words.act == carry.said:
            return False
    return False

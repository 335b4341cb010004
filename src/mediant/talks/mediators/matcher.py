"""A mediator that proposes where bids meet (Ito, Hattori & Klein 2007)."""

from __future__ import annotations

import numpy as np

from mediant.talks.acts import Act, Bid, Close, Propose
from mediant.talks.record import MediatorView
from mediant.talks.regions import best_meeting


class Matcher:
    """Proposes an outcome in the regions, one of each party, that meet and are worth most together; else it closes.

    The proposal rests on what every party told it in confidence, and says so. It gives no reasons: they would tell.
    """

    def act(self, view: MediatorView, rng: np.random.Generator) -> Act:  # noqa: ARG002  (it leaves nothing to chance)
        """Propose, or close."""
        last = {words.speaker: words.act for words in view.heard if isinstance(words.act, Bid)}
        bids = [last.get(party, Bid(())) for party in view.parties]
        found = best_meeting(bids, view.options)
        return Close() if found is None else Propose(found.choices, rests_on=view.parties)

"""Nice tit-for-tat (Baarslag, Hindriks & Jonker 2013): imitate the other, and aim at the Nash point.

How far has the other come from where it began toward the Nash point, measured in what its offers are worth to us? By
that share of the way from its best to the Nash point it goes to meet it:
    share = (best offer heard - first offer heard) / (u(Nash) - first offer heard), between 0 and 1
    asked = greatest - share · (greatest - u(Nash))
and near the end it goes the rest of the way by itself: from t = 0.91 on it gives up min(1, 20 · (t - 0.91)) of what it
still asks for above the Nash point. Of the outcomes worth that it offers the one that the Bayesian model of the other
likes best, or the best that it has heard where that is worth more. It accepts by AC_combi(0.98). Left out of the
published agent: discounts, random choice among the best few, the correction of the Nash point by how far apart both
began, and offering the other's best offer once more before it accepts. With several others, the Nash point is that of
all, what is liked is the sum of their scores, and the least share counts.
"""

from __future__ import annotations

from math import isfinite, prod

import numpy as np

from mediant.talks.acts import Act, Choices
from mediant.talks.record import View
from mediant.talks.strategies.acceptance import ACCombi
from mediant.talks.strategies.composed import Composed
from mediant.talks.strategies.hearing import heard_from
from mediant.talks.strategies.opponents import Model, MostLiked, Scores, bayesian, total

LATE = 0.91
LEVELS = 21
"""Utilities at which the estimated frontier is looked at for its Nash point."""


class NiceTitForTat:
    """Meets the other as far as it has come toward the Nash point, as estimated."""

    def __init__(self, model: Model = bayesian) -> None:
        self.model = model

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is on the table, or offer; walk out where nothing is worth its reserve."""
        return Composed(self.asked, self._liked, ACCombi(0.98)).act(view, rng)

    def asked(self, view: View) -> float:
        """The utility that it asks for now; its best until it has heard an offer."""
        greatest = view.standing.greatest
        models = self._models(view)
        if not models:
            return greatest
        fair = view.standing.utility(nash_point(view, models))
        asked = greatest - min(_shares(view, fair), default=0.0) * (greatest - fair)
        bonus = min(1.0, max(0.0, 20.0 * (view.time - LATE)))
        return asked - bonus * (asked - fair)

    def _models(self, view: View) -> list[Scores]:
        return [self.model(offers, view.options) for offers in heard_from(view).values()]

    def _liked(self, view: View, asked: float, rng: np.random.Generator) -> Choices:
        heard = [offer for offers in heard_from(view).values() for offer in offers]
        mine = MostLiked(self.model)(view, asked, rng)
        return max((mine, *heard), key=view.standing.utility)


def nash_point(view: View, models: list[Scores]) -> Choices:
    """Of what the others like best at each of some levels of its own, that of the greatest product of utilities.

    Its own counts above its reserve; theirs, of which none is known, above 0.
    """
    standing, liked = view.standing, total(models, view.options)
    levels = np.linspace(standing.reserved, standing.greatest, LEVELS)
    outcomes = {standing.toward(liked, float(level)): None for level in levels}

    def product(outcome: Choices) -> float:
        theirs = (sum(float(score[c]) for score, c in zip(model, outcome, strict=True)) for model in models)
        return (standing.utility(outcome) - standing.reserved) * prod(theirs)

    return max(outcomes, key=product)


def _shares(view: View, fair: float) -> list[float]:
    """How much of the way to what is fair each of the others has come."""
    found = []
    for offers in heard_from(view).values():
        worths = [worth for offer in offers if isfinite(worth := view.standing.utility(offer))]
        way = fair - worths[0] if worths else 0.0
        found.append(min(1.0, (max(worths) - worths[0]) / way) if way > 0.0 else float(bool(worths)))
    return found

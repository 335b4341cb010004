"""Frontier: our own negotiator. It learns what each of the others wants, and offers near the frontier it estimates.

* It holds out. At time t it asks for its best, less t^(1/β) of the way down to its floor: what it can count on, that is
  the best it was offered, or, where that is less, a share of the way from its reserve to the Nash point as estimated.
* Of the outcomes worth what it asks for, it offers the one that the others are believed to like best, looking first to
  the one who would like it least; and where it has offered that before, one that they may like best, by preferences
  drawn from its beliefs. So it makes new offers without conceding, as long as there are any.
* What somebody has offered, that one is likely to agree to: late, it offers the best of that once it asks for no more.
* It accepts what is worth what it asks for; late, what is more than can be expected of the offers still to come; and in
  its last turn whatever is worth its reserve, unless its own last word, which the others can still answer, promises more.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite

import numpy as np

from mediant.talks.acts import Accept, Act, Choices, Offer, WalkOut
from mediant.talks.record import View, offers_of, on_the_table
from mediant.talks.strategies.beliefs import Belief, belief
from mediant.talks.strategies.hearing import Pace, heard_from, pace
from mediant.talks.strategies.nice_tit_for_tat import nash_point
from mediant.talks.strategies.opponents import Scores, total
from mediant.talks.strategies.outlook import outlook

BETA = 0.03
"""Of its concessions: it gives up 1 per cent of the way down in the first 87 of 100 rounds, and half of it in the last 2."""
FAIR = 0.8
"""The share of the way from its reserve to the Nash point below which it does not ask for less."""
LATE = 0.9
"""From then on it compares what is offered with what is to come."""
SURE = 0.5
"""Its last word promises more than what is on the table where that is worth less than this share of it, above reserve."""
DRAWS = 4
"""Draws from its beliefs in search of an offer that it has not made before."""
ROUNDS = 4
"""Outcomes that are looked at among several others, each with more regard to whom the last would please least."""
SMALL, MUCH, LITTLE, MARGIN = 0.01, 0.3, 0.1, 0.01


class Frontier:
    """Holds out late, offers near the estimated frontier, and comes to an agreement where there is one to be had."""

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is on the table, or offer; walk out where nothing is worth its reserve."""
        if view.standing.greatest < view.standing.reserved:
            return WalkOut()
        scene, table = _scene(view), on_the_table(view)
        mine = _offer(scene, rng)
        if table is not None and _accepts(scene, table, mine):
            return Accept(table)
        return Offer(mine)

    def asked(self, view: View) -> float:
        """The utility that it asks for now."""
        return _scene(view).asked


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Scene:
    """What it makes of its view.

    offers, beliefs : of each of the others who has made offers; given : the share of its way down that it has gone;
    asked : the utility that it asks for.
    """

    view: View
    pace: Pace
    offers: tuple[list[Choices], ...]
    beliefs: tuple[Belief, ...]
    given: float
    asked: float

    def gain(self, choices: Choices) -> float:
        """The utility above its reserve."""
        return self.view.standing.utility(choices) - self.view.standing.reserved


def _scene(view: View) -> _Scene:
    offers = tuple(heard_from(view).values())
    beliefs = tuple(belief(said, view.options) for said in offers)
    now, standing = pace(view), view.standing
    time = view.time if now.opens else _until_its_last_word(view.time, now)
    given: float = time ** (1.0 / BETA)
    floor = _floor(view, offers, beliefs) if given > SMALL else standing.reserved
    asked = max(standing.reserved, standing.greatest - given * (standing.greatest - floor))
    return _Scene(view=view, pace=now, offers=offers, beliefs=beliefs, given=given, asked=asked)


def _until_its_last_word(time: float, now: Pace) -> float:
    """The time as a share of that of its last offer that can be answered: the one before its last turn."""
    return min(1.0, time / (1.0 - (1.0 - time) / now.left)) if 1.0 < now.left < inf else float(now.left <= 1.0)


def _floor(view: View, offers: tuple[list[Choices], ...], beliefs: tuple[Belief, ...]) -> float:
    """What it can count on: of the others, the one who has offered it least sets it, for all have to agree."""
    standing = view.standing
    fair = standing.utility(nash_point(view, [one.expected() for one in beliefs])) if beliefs else standing.greatest
    offered = min((max(map(standing.utility, said)) for said in offers), default=standing.reserved)
    return min(standing.greatest, max(offered, standing.reserved + FAIR * (fair - standing.reserved)))


def _offer(scene: _Scene, rng: np.random.Generator) -> Choices:
    """What it offers: something new as long as that costs nothing."""
    view, made = scene.view, set(offers_of(scene.view, scene.view.seat))
    if len(scene.offers) == 1 and scene.given > MUCH:
        best = max(scene.offers[0], key=view.standing.utility)
        if best not in made and view.standing.utility(best) >= scene.asked:
            return best
    likely = _liked(scene, [one.expected() for one in scene.beliefs])
    if likely in made:
        for _ in range(DRAWS):
            other = _liked(scene, [one.drawn(rng) for one in scene.beliefs])
            if other not in made:
                return other
    return likely


def _liked(scene: _Scene, scores: list[Scores]) -> Choices:
    """Of some outcomes on the estimated frontier, worth what it asks for, the one that is best for whom it is worst."""
    weights, found = [1.0] * len(scores), {}
    for _ in range(ROUNDS if len(scores) > 1 else 1):
        weighted = [[weight * row for row in score] for weight, score in zip(weights, scores, strict=True)]
        outcome = scene.view.standing.toward(total(weighted, scene.view.options), scene.asked)
        likings = [sum(float(row[c]) for row, c in zip(score, outcome, strict=True)) for score in scores]
        found[outcome] = min(likings, default=0.0)
        weights = [1.0 / max(liking, LITTLE) for liking in likings]
    return max(found, key=found.__getitem__)


def _accepts(scene: _Scene, table: Choices, mine: Choices) -> bool:
    """Whether it takes what is on the table, given what it would offer."""
    worth = scene.view.standing.utility(table)
    if scene.gain(table) < 0.0 or worth >= scene.asked:
        return scene.gain(table) >= 0.0
    if scene.pace.last:
        return not scene.pace.opens or scene.gain(table) >= SURE * scene.gain(mine)
    if scene.view.time < LATE:
        return False
    worths = [[one for said in offers if isfinite(one := scene.view.standing.utility(said))] for offers in scene.offers]
    return worth > MARGIN + max((outlook(one, scene.pace.left).best for one in worths if one), default=inf)

"""Frontier: our own negotiator. It learns what each of the others wants, and offers near the frontier it estimates.

* It holds out. At time t it asks for its best, less t^(1/β) of the way down to its floor: what it can count on, that is
  the best that it was offered, by the one who has offered it least, or else its reserve.
* It answers new offers. For each of the one who has made the fewest it goes one outcome down its own list, as
  MiCRO does, but no further than a small share of its way.
* Of the outcomes worth what it asks for, it offers the one that the others are believed to like best, looking first to
  the one who would like it least; and where it has offered that before, one that they may like best, by preferences
  drawn from its beliefs, ever wider. So it makes new offers without conceding, as long as there are any.
* What somebody has offered, that one is likely to agree to: late, it offers the best of that once it asks for no more.
* It accepts what is worth what it asks for; late, what is more than can be expected of the offers still to come; and in
  its last turn whatever is worth its reserve.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite

import numpy as np

from mediant.talks.acts import Accept, Act, Choices, Offer, WalkOut
from mediant.talks.record import View, offers_of, on_the_table
from mediant.talks.strategies.beliefs import Belief, belief
from mediant.talks.strategies.hearing import Pace, heard_from, pace
from mediant.talks.strategies.opponents import Scores, total
from mediant.talks.strategies.outlook import outlook

BETA = 0.03
"""Of its concessions: it goes 1 per cent of its way in the first 87 of 100 rounds, and half of it in the last two."""
REPLY = 0.15
"""The share of its way, from its best to its reserve, that it goes at most in reply to new offers."""
LATE = 0.9
"""From then on it compares what is offered with what is to come."""
MUCH = 0.3
"""Once it has gone this share of its way by the clock, it offers the best that it has heard."""
DRAWS = 5
"""Draws from its beliefs in search of an offer that it has not made before, each twice as wide as the last."""
ROUNDS = 4
"""Outcomes that are looked at among several others, each with more regard to whom the last would please least."""
LITTLE, MARGIN = 0.1, 0.01


class Frontier:
    """Holds out late, offers near the estimated frontier, and comes to an agreement where there is one to be had."""

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is on the table, or offer; walk out where nothing is worth its reserve."""
        if view.standing.greatest < view.standing.reserved:
            return WalkOut()
        scene, table = _scene(view), on_the_table(view)
        if table is not None and _accepts(scene, table):
            return Accept(table)
        return Offer(_offer(scene, rng))

    def asked(self, view: View) -> float:
        """The utility that it asks for now."""
        return _scene(view).asked


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Scene:
    """What it makes of its view.

    offers : of each of the others who has made any; given : the share of its way down that it has gone by the clock;
    asked : the utility that it asks for.
    """

    view: View
    pace: Pace
    offers: tuple[list[Choices], ...]
    given: float
    asked: float


def _scene(view: View) -> _Scene:
    offers = tuple(heard_from(view).values())
    now, standing = pace(view), view.standing
    given: float = (view.time if now.opens else _until_its_last_word(view.time, now)) ** (1.0 / BETA)
    offered = min((max(map(standing.utility, said)) for said in offers), default=standing.reserved)
    floor = min(standing.greatest, max(offered, standing.reserved))
    asked = min(standing.greatest - given * (standing.greatest - floor), _in_reply(view, offers))
    return _Scene(view=view, pace=now, offers=offers, given=given, asked=max(asked, floor))


def _until_its_last_word(time: float, now: Pace) -> float:
    """The time as a share of that of its last offer that can be answered: the one before its last turn."""
    return min(1.0, time / (1.0 - (1.0 - time) / now.left)) if 1.0 < now.left < inf else float(now.left <= 1.0)


def _in_reply(view: View, offers: tuple[list[Choices], ...]) -> float:
    """What it asks for in view of how many new offers it has heard."""
    standing = view.standing
    further = standing.ranked(min((len(set(said)) for said in offers), default=0))
    least = standing.greatest - REPLY * (standing.greatest - standing.reserved)
    return least if further is None else max(standing.utility(further), least)


def _offer(scene: _Scene, rng: np.random.Generator) -> Choices:
    """What it offers: something new as long as that costs nothing."""
    view, made = scene.view, set(offers_of(scene.view, scene.view.seat))
    if len(scene.offers) == 1 and scene.given > MUCH:
        best = max(scene.offers[0], key=view.standing.utility)
        if view.standing.utility(best) >= scene.asked and (best not in made or scene.pace.last):
            return best
    beliefs = [belief(said, view.options) for said in scene.offers]
    likely = _liked(scene, [one.expected() for one in beliefs])
    return likely if likely not in made else _new(scene, beliefs, made, rng) or likely


def _new(scene: _Scene, beliefs: list[Belief], made: set[Choices], rng: np.random.Generator) -> Choices | None:
    for draw in range(DRAWS):
        outcome = _liked(scene, [one.drawn(rng, 2.0**draw) for one in beliefs])
        if outcome not in made:
            return outcome
    return None


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


def _accepts(scene: _Scene, table: Choices) -> bool:
    """Whether it takes what is on the table."""
    standing = scene.view.standing
    worth = standing.utility(table)
    if worth < standing.reserved or worth >= scene.asked or scene.pace.last:
        return worth >= standing.reserved
    if scene.view.time < LATE:
        return False
    worths = [[one for said in offers if isfinite(one := standing.utility(said))] for offers in scene.offers]
    return worth > MARGIN + max((outlook(one, scene.pace.left).best for one in worths if one), default=inf)

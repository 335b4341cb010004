"""Bids on regions found by sampling and annealing (Ito, Hattori & Klein 2007)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mediant.talks.acts import Act, Bid, Choices, Propose, Region
from mediant.talks.record import View
from mediant.talks.regions import COMBINATIONS, most_regions
from mediant.talks.strategies.annealing import best_or_nothing, chance_to_take
from mediant.talks.strategies.candid import least_taken, verdict

TOLERANCE = 1e-9
TRIED = 30
"""Outcomes of a region that are looked at before it is bid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bidder:
    """Draws outcomes, anneals each, and bids what is around those worth enough, the best first.

    It bids what is around the outcomes as drawn, too, in the places that are left: where annealing leads is near its
    own wishes, which others may not share.

    samples : outcomes drawn for each issue; steps : of annealing, each a change of one issue drawn at random, taken as
    an annealer would, with T falling evenly from `hottest` (None: a tenth of what lies between its reserve and its best
    outcome) to 0; least : utility below which it bids nothing (None: its reserve); combinations : as in the protocol;
    annealed_only : it bids nothing around the outcomes as drawn, as in the paper.
    """

    samples: int = 200
    steps: int = 30
    hottest: float | None = None
    least: float | None = None
    combinations: int = COMBINATIONS
    annealed_only: bool = False

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Bid in a separate session; vote on a proposal by the reserve; else offer its best outcome."""
        if view.heard and isinstance(view.heard[-1].act, Propose):
            return verdict(view.heard[-1].act.choices, view, least_taken(view))
        if set(view.parties) & set(view.room.seats) != {view.seat}:
            return best_or_nothing(view)
        standing = view.standing
        least = standing.reserved if self.least is None else self.least
        found = dict.fromkeys(self._found(view, rng))
        regions = {around(one, view, rng): None for one in found if standing.utility(one) >= least}
        best_first = sorted(regions, key=lambda region: (-region.worth, region.options))
        return Bid(tuple(best_first[: most_regions(len(view.parties), self.combinations)]))

    def _found(self, view: View, rng: np.random.Generator) -> list[Choices]:
        span = max(0.0, view.standing.greatest - view.standing.reserved)
        hottest = 0.1 * span if self.hottest is None else self.hottest
        count = self.samples * len(view.options)
        starts = [tuple(start) for start in rng.integers(view.options, size=(count, len(view.options))).tolist()]
        ends = [annealed(start, view, hottest, self.steps, rng) for start in starts]
        return ends if self.annealed_only else ends + starts


def annealed(start: Choices, view: View, hottest: float, steps: int, rng: np.random.Generator) -> Choices:
    """Where so many changes of one issue lead, as T falls from `hottest` to 0."""
    here, worth = start, view.standing.utility(start)
    issues = rng.integers(len(start), size=steps).tolist()
    draws, chances = rng.random((2, steps)).tolist()
    for step, issue in enumerate(issues):
        option = int(draws[step] * view.options[issue])
        there = (*here[:issue], option, *here[issue + 1 :])
        new = view.standing.utility(there)
        if chances[step] < chance_to_take(worth, new, hottest * (1 - step / steps)):
            here, worth = there, new
    return here


def around(choices: Choices, view: View, rng: np.random.Generator) -> Region:
    """A region around an outcome in which all that was looked at is worth at least as much.

    It holds, issue by issue, the options that are no worse while the other issues stay as they are. Taken together
    these are no worse either where utilities add up over the issues; terms over several issues can make them so. So
    outcomes are drawn from it, and where one is worth less, it is tried with the options that are just as good, and
    then with the outcome alone. What a party is sure of is its vote on the proposal.
    """
    worth = view.standing.utility(choices)
    gains = [
        [view.standing.utility((*choices[:issue], option, *choices[issue + 1 :])) - worth for option in range(count)]
        for issue, count in enumerate(view.options)
    ]
    no_worse = [tuple(np.flatnonzero(np.array(each) >= -TOLERANCE).tolist()) for each in gains]
    as_good = [tuple(np.flatnonzero(np.abs(each) <= TOLERANCE).tolist()) for each in gains]
    for options in (no_worse, as_good):
        tried = rng.integers([len(some) for some in options], size=(TRIED, len(options))).tolist()
        drawn = (tuple(some[place] for some, place in zip(options, places, strict=True)) for places in tried)
        if all(view.standing.utility(one) >= worth - TOLERANCE for one in drawn):
            return Region(tuple(options), worth)
    return Region(tuple((choice,) for choice in choices), worth)

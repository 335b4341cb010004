"""Utility functions drawn uniformly from all that fits what is known of a party.

Without statements on whole outcomes the draws are exact and independent. Statements condition them: by rejection while
it is affordable (still exact and independent), else by hit-and-run chains, which `Draws.chained` then says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.chains import walk
from mediant.analysis.extremes import TooTied, least
from mediant.analysis.fits import (
    Sample,
    binding,
    contributions_of,
    fit_of,
    propose,
    utilities_of,
    walk_away_of,
)
from mediant.analysis.limits import Chained
from mediant.analysis.statements import check_red_lines, inside
from mediant.analysis.unknowns import Floats, Knowledge, matches
from mediant.errors import CannotSample

PROPOSALS = 200
"""Rejection gives up after so many proposals a draw."""
SWEEPS = 100
"""Length of a hit-and-run chain; one sweep moves every block of numbers."""
BATCH_NUMBERS = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Utility functions of one party.

    contributions : per issue (draws, options), weight times value; adds : (draws, terms);
    walk_away : (draws,), or None where only red lines count; least : (draws,) least utility over all outcomes;
    sample : the numbers behind it; chained : how they were drawn where not independently.
    """

    knowledge: Knowledge
    contributions: tuple[Floats, ...]
    adds: Floats
    walk_away: Floats | None
    least: Floats
    sample: Sample
    chained: Chained | None = None

    def __len__(self) -> int:
        return len(self.adds)

    def take(self, rows: NDArray[np.intp]) -> Draws:
        """These draws alone."""
        return replace(
            self,
            contributions=tuple(table[rows] for table in self.contributions),
            adds=self.adds[rows],
            walk_away=None if self.walk_away is None else self.walk_away[rows],
            least=self.least[rows],
            sample=self.sample.take(rows),
        )

    def first(self, count: int) -> Draws:
        """The first `count` draws alone."""
        return self.take(np.arange(min(count, len(self))))

    @property
    def disagreement(self) -> Floats:
        """(draws,) the walk-away, or the least utility where none is stated."""
        return self.least if self.walk_away is None else self.walk_away

    @property
    def certain(self) -> bool:
        """Whether every draw is the same, so that a chance is 0 or 1 and known."""
        tables = (*self.contributions, self.adds, self.disagreement[:, None])
        return self.walk_away is None or all(bool((np.ptp(table, axis=0) < 1e-12).all()) for table in tables)

    def utilities(self, outcomes: NDArray[np.intp]) -> Floats:
        """(outcomes, draws) of outcomes (outcomes, issues) given by option positions."""
        return utilities_of(self.contributions, self.adds, self.knowledge.when, outcomes)

    def crosses(self, outcomes: NDArray[np.intp]) -> NDArray[np.bool_]:
        """(outcomes,) whether an outcome crosses one of the party's red lines."""
        return np.asarray(matches(self.knowledge.never, outcomes).any(axis=1))


def draw(knowledge: Knowledge, count: int, rng: np.random.Generator) -> Draws:
    """`count` utility functions, uniform over all that fits; the same state of `rng` gives the same draws.

    Raises Contradiction where the statements cannot all hold, CannotSample where what fits has no volume.
    """
    check_red_lines(knowledge)
    try:
        return _draw(knowledge, count, rng)
    except TooTied:
        raise CannotSample(
            knowledge.party.id,
            f"{len(knowledge.when)} terms in `together` tie too many issues to find its least utility",
            "use fewer terms that overlap",
        ) from None


def _draw(knowledge: Knowledge, count: int, rng: np.random.Generator) -> Draws:
    chained = None
    if binding(knowledge):
        sample, place = _by_rejection(knowledge, count, rng)
        if len(sample) < count:
            chained = Chained(party=knowledge.party.name, proposals=PROPOSALS, draws=count, sweeps=SWEEPS)
            sample, place = _by_chains(knowledge, sample, count, rng)
    else:
        sample, place = propose(knowledge, count, rng), rng.random(count)
    tables, adds = contributions_of(knowledge, sample), knowledge.adds.numbers(sample.adds)
    return Draws(
        knowledge=knowledge,
        contributions=tables,
        adds=adds,
        walk_away=walk_away_of(knowledge, sample, place),
        least=least(tables, adds, knowledge.when),
        sample=sample,
        chained=chained,
    )


def _by_rejection(knowledge: Knowledge, count: int, rng: np.random.Generator) -> tuple[Sample, Floats]:
    """At most `count` fitting draws and the place of the walk-away in its range; fewer where too few fit."""
    width = sum(knowledge.sizes) + len(knowledge.sizes) + len(knowledge.when) + 1
    batch = max(1, min(BATCH_NUMBERS // width, count * 10))
    kept: list[Sample] = []
    places: list[Floats] = []
    found = proposed = 0
    while found < count and proposed < PROPOSALS * count:
        sample = propose(knowledge, batch, rng)
        fit = fit_of(knowledge, sample)
        rows = np.flatnonzero(rng.random(batch) < fit.room)
        place = fit.low + (fit.high - fit.low) * rng.random(batch)
        kept.append(sample.take(rows))
        places.append(place[rows])
        found += len(rows)
        proposed += batch
    return _joined(kept).take(np.arange(min(found, count))), np.concatenate(places)[:count]


def _joined(samples: list[Sample]) -> Sample:
    return Sample(
        np.concatenate([sample.weights for sample in samples]),
        tuple(np.concatenate(latents) for latents in zip(*(sample.values for sample in samples), strict=True)),
        np.concatenate([sample.adds for sample in samples]),
    )


def _by_chains(knowledge: Knowledge, found: Sample, count: int, rng: np.random.Generator) -> tuple[Sample, Floats]:
    """Ends of chains that start at the draws that rejection found, or else at a point well inside."""
    start = found if len(found) else _start(knowledge)
    sample = walk(knowledge, start.take(np.arange(count) % len(start)), SWEEPS, rng)
    fit = fit_of(knowledge, sample)
    return sample, fit.low + (fit.high - fit.low) * rng.random(count)


def _start(knowledge: Knowledge) -> Sample:
    """One utility function well inside all that fits (raises Contradiction or CannotSample)."""
    weights, values, adds = inside(knowledge)
    start = Sample(weights[None], tuple(latents[None] for latents in values), adds[None])
    if fit_of(knowledge, start).room[0] <= 0.0:
        raise CannotSample(knowledge.party.id, "what fits its statements has no volume", "leave more room in them")
    return start

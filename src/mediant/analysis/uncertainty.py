"""The answer to a partial case: chances over utility functions drawn from all that fits what is stated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.chances import acceptable, count_all, mean_gains, outcomes_at, ranked
from mediant.analysis.efficiency import efficient
from mediant.analysis.learning import matters_most, scalars_of
from mediant.analysis.limits import Efficiency, Limit, Searched, Thinned
from mediant.analysis.results import Chance, Prospect, Spread, Uncertainty, Zone
from mediant.analysis.sampling import Draws, draw
from mediant.analysis.search import random_outcomes, search
from mediant.analysis.unknowns import Floats, knowledge_of
from mediant.errors import CannotSample, InvalidValue
from mediant.model.case import Case
from mediant.model.issue import Issue, Option, Range
from mediant.model.preferences import AsGoodAs, Curve, Outcome, Preferences

Integers = NDArray[np.intp]
Progress = Callable[[int, int, str], None]

EVERY_OUTCOME = 300_000
"""Spaces up to this size are ranked outcome by outcome; larger ones are searched."""
CANDIDATES = 1_000
"""Outcomes among which `matters_most` chooses (as many again where few of the best are acceptable)."""
NUMBERS = 25_000_000
"""Most draws times options held for one party; the steps of long ranges are thinned to stay below."""


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Candidates (outcomes, issues), best first; zone; what was not examined."""

    candidates: Integers
    zone: Zone
    limits: tuple[Limit, ...]


def uncertainty(
    case: Case, *, draws: int = 2000, seed: int = 0, points: int = 100, progress: Progress | None = None
) -> tuple[Uncertainty, Zone]:
    """Who could accept what, how likely, and what matters most to learn; with the zone of agreement.

    draws : utility functions for each party, independent between parties, so that a chance of all is the product of
        theirs; same seed, same draws. points : how many outcomes to describe, best first: by the chance to be
        acceptable to all, ties by the greater mean total gain, then in the order of the file.
    The zone's size is the mean over draws of how many outcomes are acceptable to all, `low` and `high` the least and
    the greatest number; where not every outcome is examined, all three are estimated from random outcomes.
    Standard errors: see `chance`. Raises Contradiction, CannotSample, InvalidValue.
    """
    if draws < 2 or points < 0 or seed < 0:
        raise InvalidValue(
            "uncertainty",
            f"draws {draws}, points {points}, seed {seed}",
            "2 draws or more, points and seed of 0 or more",
        )
    options, thinned = examined_options(case, draws)
    streams = np.random.SeedSequence(seed).spawn(len(case.parties) + 1)
    parties = []
    for number, party in enumerate(case.parties):
        known = knowledge_of(party, case.known_of(party.id), case.issues, options)
        parties.append(draw(known, draws, np.random.default_rng(streams[number])))
        if progress:
            progress(number + 1, len(case.parties), "utility functions")
    rng = np.random.default_rng(streams[-1])
    every = _count(parties, points, progress) if case.size <= EVERY_OUTCOME and not thinned else None
    found = every or _search(parties, case.size, rng)
    told = found.candidates[:points]
    prospects, efficiency = _prospects(case, parties, told, options, progress)
    accepted = [acceptable(each, found.candidates[: 2 * CANDIDATES]) for each in parties]
    scalars = [
        scalar
        for number, party in enumerate(case.parties)
        for scalar in scalars_of(number, parties[number], case.known_of(party.id), case.issues, options)
    ]
    unknowns = matters_most(scalars, accepted, [party.id for party in case.parties])
    every_limit = (*thinned, *found.limits, *(each.chained for each in parties), efficiency)
    limits = tuple(limit for limit in every_limit if limit is not None)
    return Uncertainty(
        draws=draws,
        seed=seed,
        outcomes=prospects,
        matters_most=unknowns,
        note="; ".join(map(str, limits)),
        limits=limits,
    ), found.zone


def chance(count: int, draws: int, *, certain: bool = False) -> Chance:
    """The share of draws, with its standard error; 0 where `certain`.

    The error is sqrt(q (1 − q) / draws) with q = (count + 1) / (draws + 2), Laplace's estimate: what never happened in
    2,000 draws may still be possible, so an estimate of 0 or 1 has an error too.
    """
    q = (count + 1) / (draws + 2)
    return Chance(p=count / draws, se=0.0 if certain else float(np.sqrt(q * (1 - q) / draws)))


def together(chances: Sequence[Chance]) -> Chance:
    """The chance of all, for independent parties: the product, with the first-order error of a product."""
    p = [each.p for each in chances]
    if any(each.p == 0.0 and each.se == 0.0 for each in chances):
        return Chance(p=0.0, se=0.0)
    parts = [each.se * float(np.prod(p[:k] + p[k + 1 :])) for k, each in enumerate(chances)]
    # Where several parties never accepted, every first-order part is 0; the product of what is left bounds it.
    least = float(np.prod([max(each.p, each.se) for each in chances])) if not any(parts) and 0.0 in p else 0.0
    return Chance(p=float(np.prod(p)), se=max(float(np.sqrt(np.sum(np.square(parts)))), least))


def _count(parties: Sequence[Draws], points: int, progress: Progress | None) -> _Found:
    sizes, draws = parties[0].knowledge.sizes, len(parties[0])
    counted = count_all(parties, progress)
    gains = mean_gains(parties)
    wanted = max(points, CANDIDATES)
    best = ranked(counted.accepted / draws, gains)
    rows = [best[:wanted]]
    hard = _hardest(parties, outcomes_at(rows[0][:CANDIDATES], sizes), draws // 4)
    if len(hard) >= 25 and len(best) > wanted:
        few = [each.take(hard) for each in parties]
        rows.append(ranked(count_all(few).accepted / len(hard), gains)[:CANDIDATES])
    every = np.concatenate(rows)
    every = every[np.sort(np.unique(every, return_index=True)[1])]
    zone = Zone(
        size=int(np.rint(counted.zone.mean())), exact=False, low=int(counted.zone.min()), high=int(counted.zone.max())
    )
    return _Found(outcomes_at(every, sizes), zone, ())


def _hardest(parties: Sequence[Draws], candidates: Integers, count: int) -> Integers:
    """The draws in which the fewest of these candidates are acceptable to all: others may serve better there."""
    good = acceptable(parties[0], candidates)
    for each in parties[1:]:
        good &= acceptable(each, candidates)
    return np.argsort(good.sum(axis=0), kind="stable")[:count].astype(np.intp)


def _search(parties: Sequence[Draws], size: int, rng: np.random.Generator) -> _Found:
    found = search(parties, rng)
    best = found[: 2 * CANDIDATES]
    chances = np.stack([acceptable(each, best).mean(axis=1) for each in parties], axis=1)
    gains = np.sum([each.utilities(best).mean(axis=1) - each.disagreement.mean() for each in parties], axis=0)
    # `ranked` keeps the given order for ties, so first put them in the order of the file.
    file_order = np.lexsort(best.T[::-1])
    best = best[file_order][ranked(chances[file_order], gains[file_order])]
    tried = random_outcomes(parties, 4_000, rng)
    good = np.logical_and.reduce([acceptable(each, tried) for each in parties])
    share = good.mean(axis=0)
    low, middle, high = (size * round(float(part) * 1e9) // 10**9 for part in (share.min(), share.mean(), share.max()))
    limits = (Searched(len(found), size, len(tried)),)
    return _Found(best, Zone(size=middle, exact=False, low=low, high=high), limits)


def _prospects(
    case: Case,
    parties: Sequence[Draws],
    told: Integers,
    options: Sequence[Sequence[Option]],
    progress: Progress | None,
) -> tuple[tuple[Prospect, ...], Efficiency | None]:
    if not len(told):
        return (), None
    draws = len(parties[0])
    accepted = [acceptable(each, told).sum(axis=1) for each in parties]
    crossed = [each.crosses(told) for each in parties]
    any_crossed = np.any(crossed, axis=0)
    certain = [each.certain for each in parties]
    unsure = efficient(parties, told, progress)
    best = unsure.efficient.sum(axis=0)
    gains = [_spreads(each, told) for each in parties]
    made = []
    for row, outcome in enumerate(told):
        each = {
            party.id: chance(int(accepted[k][row]), draws, certain=certain[k] or bool(crossed[k][row]))
            for k, party in enumerate(case.parties)
        }
        made.append(
            Prospect(
                outcome=_outcome(outcome, case.issues, options),
                acceptable={**each, "all": together(list(each.values()))},
                efficient=chance(int(best[row]), len(unsure.efficient), certain=bool(any_crossed[row])),
                gains={party.id: gains[k][row] for k, party in enumerate(case.parties)},
            )
        )
    return tuple(made), _efficiency(len(unsure.efficient), draws, exact=unsure.exact)


def _efficiency(used: int, draws: int, *, exact: bool) -> Efficiency | None:
    few = used < draws
    return Efficiency(used if few else None, not exact) if few or not exact else None


def _spreads(draws: Draws, outcomes: Integers) -> list[Spread]:
    made = []
    for start in range(0, len(outcomes), 1000):
        gains: Floats = draws.utilities(outcomes[start : start + 1000]) - draws.disagreement
        low, high = np.percentile(gains, [5, 95], axis=1)
        rows = zip(gains.mean(axis=1), low, high, strict=True)
        made += [Spread(mean=float(mean), p5=float(p5), p95=float(p95)) for mean, p5, p95 in rows]
    return made


def _outcome(positions: Integers, issues: Sequence[Issue], options: Sequence[Sequence[Option]]) -> Outcome:
    return {issue.id: options[k][int(positions[k])] for k, issue in enumerate(issues)}


def examined_options(
    case: Case, draws: int, steps: int | None = None
) -> tuple[list[Sequence[Option]], tuple[Limit, ...]]:
    """Per issue the options examined: all, but of very long ranges only steps far apart and those that are named.

    steps : at most so many of every range, where it is given. Also what was left out. Raises CannotSample.
    """
    room = max(2, NUMBERS // draws // len(case.issues))
    options: list[Sequence[Option]] = []
    limits = []
    for issue in case.issues:
        most = min(room, steps or room) if isinstance(issue.options, Range) else room
        if len(issue.options) <= most:
            options.append(tuple(issue.options))
        elif not isinstance(issue.options, Range):
            raise CannotSample(
                case.parties[0].id,
                f"{len(issue.options):,} options of {issue.id} times {draws:,} draws",
                "ask for fewer draws",
            )
        else:
            picked = _thinned(issue, issue.options, case, most)
            options.append(picked)
            limits.append(Thinned(issue.name, len(picked), len(issue.options)))
    return options, tuple(limits)


def _thinned(issue: Issue, steps: Range, case: Case, room: int) -> tuple[Option, ...]:
    named = {option for party in case.parties for option in _named(case.known_of(party.id), issue.id)}
    places = {int(place) for place in np.linspace(0, len(steps) - 1, room)}
    places |= {steps.index(option) for option in named if option in steps}
    return tuple(steps[place] for place in sorted(places))


def _named(known: Preferences, issue: str) -> list[Option]:
    """The options of an issue that a party's entry names."""
    values = known.values.get(issue)
    found: list[Option] = [number for number, _ in values.points] if isinstance(values, Curve) else []
    patterns = [*(term.when for term in known.together), *known.never]
    found += [option for pattern in patterns for option in pattern.get(issue, ())]
    outcomes = [*known.accepts, *known.rejects, *(side for said in known.prefers for side in (said.this, said.to))]
    outcomes += [known.walk_away.outcome] if isinstance(known.walk_away, AsGoodAs) else []
    return found + [outcome[issue] for outcome in outcomes]

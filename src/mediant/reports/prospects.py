"""What the report says of a partial case: recommended outcomes with chances, gains, and what to learn next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from mediant.analysis.results import Analysis, Chance, Prospect, Spread
from mediant.model.case import Case
from mediant.reports.solutions import Package, packages
from mediant.reports.wording import Figure, clean, figure_beside, percent, points

MOST_RECOMMENDED = 10
MOST_UNKNOWNS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as words and as a bar of 100: where it ends, and one standard error on either side."""

    value: Figure
    error: Figure
    length: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gain:
    """An expected gain: its mean, and from where to where nine in ten draws lie."""

    mean: Figure
    low: Figure
    high: Figure


@dataclass(frozen=True, slots=True)
class Recommended:
    """One outcome by its place: chances (all, then each party, then efficient) and gains by party."""

    place: int
    everyone: Bar
    parties: tuple[Bar, ...]
    efficient: Bar
    gains: tuple[Gain, ...]


@dataclass(frozen=True, slots=True)
class Learning:
    """Something not known, of whom, and by how many percentage points learning it would raise the best chance."""

    label: str
    party: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class PartialView:
    """All that is shown of a partial answer; `same` are the issues that all recommended outcomes settle alike.

    level : how many of the first have chances that lie within two standard errors of the first one's.
    """

    outcomes: tuple[Recommended, ...]
    ranked: int
    same: tuple[tuple[str, str], ...]
    packages: Package
    learning: tuple[Learning, ...]
    unknowns: int
    draws: Figure
    seed: int
    level: int


def partial_view(case: Case, analysis: Analysis, most: int = MOST_RECOMMENDED) -> PartialView | None:
    """The view of a partial answer with its first `most` outcomes; None on an exact case."""
    found = analysis.uncertainty
    if found is None:
        return None
    top = found.outcomes[:most]
    whole = packages(case, [(str(k), prospect.outcome) for k, prospect in enumerate(top, 1)])
    names = {party.id: clean(party.name, 60) for party in case.parties}
    rises = [unknown.rise.p for unknown in found.matters_most]
    longest = max(rises) if any(rise > 0 for rise in rises) else 1.0
    return PartialView(
        outcomes=tuple(_recommended(analysis.parties, k, prospect) for k, prospect in enumerate(top, 1)),
        ranked=len(found.outcomes),
        same=tuple((name, words[0]) for name, words, differs in whole.issues if words and not differs),
        packages=Package(whole.heads, tuple(row for row in whole.issues if row[2])),
        learning=tuple(
            Learning(clean(u.label, 160), names.get(u.party, clean(u.party)), _rise(u.rise, longest))
            for u in found.matters_most[:MOST_UNKNOWNS]
        ),
        unknowns=len(found.matters_most),
        draws=Figure(f"{found.draws:,}", f"{found.draws:,}"),
        seed=found.seed,
        level=_level([prospect.acceptable["all"] for prospect in top]),
    )


def _level(chances: Sequence[Chance]) -> int:
    apart = [chances[0].p - chance.p > 2 * hypot(chances[0].se, chance.se) for chance in chances]
    return apart.index(True) if True in apart else len(apart)


def _recommended(parties: Sequence[str], place: int, prospect: Prospect) -> Recommended:
    return Recommended(
        place=place,
        everyone=_bar(prospect.acceptable["all"]),
        parties=tuple(_bar(prospect.acceptable[party]) for party in parties),
        efficient=_bar(prospect.efficient),
        gains=tuple(_gain(prospect.gains[party]) for party in parties),
    )


def _bar(chance: Chance, whole: float = 1.0) -> Bar:
    return Bar(
        value=percent(chance.p),
        error=points(chance.se),
        length=_within(chance.p, whole),
        low=_within(chance.p - chance.se, whole),
        high=_within(chance.p + chance.se, whole),
    )


def _rise(chance: Chance, longest: float) -> Bar:
    bar = _bar(chance, longest)
    value = points(chance.p)
    return replace(bar, value=Figure(f"{value.text} points", value.full))


def _within(number: float, whole: float) -> float:
    return round(100 * min(max(number / whole, 0.0), 1.0), 1)


def _gain(gain: Spread) -> Gain:
    scale = max(abs(gain.mean), abs(gain.p5), abs(gain.p95))
    return Gain(*(figure_beside(number, scale) for number in (gain.mean, gain.p5, gain.p95)))

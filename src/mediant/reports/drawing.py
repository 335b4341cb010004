"""The deal space drawn: which outcomes, on which axes, with which words beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from mediant.analysis.results import Analysis, Frontier, Point, Prospect
from mediant.model.case import Case
from mediant.reports.charts import MOST_DRAWN, Axis, Box, Scatter, Spot, axis, outline, scatter, thin
from mediant.reports.panels import Matrix, Parallel, matrix, parallel
from mediant.reports.positions import walk_away_number
from mediant.reports.wording import SOLUTIONS, both_ends, count, frontier_words, short

SHAPES = {"nash": "circle", "kalai_smorodinsky": "diamond", "egalitarian": "square", "utilitarian": "triangle"}
PLOT = Box(58.0, 16.0, 400.0, 330.0)
MOST_IN_MATRIX = 200
MOST_TRACED = 3
RED = "A red line can still rule out an outcome in the shaded area."


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: the marker's kind, its outline in a box of 28 by 28, and what it stands for."""

    kind: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure: one of `plot` and `parallel`, `matrix` beside the latter; title and description say it in words."""

    title: str
    description: str
    caption: str
    legend: tuple[Key, ...]
    plot: Scatter | None = None
    parallel: Parallel | None = None
    matrix: Matrix | None = None
    matrix_caption: str = ""


def walk_aways(case: Case, analysis: Analysis) -> dict[str, float]:
    """Every party's stated walk-away as a number, where one is stated and can be read off the answer."""
    found: dict[str, float] = {}
    solution = next((s for s in (analysis.solutions or {}).values() if s), None)
    miss = analysis.zone.nearest_miss if analysis.zone else None
    for party in analysis.parties:
        number = walk_away_number(case, party)
        if number is None and case.known_of(party).walk_away is not None:
            if solution:
                number = solution.utilities[party] - solution.gains[party]
            elif miss and miss.shortfall[party] > 0:
                number = miss.utilities[party] + miss.shortfall[party]
        if number is not None:
            found[party] = number
    return found


def deal_space(case: Case, analysis: Analysis) -> Drawing | None:
    """The drawing of an analysis; None where there is nothing to draw."""
    if analysis.frontier is not None:
        return _exact(case, analysis, analysis.frontier)
    if analysis.uncertainty and analysis.uncertainty.outcomes:
        return _partial(case, analysis, analysis.uncertainty.outcomes)
    return None


def sample(frontier: Frontier, parties: Sequence[str], most: int) -> tuple[Point, ...]:
    """At most that many points, spread evenly in the order of the first party's utility, every party's best kept."""
    ordered = sorted(frontier.points, key=lambda point: -point.utilities[parties[0]])
    if not ordered:
        return ()
    best = [max(range(len(ordered)), key=lambda k: ordered[k].utilities[party]) for party in parties]
    return tuple(ordered[k] for k in thin(len(ordered), most, best))


def spots_of(analysis: Analysis) -> tuple[Spot, ...]:
    """The solutions (or the nearest miss) to point out, at their utilities."""
    found = [
        Spot(SHAPES[name], SOLUTIONS[name].letter, tuple(solution.utilities[p] for p in analysis.parties))
        for name, solution in (analysis.solutions or {}).items()
        if solution
    ]
    miss = analysis.zone.nearest_miss if analysis.zone else None
    if miss:
        found.append(Spot("cross", "nearest miss", tuple(miss.utilities[p] for p in analysis.parties)))
    return tuple(found)


def names_of(case: Case, limit: int) -> dict[str, str]:
    """Party ids to short names for labels, no two alike; the id where the name is empty or could be another's."""
    starts = {party.id: short(party.name, limit) or party.id for party in case.parties}
    names = {p.id: both_ends(p.name, limit) if _shared(starts, p.id) else starts[p.id] for p in case.parties}
    return {party: short(party, limit) if _shared(names, party) else name for party, name in names.items()}


def _shared(names: Mapping[str, str], party: str) -> bool:
    return list(names.values()).count(names[party]) > 1


def _exact(case: Case, analysis: Analysis, frontier: Frontier) -> Drawing:
    parties = analysis.parties
    drawn = sample(frontier, parties, MOST_DRAWN)
    cloud = [tuple(point.utilities[p] for p in parties) for point in drawn]
    spots = spots_of(analysis)
    lines = walk_aways(case, analysis)
    axes = _axes(names_of(case, 34), parties, [*cloud, *(spot.at for spot in spots)], lines)
    thinned = _thinned(len(drawn), len(frontier.points), frontier_words(exact=frontier.exact))
    legend = [
        Key("dot", "M14 14h0", "an efficient outcome" if frontier.exact else "an outcome found for the frontier"),
        *_solution_keys(analysis),
    ]
    title = "What could be agreed, and what it is worth to each party"
    if len(parties) == 2:
        plot = scatter(axes[0], axes[1], [(a, b) for a, b in cloud], spots, PLOT)
        caption = _two_caption(axes, thinned, red=any(case.known_of(party).never for party in parties))
        return Drawing(title, _described(axes, spots), caption, (*legend, *_line_keys(lines)), plot=plot)
    tight = _axes(names_of(case, 15), parties, [*cloud, *(spot.at for spot in spots)], lines, margin=0.0)
    few = [cloud[k] for k in thin(len(cloud), MOST_IN_MATRIX if len(parties) > 4 else MOST_DRAWN)]
    pairs = matrix([replace(a, name=b.name) for a, b in zip(axes, tight, strict=True)], few, spots)
    few_words = _thinned(len(few), len(frontier.points), frontier_words(exact=frontier.exact))
    caption = (
        "Each upright line is one party's own scale of utility, from the lowest to the highest shown. Each thin line "
        f"is an efficient outcome, each strong line with markers a solution. {thinned}"
    )
    if lines:
        caption += "Short thick bars across a scale are walk-aways: what passes below one is not acceptable to it."
    lanes = parallel(tight, cloud, spots)
    return Drawing(
        title, _described(axes, spots), caption, tuple(legend), parallel=lanes, matrix=pairs, matrix_caption=few_words
    )


def _axes(
    names: Mapping[str, str],
    parties: Sequence[str],
    cloud: Sequence[tuple[float, ...]],
    lines: Mapping[str, float],
    margin: float = 1 / 16,
) -> list[Axis]:
    return [
        axis(names[party], [point[k] for point in cloud], lines.get(party), margin=margin)
        for k, party in enumerate(parties)
    ]


def _thinned(drawn: int, total: int, what: str) -> str:
    if drawn == total:
        return f"All {count(total)} {what} are drawn. "
    return f"Of {count(total)} {what}, {count(drawn)} spread evenly are drawn. "


def _two_caption(axes: Sequence[Axis], thinned: str, *, red: bool) -> str:
    reading = (
        f"Further right is better for {axes[0].name}, further up for {axes[1].name}, each on its own scale of utility. "
    )
    if all(scale.walk_away is None for scale in axes):
        return f"{reading}{thinned}No walk-away is stated."
    return f"{reading}{thinned}{RED if red else ''}".rstrip()


def _line_keys(lines: Mapping[str, float]) -> list[Key]:
    if not lines:
        return []
    return [
        Key("line", "M2 14h24", "a walk-away: what a party needs at least"),
        Key("zone", "M3 5h22v18h-22Z", "nobody is below a walk-away"),
    ]


def _solution_keys(analysis: Analysis) -> list[Key]:
    keys = [
        Key(SHAPES[name], outline(SHAPES[name], 14, 15), f"{SOLUTIONS[name].letter}: {SOLUTIONS[name].name}")
        for name, solution in (analysis.solutions or {}).items()
        if solution
    ]
    if analysis.zone and analysis.zone.nearest_miss:
        keys.append(Key("cross", outline("cross", 14, 14), "nearest miss: least below the walk-aways"))
    return keys


def _described(axes: Sequence[Axis], spots: Sequence[Spot]) -> str:
    said = [
        f"{spot.label} at " + ", ".join(f"{a.name} {a.read(n)}" for a, n in zip(axes, spot.at, strict=True))
        for spot in spots
    ]
    return "; ".join(said) + ". The same numbers stand in the tables below." if said else "No outcome is pointed out."


def _shares(name: str, shares: Sequence[float]) -> Axis:
    """An axis of chances that reaches from ten to ten per cent around them, a little beyond at 0 and 1."""
    low, high = floor(10 * min(shares) - 0.2) / 10, ceil(10 * max(shares) + 0.2) / 10
    return Axis(name, max(low, -0.03), min(high, 1.03), shares=True)


def _partial(case: Case, analysis: Analysis, prospects: Sequence[Prospect]) -> Drawing:
    parties = analysis.parties
    chosen = thin(len(prospects), MOST_DRAWN, range(10))
    cloud = [tuple(prospects[k].acceptable[p].p for p in parties) for k in chosen]
    thinned = _thinned(len(chosen), len(prospects), "listed outcomes")
    title = "The chance that each party could accept an outcome"
    dot = Key("dot", "M14 14h0", "a listed outcome")
    if len(parties) == 2:
        names = names_of(case, 34)
        axes = [_shares(names[p], [point[k] for point in cloud]) for k, p in enumerate(parties)]
        spots = [Spot("circle", str(k + 1), cloud[k]) for k in range(min(10, len(cloud)))]
        plot = scatter(axes[0], axes[1], [(a, b) for a, b in cloud], spots, PLOT)
        caption = (
            f"Further right: more likely acceptable to {axes[0].name}; further up: to {axes[1].name}. {thinned}"
            "The scales show only the part where outcomes lie. Numbers are the places in the table below; "
            "outcomes with the same chances share a marker."
        )
        key = Key("circle", outline("circle", 14, 14), "an outcome of the table below, by its place")
        return Drawing(title, _described(axes, spots), caption, (dot, key), plot=plot)
    names = names_of(case, 15)
    axes = [Axis(names[p], 0.0, 1.0, shares=True) for p in parties]
    shapes = ("circle", "diamond", "square")
    spots = [Spot(shapes[k], str(k + 1), cloud[k]) for k in range(min(MOST_TRACED, len(cloud)))]
    legend = tuple(Key(s.shape, outline(s.shape, 14, 15), f"outcome {s.label} of the table below") for s in spots)
    caption = f"Each upright line is one party, from 0% to 100%; each thin line is an outcome. {thinned}"
    return Drawing(title, _described(axes, spots), caption, legend, parallel=parallel(axes, cloud, spots))

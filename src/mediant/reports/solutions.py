"""What the report says of an exact answer: solutions, their packages, the nearest miss, a walk along the frontier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mediant.analysis.results import Analysis
from mediant.model.case import Case
from mediant.model.preferences import Outcome
from mediant.reports.charts import outline
from mediant.reports.drawing import SHAPES, sample, walk_aways
from mediant.reports.wording import SOLUTIONS, Figure, clean, figure, option_words, signed

MOST_STEPS = 7


@dataclass(frozen=True, slots=True)
class Worth:
    """A number of one party, and what it is above or below another (None where nothing is compared)."""

    value: Figure
    beside: Figure | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its name, what it means, one number a party, its marker's kind and outline ('' for none)."""

    name: str
    meaning: str
    worths: tuple[Worth, ...]
    kind: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """Outcomes side by side: a heading for each; an issue's name, what each settles, and whether they differ."""

    heads: tuple[str, ...]
    issues: tuple[tuple[str, tuple[str, ...], bool], ...]


@dataclass(frozen=True, slots=True)
class ExactView:
    """All that is shown of an exact answer. `shortfalls` is None where the zone is not empty."""

    rows: tuple[Row, ...]
    packages: Package
    shortfalls: tuple[Row, ...] | None
    walk: tuple[Row, ...]
    walk_packages: Package
    points: int


def exact_view(case: Case, analysis: Analysis) -> ExactView | None:
    """The view of an exact answer; None on a partial case."""
    if analysis.frontier is None:
        return None
    steps = sample(analysis.frontier, analysis.parties, MOST_STEPS)
    walk = [Row(str(k), "", _plain(analysis, p.utilities)) for k, p in enumerate(steps, 1)]
    return ExactView(
        rows=_solution_rows(analysis),
        packages=packages(case, grouped(analysis)),
        shortfalls=_shortfalls(case, analysis),
        walk=tuple(walk),
        walk_packages=packages(case, [(str(k), p.outcome) for k, p in enumerate(steps, 1)]),
        points=len(analysis.frontier.points),
    )


def grouped(analysis: Analysis) -> list[tuple[str, Outcome]]:
    """The solutions' outcomes, those that agree under one heading ('Nash, Egalitarian'), or the nearest miss."""
    groups: list[tuple[list[str], Outcome]] = []
    for name, solution in (analysis.solutions or {}).items():
        if solution is None:
            continue
        same = next((names for names, outcome in groups if outcome == solution.outcome), None)
        if same is not None:
            same.append(SOLUTIONS[name].name)
        else:
            groups.append(([SOLUTIONS[name].name], solution.outcome))
    miss = analysis.zone.nearest_miss if analysis.zone else None
    if miss:
        groups.append((["Nearest miss"], miss.outcome))
    return [(", ".join(names), outcome) for names, outcome in groups]


def packages(case: Case, outcomes: Sequence[tuple[str, Outcome]]) -> Package:
    """Outcomes side by side, issue by issue in the order of the case."""
    rows = []
    for issue in case.issues:
        chosen = [outcome.get(issue.id) for _, outcome in outcomes]
        words = tuple("–" if option is None else option_words(issue, option) for option in chosen)
        rows.append((clean(issue.name, 80), words, len(set(words)) > 1))
    return Package(tuple(head for head, _ in outcomes), tuple(rows))


def _plain(analysis: Analysis, numbers: Mapping[str, float]) -> tuple[Worth, ...]:
    return tuple(Worth(figure(numbers[party])) for party in analysis.parties)


def _solution_rows(analysis: Analysis) -> tuple[Row, ...]:
    rows = []
    for name, solution in (analysis.solutions or {}).items():
        if solution is None:
            continue
        words = SOLUTIONS[name]
        worths = tuple(
            Worth(figure(solution.utilities[p]), signed(solution.gains[p])) for p in analysis.parties
        )  # fmt: skip
        path = outline(SHAPES[name], 14, 15)
        rows.append(Row(f"{words.name} ({words.letter})", words.meaning, worths, SHAPES[name], path))
    return tuple(rows)


def _shortfalls(case: Case, analysis: Analysis) -> tuple[Row, ...] | None:
    miss = analysis.zone.nearest_miss if analysis.zone else None
    if miss is None:
        return None
    lines = walk_aways(case, analysis)
    stated = tuple(Worth(figure(lines[p]) if p in lines else Figure("–", "not stated")) for p in analysis.parties)
    short = {party: max(0.0, miss.shortfall[party]) for party in analysis.parties}
    return (
        Row("Worth to it", "utility of the nearest miss", _plain(analysis, miss.utilities)),
        Row("Walk-away", "what it needs at least", stated),
        Row("Short by", "how far below its walk-away", _plain(analysis, short)),
    )

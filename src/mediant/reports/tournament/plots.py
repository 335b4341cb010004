"""Coordinates of a tournament's drawings: means with their intervals, and what was offered over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mediant.reports.charts import Axis, Box, Tick, axis, ticks
from mediant.reports.wording import percent, short
from mediant.tournaments.results import TENTHS
from mediant.tournaments.scores import Standing

WIDTH = 560.0
LEFT = 150.0
ROW = 26.0
MOST_LINES = 8
LINE_STYLES = ("circle", "diamond", "square", "triangle")
LEAST_BETWEEN = 14.0


@dataclass(frozen=True, slots=True)
class Whisker:
    """A row: its name, the place of its mean, and the path of its interval ('' where there is none)."""

    name: str
    x: float
    y: float
    path: str


@dataclass(frozen=True, slots=True)
class Whiskers:
    """Means below each other on one scale."""

    box: Box
    height: float
    ticks: tuple[Tick, ...]
    rows: tuple[Whisker, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A line over time: its name, its style, its path, and where its name stands."""

    name: str
    style: str
    path: str
    label: float


@dataclass(frozen=True, slots=True)
class Concessions:
    """What was offered, from the beginning of the talks to their deadline."""

    box: Box
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    traces: tuple[Trace, ...]


def whiskers(standings: Sequence[Standing], measure: str, *, shares: bool = False) -> Whiskers | None:
    """Means of a measure from top to bottom in the order given; None where nobody has one."""
    known = [(one, mean) for one in standings if (mean := one.means[measure]) is not None]
    if not known:
        return None
    ends = [end for _, mean in known for end in (mean.mean, mean.low, mean.high) if end is not None]
    scale = axis(measure, [0.0, *ends, *([1.0] if shares else [])], margin=0.02)
    box = Box(LEFT, 10.0, WIDTH - LEFT - 20.0, ROW * len(known))
    rows = []
    for place, (one, mean) in enumerate(known):
        y = round(box.top + ROW * (place + 0.5), 1)
        path = ""
        if mean.low is not None and mean.high is not None:
            path = f"M{_across(scale, box, mean.low)} {y}H{_across(scale, box, mean.high)}"
        rows.append(Whisker(short(one.name, 20), _across(scale, box, mean.mean), y, path))
    return Whiskers(box, round(box.bottom + 34.0, 1), _ticks(scale, box, shares=shares), tuple(rows))


def concessions(standings: Sequence[Standing]) -> Concessions | None:
    """A line for each of the first eight that offered anything; None where nobody did.

    A point stands in the middle of its tenth of the time. 0 is the reserve of whoever offers, 1 its best outcome.
    """
    some = [one for one in standings if any(worth is not None for worth in one.offered)][:MOST_LINES]
    if not some:
        return None
    worths = [worth for one in some for worth in one.offered if worth is not None]
    scale = axis("worth", [0.0, 1.0, *worths], margin=0.03)
    box = Box(58.0, 12.0, 370.0, 300.0)
    ends = []
    traces = []
    for one in some:
        points = [
            (_time(box, tenth), _up(scale, box, worth)) for tenth, worth in enumerate(one.offered) if worth is not None
        ]
        ends.append(points[-1][1])
        traces.append((one.name, "M" + "L".join(f"{x} {y}" for x, y in points)))
    labels = _apart(ends)
    return Concessions(
        box=box,
        x_ticks=tuple(Tick(round(box.left + box.width * k / 4, 1), percent(k / 4).text) for k in range(5)),
        y_ticks=tuple(Tick(_up(scale, box, number), f"{number:g}") for number in _rounded(scale)),
        traces=tuple(
            Trace(short(name, 20), LINE_STYLES[place % len(LINE_STYLES)], path, labels[place])
            for place, (name, path) in enumerate(traces)
        ),
    )


def _apart(levels: Sequence[float]) -> list[float]:
    """The levels in the same order, pushed down until labels there do not touch."""
    found = list(levels)
    below = float("-inf")
    for place in sorted(range(len(levels)), key=lambda k: levels[k]):
        below = found[place] = round(max(levels[place], below + LEAST_BETWEEN), 1)
    return found


def _ticks(scale: Axis, box: Box, *, shares: bool) -> tuple[Tick, ...]:
    return tuple(
        Tick(_across(scale, box, number), percent(number).text if shares else f"{number:g}".replace("-", "−"))
        for number in _rounded(scale)
        if not shares or 0 <= number <= 1
    )


def _rounded(scale: Axis) -> tuple[float, ...]:
    return tuple(round(number, 12) + 0.0 for number in ticks(scale.low, scale.high))


def _across(scale: Axis, box: Box, number: float) -> float:
    return round(box.left + box.width * scale.part(number), 1)


def _up(scale: Axis, box: Box, number: float) -> float:
    return round(box.top + box.height * (1 - scale.part(number)), 1)


def _time(box: Box, tenth: int) -> float:
    return round(box.left + box.width * (tenth + 0.5) / TENTHS, 1)

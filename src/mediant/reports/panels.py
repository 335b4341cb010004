"""Drawings for three and more parties: parallel coordinates, and a scatter for every pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mediant.reports.charts import Axis, Box, Label, Scatter, Shape, Spot, labels, outline, scatter

COLUMN = 118.0
PANEL = 132.0


@dataclass(frozen=True, slots=True)
class Pole:
    """One upright axis: where it stands, what its ends say, and where its walk-away is."""

    name: str
    x: float
    low: str
    high: str
    walk_away: float | None


@dataclass(frozen=True, slots=True)
class Trace:
    """One outcome pointed out: its line over all axes and a marker on each."""

    shape: str
    path: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """Parallel coordinates: one upright axis a party, one line an outcome."""

    width: float
    box: Box
    poles: tuple[Pole, ...]
    lines: str
    traces: tuple[Trace, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of parties in the matrix."""

    left: float
    top: float
    plot: Scatter


@dataclass(frozen=True, slots=True)
class Matrix:
    """A scatter for every pair: one row a party (from the second), one column a party (up to the last but one)."""

    width: float
    height: float
    panels: tuple[Panel, ...]
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]


def parallel(axes: Sequence[Axis], cloud: Sequence[tuple[float, ...]], spots: Sequence[Spot]) -> Parallel:
    """One line over all axes for every point of the cloud, a stronger one with markers for every spot."""
    box = Box(60.0, 44.0, COLUMN * (len(axes) - 1), 260.0)
    xs = [round(box.left + COLUMN * k, 1) for k in range(len(axes))]

    def place(at: Sequence[float]) -> list[tuple[float, float]]:
        return [(x, _level(scale, number, box)) for x, scale, number in zip(xs, axes, at, strict=True)]

    poles = tuple(
        Pole(
            scale.name,
            x,
            scale.end(scale.low).text,
            scale.end(scale.high).text,
            None if scale.walk_away is None else _level(scale, scale.walk_away, box),
        )
        for x, scale in zip(xs, axes, strict=True)
    )
    traces = tuple(
        Trace(
            spot.shape, _line(place(spot.at)), tuple(Shape(spot.shape, outline(spot.shape, *p)) for p in place(spot.at))
        )
        for spot in spots
    )
    ends = [(spot.label, *place(spot.at)[-1]) for spot in spots]
    wide = Box(0.0, box.top, box.right + 200, box.height)
    lines = "".join(dict.fromkeys(_line(place(point)) for point in cloud))
    return Parallel(box.right + 78, box, poles, lines, traces, labels(ends, wide))


def _level(scale: Axis, number: float, box: Box) -> float:
    return round(box.top + box.height * (1 - scale.part(number)), 1)


def _line(places: Sequence[tuple[float, float]]) -> str:
    start = f"M{places[0][0]:g} {places[0][1]:g}"
    return start + "".join(f"L{x:g} {y:g}" for _, (x, y) in pairwise(places))


def matrix(axes: Sequence[Axis], cloud: Sequence[tuple[float, ...]], spots: Sequence[Spot]) -> Matrix:
    """The lower triangle of all pairs: the row's party upwards, the column's party to the right."""
    size = len(axes) - 1
    panels, edge = [], 34.0
    for row in range(1, len(axes)):
        for column in range(row):
            box = Box(edge + column * PANEL, 4 + (row - 1) * PANEL, PANEL - 12, PANEL - 12)
            flat = [(point[column], point[row]) for point in cloud]
            marked = [Spot(s.shape, s.label, (s.at[column], s.at[row])) for s in spots]
            panels.append(Panel(box.left, box.top, scatter(axes[column], axes[row], flat, marked, box)))
    rows = tuple(Label(axes[k].name, 16.0, round(4 + (k - 0.5) * PANEL - 6, 1), "middle") for k in range(1, len(axes)))
    low = 4 + size * PANEL + 8
    columns = tuple(Label(axes[k].name, edge + k * PANEL + (PANEL - 12) / 2, low, "middle") for k in range(size))
    return Matrix(edge + size * PANEL, low + 12, tuple(panels), rows, columns)

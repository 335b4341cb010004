"""Coordinates of the drawings: scales, shapes, and the scatter of two parties. No colours here: those are the page's.

All coordinates are in the units of the drawing's own viewBox, one decimal, y downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from mediant.reports.wording import Figure, figure, figure_beside, percent

MOST_DRAWN = 600
LINE = 15.0


@dataclass(frozen=True, slots=True)
class Axis:
    """One party's scale: its name, from where to where, its walk-away where one is known, and how numbers are read."""

    name: str
    low: float
    high: float
    walk_away: float | None = None
    shares: bool = False

    def read(self, number: float) -> Figure:
        """A number on this axis in words."""
        return percent(number) if self.shares else figure(number)

    def end(self, number: float) -> Figure:
        """One of its ends in words, as fine as the span makes sense of."""
        return percent(number) if self.shares else figure_beside(number, (self.high - self.low) / 2)

    def part(self, number: float) -> float:
        """Where a number stands between low (0) and high (1)."""
        return (number - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Spot:
    """An outcome to point out: the shape it is marked by, its label, and its number on every axis."""

    shape: str
    label: str
    at: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return round(self.left + self.width, 1)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return round(self.top + self.height, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what stands there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A marker: its kind and its outline."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text, where it stands, how it is anchored, and the line that leads to its marker ('' where it is beside it)."""

    text: str
    x: float
    y: float
    anchor: str
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Scatter:
    """A drawing of two axes. `zone` is what both could live with, as far as the drawing reaches."""

    box: Box
    x: Axis
    y: Axis
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    dots: str
    x_line: float | None
    y_line: float | None
    zone: Box | None
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


def axis(name: str, numbers: Sequence[float], walk_away: float | None = None, *, margin: float = 1 / 16) -> Axis:
    """An axis wide enough for the numbers and the walk-away, with a margin (a share of the span) on either side."""
    every = [*numbers, *([] if walk_away is None else [walk_away])] or [0.0, 1.0]
    low, high = min(every), max(every)
    span = high - low
    size = max(abs(low), abs(high), 1.0)
    room = span * margin if span > 1e-9 * size else size / 16  # differences that count as none are not spread out
    return Axis(name, low - room, high + room, walk_away)


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round numbers (steps of 1, 2 or 5 times a power of ten) between low and high, at most `most` and a few more."""
    raw = (high - low) / most
    power = 10.0 ** floor(log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.7)
    first = ceil(low / step - 1e-9)
    return tuple((first + k) * step for k in range(floor(high / step + 1e-9) - first + 1))


def thin(count: int, most: int, keep: Sequence[int] = ()) -> tuple[int, ...]:
    """At most `most` places of `count`, evenly spread with both ends, and those of `keep` besides (up to `most`)."""
    if count <= most:
        return tuple(range(count))
    kept = {0, count - 1} | set(sorted(set(keep))[: most - 2])
    free = most - len(kept) + 2
    spread = {round(k * (count - 1) / (free - 1)) for k in range(free)}
    return tuple(sorted(spread | kept))


def scatter(x: Axis, y: Axis, cloud: Sequence[tuple[float, float]], spots: Sequence[Spot], box: Box) -> Scatter:
    """The cloud as dots, the spots as labelled shapes, walk-aways as lines."""
    across = _across(x, box)
    up = _up(y, box)
    x_line = None if x.walk_away is None else across(x.walk_away)
    y_line = None if y.walk_away is None else up(y.walk_away)
    placed = [(spot, across(spot.at[0]), up(spot.at[1])) for spot in spots]
    return Scatter(
        box=box,
        x=x,
        y=y,
        x_ticks=tuple(Tick(across(n), x.read(n).text) for n in _inner(x)),
        y_ticks=tuple(Tick(up(n), y.read(n).text) for n in _inner(y)),
        dots=dots([(across(a), up(b)) for a, b in cloud]),
        x_line=x_line,
        y_line=y_line,
        zone=_zone(box, x_line, y_line),
        shapes=tuple(Shape(spot.shape, outline(spot.shape, a, b)) for spot, a, b in placed),
        labels=labels([(spot.label, a, b) for spot, a, b in placed], box),
    )


def _inner(scale: Axis) -> tuple[float, ...]:
    return tuple(round(n, 12) for n in ticks(scale.low, scale.high) if not scale.shares or -1e-9 <= n <= 1 + 1e-9)


def _across(scale: Axis, box: Box) -> Callable[[float], float]:
    return lambda number: round(box.left + box.width * scale.part(number), 1)


def _up(scale: Axis, box: Box) -> Callable[[float], float]:
    return lambda number: round(box.top + box.height * (1 - scale.part(number)), 1)


def _zone(box: Box, x_line: float | None, y_line: float | None) -> Box | None:
    if x_line is None and y_line is None:
        return None
    left = box.left if x_line is None else x_line
    bottom = box.bottom if y_line is None else y_line
    return Box(left, box.top, round(box.right - left, 1), round(bottom - box.top, 1))


def dots(places: Sequence[tuple[float, float]]) -> str:
    """One path that draws a dot at every place (round line ends make it a dot); each place once."""
    return "".join(f"M{a:g} {b:g}h0" for a, b in dict.fromkeys(places))


def outline(shape: str, x: float, y: float) -> str:
    """The outline of a marker: circle, diamond, square, triangle or cross; sizes differ so that they nest."""
    if shape == "circle":
        return f"M{x - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"
    if shape == "diamond":
        return f"M{x:.1f} {y - 8.5:.1f}l8.5 8.5l-8.5 8.5l-8.5 -8.5Z"
    if shape == "square":
        return f"M{x - 6.5:.1f} {y - 6.5:.1f}h13v13h-13Z"
    if shape == "triangle":
        return f"M{x:.1f} {y - 12:.1f}l11 19h-22Z"
    return f"M{x - 6:.1f} {y - 6:.1f}l12 12m0 -12l-12 12"


def labels(marks: Sequence[tuple[str, float, float]], box: Box) -> tuple[Label, ...]:
    """A label beside every marker, markers at one place sharing theirs.

    Each takes the first free place of eight around its marker; where none is free it moves down with a leader line.
    """
    places: dict[tuple[float, float], list[str]] = {}
    for text, x, y in marks:
        near = next((p for p in places if abs(p[0] - x) < 3 and abs(p[1] - y) < 3), (x, y))
        places.setdefault(near, []).append(text)
    taken = [_Area(x - 7, y - 7, x + 7, y + 7) for x, y in places]
    done: list[Label] = []
    for (x, y), texts in sorted(places.items(), key=lambda item: (item[0][1], item[0][0])):
        label = _placed(", ".join(texts), x, y, taken, box)
        taken.append(_area(label))
        done.append(label)
    return tuple(done)


@dataclass(frozen=True, slots=True)
class _Area:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Area) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


AROUND = (
    (11.0, -6.0, "start"), (-11.0, -6.0, "end"), (12.0, 14.0, "start"), (-12.0, 14.0, "end"),
    (0.0, -14.0, "middle"), (0.0, 23.0, "middle"), (24.0, 4.0, "start"), (-24.0, 4.0, "end"),
)  # fmt: skip


def _placed(text: str, x: float, y: float, taken: Sequence[_Area], box: Box) -> Label:
    for right, down, anchor in AROUND:
        label = Label(text, round(x + right, 1), round(y + down, 1), anchor)
        area = _area(label)
        inside = area.left >= box.left and area.right <= box.right and area.top >= box.top - 6
        if inside and not any(area.meets(other) for other in taken):
            return label
    anchor, side = ("start", 26.0) if x + 26 + 8 * len(text) < box.right else ("end", -26.0)
    level = y
    while any(_area(Label(text, x + side, level, anchor)).meets(other) for other in taken):
        level += LINE / 3
    return Label(text, round(x + side, 1), round(level, 1), anchor, f"M{x:.1f} {y:.1f}L{x + side:.1f} {level - 4:.1f}")


def _area(label: Label) -> _Area:
    wide = 7.6 * len(label.text)
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return _Area(left, label.y - 11, left + wide, label.y + 2)

"""Where things stand in small drawings of the deal space, from 0 to 100 each way: no browser is needed to draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mediant.analysis.results import Prospect


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point of a small chart; y runs downwards, as it does on screens."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """The points of two parties, and where neither of them gains or loses."""

    spots: tuple[Spot, ...]
    zero_x: float
    zero_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One package across all parties: for each party the place on its axis, in its mean and from 5 to 95 percent."""

    places: tuple[tuple[float, float], ...]
    bands: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strands:
    """Parallel coordinates: an axis for each party, where on it the walk-away is, and a strand for each package."""

    axes: tuple[tuple[str, float, float], ...]
    strands: tuple[Strand, ...]


def _scaled(values: Sequence[float]) -> tuple[float, float]:
    """Least and span of these values and 0, with some room."""
    low, high = min((0.0, *values)), max((0.0, *values))
    room = 0.05 * (high - low) or 1.0
    return low - room, high - low + 2 * room


def spots_of(points: Sequence[Prospect], x: str, y: str) -> Spots:
    """Mean gains of two parties."""
    (left, wide), (low, high) = (_scaled([point.gains[party].mean for point in points]) for party in (x, y))

    def place(value: float, start: float, span: float) -> float:
        return round(100 * (value - start) / span, 2)

    return Spots(
        spots=tuple(
            Spot(
                x=place(point.gains[x].mean, left, wide),
                y=100 - place(point.gains[y].mean, low, high),
                kind="all" if point.acceptable["all"].p >= 0.5 else "some",
            )
            for point in points
        ),
        zero_x=place(0, left, wide),
        zero_y=100 - place(0, low, high),
    )


def lines_of(points: Sequence[Prospect], parties: Sequence[str]) -> Strands:
    """Gains of these packages, party by party."""
    gains = [[point.gains[party] for point in points] for party in parties]
    scales = [_scaled([end for one in of_party for end in (one.p5, one.p95)]) for of_party in gains]
    columns = [100 * (2 * k + 1) / (2 * len(parties)) for k in range(len(parties))]

    def height(value: float, scale: tuple[float, float]) -> float:
        return round(100 - 100 * (value - scale[0]) / scale[1], 2)

    def strand(point: Prospect) -> Strand:
        gains = [point.gains[party] for party in parties]
        trio = list(zip(gains, columns, scales, strict=True))
        return Strand(
            places=tuple((column, height(gain.mean, scale)) for gain, column, scale in trio),
            bands=tuple((height(gain.p95, scale), height(gain.p5, scale)) for gain, _, scale in trio),
        )

    axes = zip(parties, columns, (height(0, scale) for scale in scales), strict=True)
    return Strands(axes=tuple(axes), strands=tuple(strand(point) for point in points))

"""The dance of offers drawn: one panel for each party, what every offer and draft was worth to it, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mediant.model.case import Case
from mediant.reports.charts import Box, Label, Shape, Tick, labels, thin, ticks
from mediant.reports.drawing import Key
from mediant.reports.sayings import called
from mediant.reports.wording import percent, short
from mediant.talks.dance import Put

PANEL = Box(52.0, 14.0, 330.0, 190.0)
"""Beside it stand the names of those whose lines end there."""
WIDE = Box(52.0, 14.0, 425.0, 190.0)
MOST_DRAWN = 60
SHAPES = ("circle", "diamond", "square", "triangle")
DRAFTS = "cross"
LOWEST = -0.5
"""Of what a party could gain: below that, and across its red lines, markers stand at the lower edge."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A seat that puts outcomes forward, and how it is drawn: a shape and the number of a colour."""

    seat: str
    name: str
    shape: str
    colour: int


@dataclass(frozen=True, slots=True)
class Track:
    """What one seat put forward: its line (a path, '' for mediators' drafts, which stand alone) and its markers."""

    colour: int
    path: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A drawing: title and description, ticks, the line of the walk-away, tracks, and the words beside them."""

    title: str
    description: str
    box: Box
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    walk_away: float
    tracks: tuple[Track, ...]
    labels: tuple[Label, ...]


def makers_of(case: Case, puts: Sequence[Put]) -> tuple[Maker, ...]:
    """Who put outcomes forward, parties first, in the order of the case."""
    names = called(case)
    there = {put.speaker for put in puts}
    parties = [maker for party, maker in party_makers(case).items() if party in there]
    hosts = [Maker(one.id, names[one.id], DRAFTS, len(SHAPES)) for one in case.mediators if one.id in there]
    return (*parties, *hosts)


def party_makers(case: Case) -> Mapping[str, Maker]:
    """How every party is drawn, by its id; beyond four parties shapes come again, and names tell them apart."""
    names = called(case)
    return {
        party.id: Maker(party.id, names[party.id], SHAPES[k % len(SHAPES)], k % len(SHAPES))
        for k, party in enumerate(case.parties)
    }


def keys_of(makers: Sequence[Maker]) -> tuple[tuple[Key, int], ...]:
    """The legend: a marker for each maker, with the number of its colour."""
    return tuple(
        (
            Key(one.shape, marker(one.shape, 14, 15), f"{one.name}: {'drafts' if one.shape == DRAFTS else 'offers'}"),
            one.colour,
        )
        for one in makers
    )


def marker(shape: str, x: float, y: float) -> str:
    """The outline of a marker; all are of about the same size, for there can be many."""
    if shape == "circle":
        return f"M{x - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"
    if shape == "diamond":
        return f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z"
    if shape == "square":
        return f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8Z"
    if shape == "triangle":
        return f"M{x:.1f} {y - 6:.1f}l5.5 9.5h-11Z"
    return f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"


def panels(case: Case, puts: Sequence[Put], makers: Sequence[Maker]) -> tuple[Panel, ...]:
    """From the view of every party, in the order of the case."""
    names = called(case)
    kept = thin(len(puts), MOST_DRAWN)
    return tuple(_panel(party.id, names[party.id], [(k + 1, puts[k]) for k in kept], makers) for party in case.parties)


def _panel(party: str, name: str, puts: Sequence[tuple[int, Put]], makers: Sequence[Maker]) -> Panel:
    across, up = _scales(puts[-1][0] if puts else 1, PANEL)
    tracks, ends = [], []
    for maker in makers:
        places = [(across(k), up(put.shares[party])) for k, put in puts if put.speaker == maker.seat]
        if places:
            path = "" if maker.shape == DRAFTS else _line(places)
            shapes = tuple(Shape(maker.shape, marker(maker.shape, x, y)) for x, y in places)
            tracks.append(Track(maker.colour, path, shapes))
            ends.append((short(maker.name, 14), *places[-1]))
    return Panel(
        title=f"What was put forward, as {name} sees it", description=_described(party, puts, makers), box=PANEL,
        x_ticks=_places(puts, across), y_ticks=_levels(up), walk_away=up(0.0), tracks=tuple(tracks),
        labels=labels(ends, Box(PANEL.left, PANEL.top, PANEL.width + 100, PANEL.height)),
    )  # fmt: skip


def least_panel(puts: Sequence[Put], makers: Mapping[str, Maker]) -> Panel:
    """What the least satisfied party had of each outcome put forward, marked by who that was."""
    kept = [(k + 1, puts[k]) for k in thin(len(puts), MOST_DRAWN)]
    across, up = _scales(kept[-1][0] if kept else 1, WIDE)
    every = [(across(k), up(put.shares[put.least]), put.least) for k, put in kept]
    tracks = [Track(len(SHAPES), _line([(x, y) for x, y, _ in every]), ())]
    for party, maker in makers.items():
        shapes = tuple(Shape(maker.shape, marker(maker.shape, x, y)) for x, y, least in every if least == party)
        tracks.append(Track(maker.colour, "", shapes))
    return Panel(
        title="The least satisfied party", description="The same numbers stand in the table below.", box=WIDE,
        x_ticks=_places(kept, across), y_ticks=_levels(up), walk_away=up(0.0), tracks=tuple(tracks), labels=(),
    )  # fmt: skip


Scale = Callable[[float], float]


def _scales(last: int, box: Box) -> tuple[Scale, Scale]:
    """Across by place, from 1 to the last; up by share, from the lowest shown to 1."""
    steps = max(1, last - 1)

    def across(place: float) -> float:
        return round(box.left + 12 + (box.width - 24) * (place - 1) / steps, 1)

    def up(share: float) -> float:
        part = (min(max(share, LOWEST), 1.0) - LOWEST) / (1.0 - LOWEST)
        return round(box.bottom - 10 - (box.height - 20) * part, 1)

    return across, up


def _places(puts: Sequence[tuple[int, Put]], across: Scale) -> tuple[Tick, ...]:
    last = puts[-1][0] if puts else 1
    whole = [place for place in ticks(1, last, 5) if place == int(place)] if last > 1 else [1.0]
    return tuple(Tick(across(place), str(int(place))) for place in whole)


def _levels(up: Scale) -> tuple[Tick, ...]:
    return tuple(Tick(up(level), percent(level).text) for level in (LOWEST, 0.0, 0.5, 1.0))


def _line(places: Sequence[tuple[float, float]]) -> str:
    start = f"M{places[0][0]:g} {places[0][1]:g}"
    return start + "".join(f"L{x:g} {y:g}" for _, (x, y) in pairwise(places))


def _described(party: str, puts: Sequence[tuple[int, Put]], makers: Sequence[Maker]) -> str:
    said = []
    for maker in makers:
        worth = [put.shares[party] for _, put in puts if put.speaker == maker.seat]
        if worth:
            what = "drafts" if maker.shape == DRAFTS else "offers"
            said.append(f"{maker.name}: {what} from {_share(worth[0])} at first to {_share(worth[-1])} at last")
    return "; ".join(said) + ". The same numbers stand in the table below." if said else "Nothing was put forward."


def _share(share: float) -> str:
    return percent(share).text if share >= LOWEST else f"below {percent(LOWEST)}"

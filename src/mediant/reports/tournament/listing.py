"""A ranking as text for people, in the width and colours of their terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from mediant.reports.printing import printed
from mediant.reports.tournament.words import COLUMNS, NOTES, counted, rank_words, worth
from mediant.reports.wording import clean, short
from mediant.tournaments.scores import Ranked, Standing

ROOM_FOR_ALL = 90
"""Cells that all columns need; where there are fewer, each strategy has lines of its own."""


def ranking_text(outcome: Ranked, *, width: int, color: bool) -> str:
    """The rankings: means with their intervals below them, no line wider than `width` cells (least: 40)."""
    return printed(_parts(outcome, width), width=width, color=color)


def _parts(outcome: Ranked, width: int) -> Iterator[RenderableType]:
    yield Text(clean(outcome.title, 200), style="bold")
    yield Text(counted(outcome), style="dim")
    for kind, standings in (("strategy", outcome.strategies), ("protocol", outcome.protocols)):
        if kind == "strategy" or len(standings) > 1:
            yield Text()
            yield _table(kind, standings) if width >= ROOM_FOR_ALL else _lines(standings)
    yield Text()
    for note in NOTES:
        yield Text(note, style="dim")


def _table(kind: str, standings: Sequence[Standing]) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("rank", no_wrap=True)
    table.add_column(kind, overflow="fold")
    for column in COLUMNS:
        table.add_column(column.head, justify="right", no_wrap=True)
    table.add_column("seats", justify="right", no_wrap=True)
    for one in standings:
        cells = [Text.assemble(mean, "\n", (between, "dim")) for mean, between in (worth(one, c) for c in COLUMNS)]
        seats = Text(f"{one.seats:,}" + (f"\n{one.failed:,} failed" if one.failed else ""))
        table.add_row(Text(rank_words(one)), Text(short(one.name, 60)), *cells, seats)
    return table


def _lines(standings: Sequence[Standing]) -> Text:
    lines = Text()
    for one in standings:
        told = []
        for column in COLUMNS:
            mean, between = worth(one, column)
            told.append(f"{column.head} {mean}" + (f" ({between})" if between else ""))
        lines.append(f"{rank_words(one)}  {short(one.name, 60)}  ", style="bold")
        lines.append(f"{'; '.join(told)}; seats {one.seats:,}; failed {one.failed:,}\n")
    lines.rstrip()
    return lines

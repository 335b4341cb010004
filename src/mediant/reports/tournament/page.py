"""The page of a tournament: one HTML file that opens offline, every drawing with its figures in a table."""

from __future__ import annotations

from dataclasses import dataclass

from mediant.reports.templating import environment
from mediant.reports.tournament.plots import MOST_LINES, Whiskers, concessions, whiskers
from mediant.reports.tournament.words import COLUMNS, counted, rank_words, worth
from mediant.reports.wording import clean, figure
from mediant.tournaments.scores import Ranked, Standing

DRAWN = (
    ("score", "Score", "0 is the reserve of a party, 1 its best outcome. Further right is better for whoever plays."),
    ("agreed", "Agreement rate", "The share of talks that ended in an agreement."),
    ("frontier_distance", "Distance to the frontier", "How far agreements were from the nearest efficient outcome, on "
     "the scale of scores. Further left is better for all."),
    ("nash_distance", "Distance to the Nash solution", "How far agreements were from the Nash solution, likewise."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing of means: its id, its title, what it shows, and its coordinates."""

    id: str
    title: str
    caption: str
    plot: Whiskers


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a ranking, in words: (mean, interval) for every column."""

    rank: str
    name: str
    cells: tuple[tuple[str, str], ...]
    seats: str
    failed: str


def tournament_html(outcome: Ranked) -> str:
    """One self-contained HTML5 page without scripts; every text of a plan or case is shown as text."""
    drawn = []
    for measure, title, caption in DRAWN:
        plot = whiskers(outcome.strategies, measure, shares=measure == "agreed")
        if plot is not None:
            drawn.append(Drawn(measure.replace("_", "-"), title, caption, plot))
    return environment().get_template("tournament.html.jinja").render(
        title=clean(outcome.title, 200),
        counted=counted(outcome),
        columns=COLUMNS,
        rankings=[
            (kind, head, [_row(one) for one in standings])
            for kind, head, standings in (
                ("strategy", "Strategies", outcome.strategies), ("protocol", "Protocols", outcome.protocols),
            )
            if kind == "strategy" or len(standings) > 1
        ],
        drawn=drawn,
        concessions=concessions(outcome.strategies),
        left_out=max(0, len(outcome.strategies) - MOST_LINES),
        offered=[(clean(one.name, 80), [_offered(worth) for worth in one.offered]) for one in outcome.strategies],
        interval=outcome.counts["cases"] > 1,
    )  # fmt: skip


def _row(one: Standing) -> Row:
    return Row(
        rank=rank_words(one),
        name=clean(one.name, 80),
        cells=tuple(worth(one, column) for column in COLUMNS),
        seats=f"{one.seats:,}",
        failed=f"{one.failed:,}",
    )


def _offered(worth: float | None) -> str:
    return "–" if worth is None else figure(worth).text

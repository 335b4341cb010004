"""How the measures of a tournament are called and read."""

from __future__ import annotations

from dataclasses import dataclass

from mediant.reports.wording import figure_beside, percent, plural
from mediant.tournaments.scores import Ranked, Standing


@dataclass(frozen=True, slots=True)
class Column:
    """A measure of `mediant.tournaments.scores`, its short name, and what it is in one sentence."""

    measure: str
    head: str
    meaning: str


COLUMNS = (
    Column("score", "score", "The advantage as a share of the greatest: 0 is the reserve, 1 the best outcome."),
    Column("agreed", "agreed", "The share of its talks that ended in an agreement."),
    Column("advantage", "advantage", "Utility less the reserve, in the units of each party; 0 without an agreement."),
    Column("welfare", "welfare", "The mean score of all seats of its talks, its own among them."),
    Column("frontier_distance", "to frontier", "How far agreements were from the nearest efficient outcome."),
    Column("nash_distance", "to Nash", "How far agreements were from the Nash solution, in scores."),
)

NOTES = (
    "rank: best and worst that the intervals leave; equal ranks cannot be told apart.",
    "Below each mean its 95 % interval: a bootstrap over cases.",
)


def rank_words(one: Standing) -> str:
    """'1', or '1–3' where the intervals leave several."""
    best, worst = one.rank
    return f"{best}" if best == worst else f"{best}–{worst}"


def worth(one: Standing, column: Column) -> tuple[str, str]:
    """The mean, and its interval ('' where there is none)."""
    mean = one.means[column.measure]
    if mean is None:
        return "–", ""
    if column.measure == "agreed":
        between = "" if mean.low is None or mean.high is None else f"{percent(mean.low)}–{percent(mean.high)}"
        return percent(mean.mean).text, between
    size = max(abs(mean.mean), 0.05)
    if mean.low is None or mean.high is None:
        return figure_beside(mean.mean, size / 10).text, ""
    between = f"{figure_beside(mean.low, size)}–{figure_beside(mean.high, size)}"
    return figure_beside(mean.mean, size / 10).text, between


def counted(outcome: Ranked) -> str:
    """'4 strategies, 6 cases, 192 games, 2 of them failed'."""
    counts = outcome.counts
    failed = f", {counts['failed']:,} of them failed" if counts["failed"] else ""
    kinds = plural(len(outcome.strategies), "strategy", "strategies")
    return f"{kinds}, {plural(counts['cases'], 'case')}, {plural(counts['games'], 'game')}{failed}"

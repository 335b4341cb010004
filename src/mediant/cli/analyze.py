"""`mediant analyze CASE`: from a case to its deal space."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from mediant.cli.inputs import read_input
from mediant.cli.output import colored, columns, print_json, print_note, progress_bar

if TYPE_CHECKING:
    from mediant.analysis.results import Analysis
    from mediant.model.case import Case

MEMORY_MB = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard an analysis may try; the options that `analyze`, `report` and `demo` share."""

    draws: int = 2000
    seed: int = 0
    memory: int = MEMORY_MB


def effort_options(command: Callable[..., None]) -> Callable[..., None]:
    """The same options on every command that analyzes."""
    for option in (
        click.option("--memory", type=click.IntRange(min=1), default=MEMORY_MB, show_default=True, metavar="MB",
                     help="Memory it may use; past it answers are bounds, and say so."),
        click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, metavar="N",
                     help="Seed of the draws; the same seed gives the same result."),
        click.option("--draws", type=click.IntRange(2, 1_000_000), default=2000, show_default=True, metavar="N",
                     help="Utility functions drawn for a partial case."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(short_help="The deal space of a case: what could be agreed, what is fair.")
@click.argument("case", metavar="CASE")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
@click.option(
    "--points",
    type=click.IntRange(min=0),
    metavar="N",
    help="Print N points of the frontier, or N outcomes of a partial case [ten; with --json all, 100 if partial].",
)
@effort_options
def analyze(case: str, as_json: bool, points: int | None, **effort: Any) -> None:
    """Show what could be agreed in CASE, who could live with it, what is efficient and what is fair.

    CASE is a mediant case, a GENIUS, GeniusWeb or NegMAS file or folder, or `-` for a mediant case on standard input.
    """
    reading = read_input(case)
    for note in reading.notes:
        print_note(note)
    analysis = analysis_of(reading.case, Effort(**effort), points=points)
    if as_json:
        from mediant.reports.document import analysis_document

        print_json(analysis_document(analysis, points=points))
    else:
        print_analysis(reading.case, analysis, points=points)


def analysis_of(case: Case, effort: Effort, *, points: int | None = None) -> Analysis:
    """The deal space of a case, with a progress bar where somebody watches."""
    from mediant.analysis.dealspace import Budget, analyze

    with progress_bar("Deal space") as progress:
        return analyze(
            case,
            draws=effort.draws,
            seed=effort.seed,
            points=points,
            budget=Budget(memory_mb=effort.memory),
            progress=progress,
        )


def print_analysis(case: Case, analysis: Analysis, *, points: int | None = None) -> None:
    """The analysis as text, as wide and as colourful as stdout allows."""
    from mediant.reports.terminal import analysis_text

    color = colored(sys.stdout)
    text = analysis_text(case, analysis, width=columns(), color=color, points=points)
    click.echo(text, nl=False, color=color)

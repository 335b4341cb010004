"""`mediant report CASE`: from a case to one HTML file that a person takes into the next meeting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediant.cli.analyze import Effort, analysis_of, effort_options
from mediant.cli.inputs import STDIN, claims_of, read_input
from mediant.cli.output import print_note
from mediant.errors import FileProblem

if TYPE_CHECKING:
    from mediant.analysis.results import Analysis
    from mediant.evidence.claim import Claim
    from mediant.model.case import Case

MARK = b'<meta name="generator" content="mediant'
"""Stands near the top of every report, so that a second one may replace the first."""


@click.command(short_help="One HTML file to take into the next meeting.")
@click.argument("case", metavar="CASE")
@click.option("-o", "--output", default="report.html", show_default=True, metavar="FILE", help="Where to write it.")
@click.option("--force", is_flag=True, help="Overwrite FILE even if it is not a mediant report.")
@effort_options
def report(case: str, output: str, force: bool, **effort: Any) -> None:
    """Write the report of CASE: who wants what in whose words, what could be agreed, what is not known.

    The file opens offline in any browser and prints well. CASE is as for `mediant analyze`.
    """
    target = Path(output)
    refuse_to_overwrite(target, force=force)
    reading = read_input(case)
    for note in reading.notes:
        print_note(note)
    claims = claims_of(reading.case, case)
    write(reading.case, analysis_of(reading.case, Effort(**effort)), claims, target)
    click.echo(f"Wrote {target}")


def refuse_to_overwrite(target: Path, *, force: bool) -> None:
    """Raise unless `target` is free, is a report of ours, or may be overwritten. Asked before the long work."""
    from mediant.reports.files import stands_there

    if str(target) == STDIN:
        raise click.BadParameter("a report is a file; name one, such as report.html.", param_hint="--output")
    if not stands_there(target) or force:
        return
    try:
        with target.open("rb") as file:
            start = file.read(4096)
    except OSError as fault:
        raise FileProblem(str(target), f"cannot be read ({fault.strerror})", "name another file") from fault
    if MARK not in start:
        raise FileProblem(str(target), "exists and is not a mediant report", "name another file, or pass --force")


def write(case: Case, analysis: Analysis, claims: tuple[Claim, ...], target: Path) -> None:
    """Write the report of an analysis to `target`, whole or not at all."""
    from mediant.reports.brief import report_html
    from mediant.reports.files import write_report

    write_report(report_html(case, analysis, claims), target)

"""`mediant tournament PLAN`: many games on all cores, a table of their results, and who did how well."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mediant import __version__
from mediant.cli.output import colored, columns, print_json, print_note, progress_bar

if TYPE_CHECKING:
    from mediant.tournaments.files import Journal
    from mediant.tournaments.plan import Tournament

MOST_WORKERS = 1_000


@click.command(short_help="Play many games on all cores, and rank the negotiators.")
@click.argument("plan", metavar="PLAN")
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the games and the table of results.")
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), metavar="N", help="Processes that play [one for each core]."
)
@click.option("--report", metavar="FILE", help="Also write a page with drawings, to open in a browser.")
@click.option("--force", is_flag=True, help="Overwrite the page even if it is not a mediant report.")
@click.option("--json", "as_json", is_flag=True, help="Print the ranking as one JSON object for other programs.")
def tournament(plan: str, output: str, workers: int | None, report: str | None, force: bool, as_json: bool) -> None:
    """Play the games of PLAN and rank who played them.

    Every game is on the disk as soon as it is over. After an interruption the same command goes on where it was.
    """
    from mediant.cli.report import refuse_to_overwrite
    from mediant.tournaments.files import Journal, entered, read_plan, write_table
    from mediant.tournaments.play import checked, versions
    from mediant.tournaments.scores import ranked
    from mediant.tournaments.table import table_of

    if report is not None:
        refuse_to_overwrite(Path(report), force=force)
    planned = read_plan(plan)
    whole = entered(planned, Path(plan).parent)
    checked(planned)
    head = {"mediant": __version__, "fingerprint": whole.fingerprint(versions(planned))}
    with Journal(Path(output), head, whole.size) as journal:
        _play(whole, journal, workers or _cores())
        table = table_of(whole, journal.results())
        print_note(f"wrote {write_table(table, Path(output))}")
    outcome = ranked(planned.title, table)
    if report is not None:
        from mediant.reports.files import write_report
        from mediant.reports.tournament.page import tournament_html

        write_report(tournament_html(outcome), report)
        print_note(f"wrote {report}")
    if as_json:
        from mediant.reports.tournament.document import ranking_document

        print_json(ranking_document(outcome))
    else:
        from mediant.reports.tournament.listing import ranking_text

        color = colored(sys.stdout)
        click.echo(ranking_text(outcome, width=columns(), color=color), nl=False, color=color)


def _cores() -> int:
    """How many this process may use; where the system does not tell, how many there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _play(whole: Tournament, journal: Journal, workers: int) -> None:
    """Play the games that the journal lacks; each is on the disk before the bar counts it."""
    from mediant.tournaments.workers import lots

    missing = journal.missing
    done = whole.size - len(missing)
    if done:
        print_note(f"{done:,} of {whole.size:,} games were played before")
    with progress_bar("Games") as progress:
        for lot in lots(whole, missing, workers):
            journal.keep(lot)
            done += len(lot)
            if progress:
                progress(done, whole.size, "Games")
    if journal.missing:
        raise AssertionError("games were handed out and did not come back")

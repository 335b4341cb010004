"""`mediant report CASE`: from a case to one HTML file that a person takes into the next meeting."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from mediant.cli.analyze import Effort, analysis_of, effort_options
from mediant.cli.inputs import STDIN, claims_file, claims_of, read_input
from mediant.cli.output import print_note
from mediant.errors import FileProblem

if TYPE_CHECKING:
    from mediant.analysis.results import Analysis
    from mediant.evidence.claim import Claim
    from mediant.model.case import Case
    from mediant.talks.played import Played

MARK = b'<meta name="generator" content="mediant'
"""Stands near the top of every report, so that a second one may replace the first."""


@click.command(short_help="One HTML file to take into the next meeting.")
@click.argument("case", metavar="CASE")
@click.option("-o", "--output", default="report.html", show_default=True, metavar="FILE", help="Where to write it.")
@click.option("--force", is_flag=True, help="Overwrite FILE even if it is not a mediant report.")
@click.option("--reading", metavar="FILE", help="Also write its articles with their claims; footnotes lead there.")
@click.option("--record", "records", multiple=True, metavar="FILE", help="Also tell talks of CASE; can be given again.")
@effort_options
def report(case: str, output: str, force: bool, reading: str | None, records: Sequence[str], **effort: Any) -> None:
    """Write the report of CASE: who wants what in whose words, what could be agreed, what is not known.

    The file opens offline in any browser and prints well. CASE is as for `mediant analyze`.
    """
    target = Path(output)
    refuse_to_overwrite(target, force=force)
    view = None if reading is None else Path(reading)
    if view is not None:
        if view.resolve() == target.resolve():
            raise click.UsageError("--output and --reading name the same file.")
        refuse_to_overwrite(view, force=force)
    given = read_input(case)
    for note in given.notes:
        print_note(note)
    talks = [talks_in(record, given.case) for record in records]
    claims = claims_of(given.case, case)
    links = {} if view is None else write_view(claims, claims_file(given.case, case), view, beside=target)
    write(given.case, analysis_of(given.case, Effort(**effort)), claims, target, links, talks)
    click.echo(f"Wrote {target}")
    if view is not None:
        click.echo(f"Wrote {view}")


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


def write_view(claims: tuple[Claim, ...], file: Path | None, target: Path, *, beside: Path) -> dict[str, str]:
    """Write the articles whose texts stand beside the claims; by claim id, where a page at `beside` finds each."""
    from mediant.evidence.article import article_of
    from mediant.evidence.files import articles_not_beside, read_article
    from mediant.reports.files import write_report
    from mediant.reports.reading.page import reading_html
    from mediant.reports.reading.pieces import ReadArticle

    missing = frozenset(() if file is None else articles_not_beside(file))
    shown: dict[str, list[Claim]] = {}
    for claim in claims:
        if f"{claim.article.id}.txt" not in missing:
            shown.setdefault(claim.article.id, []).append(claim)
    if file is None or not shown:
        raise FileProblem(str(file or target), "no article's text stands beside the claims", "leave out --reading")
    for name in sorted(missing):
        print_note(f"{name} does not stand beside the claims, so no footnote leads there")
    articles = [
        ReadArticle(article=article_of(read_article(file.with_name(f"{name}.txt")), own[0].article), claims=tuple(own))
        for name, own in shown.items()
    ]
    write_report(reading_html(articles), target)
    way = Path(os.path.relpath(target.resolve(), beside.resolve().parent)).as_posix()
    address = PurePosixPath("/", way).as_uri().removeprefix("file:///")  # only to quote what an address may not hold
    return {claim.id: f"{address}#claim-{claim.id}" for own in shown.values() for claim in own}


def talks_in(record: str, case: Case) -> Played:
    """The talks in a file, with what the parties wanted in them."""
    from mediant.talks.files import read_record
    from mediant.talks.played import told

    return told(case, *read_record(record, case))


def write(
    case: Case,
    analysis: Analysis,
    claims: tuple[Claim, ...],
    target: Path,
    links: Mapping[str, str] | None = None,
    talks: Sequence[Played] = (),
) -> None:
    """Write the report of an analysis to `target`, whole or not at all; `links` lead to claims in their articles."""
    from mediant.reports.brief import report_html
    from mediant.reports.files import write_report

    write_report(report_html(case, analysis, claims, links, talks), target)

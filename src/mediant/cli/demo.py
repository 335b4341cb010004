"""`mediant demo`: the bundled ceasefire case, from the article to the report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mediant.cli.analyze import Effort, analysis_of, print_analysis
from mediant.cli.inputs import bundled_case, claims_of
from mediant.cli.output import colored, columns
from mediant.cli.report import refuse_to_overwrite, write
from mediant.errors import FileProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mediant.evidence.claim import ArticleRef, Claim
    from mediant.model.case import Case

CASE = "cairo-2024"
ARTICLE = "cairo-talks.txt"
ARTICLE_LINES = 4
CLAIMS_SHOWN = 5
DIFFERENCES_SHOWN = 6
OUTCOMES_SHOWN = 5


@click.command(short_help="The bundled ceasefire case, from article to report, in one go.")
@click.option("-o", "--output", default=".", show_default=True, metavar="DIR", help="Folder for report.html.")
def demo(output: str) -> None:
    """Go through the bundled ceasefire case in a few seconds: the article, what is read in it, a draft, the report."""
    from mediant.evidence.files import read_article
    from mediant.model.files import load_case
    from mediant.reports.wording import names_seen

    target = Path(output, "report.html")
    _make_folder(target.parent)
    refuse_to_overwrite(target, force=False)
    folder = bundled_case(CASE)
    path = folder / "case.toml"
    case = load_case(path)
    claims = claims_of(case, str(path))
    text = read_article(folder / ARTICLE)

    _heading("1. The article")
    _print_article(text, ARTICLE)
    found = _read(text, claims[0].article, case)
    _heading(f"2. What the reader finds in it: {len(found)} claims")
    names = {party.id: party.name for party in case.parties}
    names |= {mediator.id: mediator.name for mediator in case.mediators}
    seen = names_seen(found)
    _print_claims(found[:CLAIMS_SHOWN], [chain(claim, names, seen) for claim in found[:CLAIMS_SHOWN]])
    _heading("3. Beside the claims that were marked by hand")
    _print_beside(found, claims, text)
    _heading("4. A first case, drafted from what was found")
    _print_draft(found, case)
    _heading("5. The deal space of the case made by hand: what could be agreed")
    analysis = analysis_of(case, Effort())
    print_analysis(case, analysis, points=OUTCOMES_SHOWN)
    _heading("6. The report")
    write(case, analysis, claims, target)
    click.echo(f"Wrote {target}: open it in a browser, it needs no network.\n  {target.resolve().as_uri()}")


def _read(text: str, ref: ArticleRef, case: Case) -> tuple[Claim, ...]:
    from mediant.evidence.article import article_of
    from mediant.evidence.reading.completion import of_case
    from mediant.evidence.reading.files import load_reader

    return of_case(load_reader(), case)(article_of(text, ref)).claims


def _print_beside(found: Sequence[Claim], made: Sequence[Claim], text: str) -> None:
    """How many of the claims marked by hand were found with their chain, and which were not."""
    from mediant.evidence.scoring import pairs_of

    pairs = {pair.gold.id: pair for pair in pairs_of(made, found, text)}
    right = [claim for claim in made if claim.id in pairs and pairs[claim.id].chain]
    other = [claim for claim in made if claim.id in pairs and not pairs[claim.id].chain]
    missed = [claim for claim in made if claim.id not in pairs]
    _print_filled(f"Of {len(made)} claims, {len(right)} were found with the same chain of sources.")
    for told, some in (("Found with another chain", other), ("Not found as marked", missed)):
        if some:
            _print_filled(f"{told} ({len(some)}):")
        for claim in some:
            _print_filled(f"{claim.id}: “{_words(claim)}”", indent="    ")
    _print_filled(f"Found beyond those marked, or cut in another way: {len(found) - len(pairs)}.")


def _print_draft(found: Sequence[Claim], made: Case) -> None:
    from mediant.errors import CannotDraft
    from mediant.evidence.drafting.differences import differences
    from mediant.evidence.drafting.draft import draft

    try:
        drafted = draft(found)
    except CannotDraft as error:
        _print_filled(f"These claims make no case yet: {error}")
        return
    case = drafted.case
    sides = ", ".join(party.name for party in case.parties)
    issues = ", ".join(issue.name for issue in case.issues)
    _print_filled(f"Parties: {sides}. Issues: {issues}. {len(drafted.questions)} questions are left open.")
    lines = differences(case, made)
    _print_filled(f"It differs from the case made by hand in {len(lines)} points, such as:")
    for line in lines[:DIFFERENCES_SHOWN]:
        _print_filled(line, indent="    ")


def _make_folder(folder: Path) -> None:
    """Before the work, so that nobody waits for a report that cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        seen = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise FileProblem(str(folder), seen, "name a folder that can be made and written to") from error


def _heading(text: str) -> None:
    click.echo("\n" + click.style(text, bold=True) + "\n", color=colored(sys.stdout))


def _print_article(text: str, name: str) -> None:
    import textwrap

    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines[:ARTICLE_LINES]:
        click.echo(textwrap.fill(line, columns() - 4, initial_indent="  ", subsequent_indent="  "))
    if len(lines) > ARTICLE_LINES:
        click.echo(f"  … and {len(lines) - ARTICLE_LINES} more paragraphs in {name}")


def _print_claims(claims: Sequence[Claim], chains: Sequence[Sequence[str]]) -> None:
    for number, (claim, links) in enumerate(zip(claims, chains, strict=True), 1):
        _print_filled(f"{number}  {' ← '.join(links)}: “{_words(claim)}”", hanging="      ")


def _words(claim: Claim) -> str:
    return " ".join(" … ".join(span.text for span in claim.content).split())


def _print_filled(text: str, *, indent: str = "  ", hanging: str | None = None) -> None:
    import textwrap

    click.echo(textwrap.fill(text, columns() - 4, initial_indent=indent, subsequent_indent=hanging or indent + "  "))


def chain(claim: Claim, names: Mapping[str, str], seen: Mapping[str, str]) -> list[str]:
    """Who is said to have said it, then through whom it came, outwards to the article; actors by their names."""
    from mediant.reports.wording import named_source

    links = [named_source(source, names, seen) for source in claim.sources]
    return [*links, claim.article.outlet or claim.article.title or claim.article.id]

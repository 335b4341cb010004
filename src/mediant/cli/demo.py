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
    from collections.abc import Sequence

    from mediant.evidence.claim import Claim

CASE = "cairo-2024"
ARTICLE = "cairo-talks.txt"
ARTICLE_LINES = 4
CLAIMS_SHOWN = 5
OUTCOMES_SHOWN = 5


@click.command(short_help="The bundled ceasefire case, from article to report, in one go.")
@click.option("-o", "--output", default=".", show_default=True, metavar="DIR", help="Folder for report.html.")
def demo(output: str) -> None:
    """Go through the bundled ceasefire case in a few seconds: the article, its claims, the deal space, the report."""
    from mediant.evidence.files import read_article
    from mediant.model.files import load_case

    target = Path(output, "report.html")
    _make_folder(target.parent)
    refuse_to_overwrite(target, force=False)
    folder = bundled_case(CASE)
    path = folder / "case.toml"
    case = load_case(path)
    claims = claims_of(case, str(path))

    _heading("1. The article")
    _print_article(read_article(folder / ARTICLE), ARTICLE)
    _heading(f"2. The claims: who is reported to have said what ({len(claims)} in all)")
    _print_claims(claims[:CLAIMS_SHOWN])
    _heading("3. The deal space: what could be agreed")
    analysis = analysis_of(case, Effort())
    print_analysis(case, analysis, points=OUTCOMES_SHOWN)
    _heading("4. The report")
    write(case, analysis, claims, target)
    click.echo(f"Wrote {target}: open it in a browser, it needs no network.\n  {target.resolve().as_uri()}")


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


def _print_claims(claims: Sequence[Claim]) -> None:
    import textwrap

    for claim in claims:
        words = " … ".join(span.text for span in claim.content)
        text = f"{claim.id}  {' ← '.join(chain(claim))}: “{' '.join(words.split())}”"
        click.echo(textwrap.fill(text, columns() - 4, initial_indent="  ", subsequent_indent="      "))


def chain(claim: Claim) -> list[str]:
    """Who is said to have said it, then through whom it came, outwards to the article."""
    links = [_link(" ".join(span.text for span in source.spans), source.actor) for source in claim.sources]
    return [*links, claim.article.outlet or claim.article.title or claim.article.id]


def _link(words: str, actor: str | None) -> str:
    """The text's own words, and whom they mean where the words alone do not tell."""
    if not words or actor is None:
        return words or actor or "not said by whom"
    bare = words.lower().removeprefix("the ").removeprefix("an ").removeprefix("a ").replace(" ", "-")
    return words if bare == actor.removeprefix("the-") else f"{words} ({actor})"

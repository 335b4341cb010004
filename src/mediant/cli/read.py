"""`mediant read ARTICLE...`: from articles to claims, each with its chain of sources."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediant.cli.inputs import STDIN, read_input, standard_input
from mediant.cli.keeping import MOST_TOGETHER, Keeper, Wish
from mediant.cli.output import colored, print_note
from mediant.errors import FileProblem

if TYPE_CHECKING:
    from mediant.cli.journal import Journal
    from mediant.cli.readings import MakeReader
    from mediant.evidence.readers import Reader

BUILT_IN = "built-in"

FOR_ONE_PROCESS = 4
"""Articles that are read before a second process would be ready."""


@click.command(short_help="Claims from articles: who is said to have said what.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-o", "--output", metavar="FILE", help="Write the claims to FILE, each article's text beside it.")
@click.option("--json", "as_json", is_flag=True, help="Print one claim a line, as JSON.")
@click.option("--html", metavar="FILE", help="Write a page on which to review them.")
@click.option("--corrections", metavar="FILE", help="Decisions of a person to respect, as the page saves them.")
@click.option("--outlet", metavar="NAME", help="Who printed the articles, where they do not say.")
@click.option("--published", metavar="DAY", help="The day they are from, YYYY-MM-DD, where they do not say.")
@click.option("--case", metavar="CASE", help="A case whose ids are to be used for its actors and issues.")
@click.option("--reader", default=BUILT_IN, show_default=True, metavar="NAME", help="A reader, by its plugin's name.")
@click.option("--weights", metavar="DIR", help="Other weights for the built-in reader.")
@click.option("--option", multiple=True, metavar="NAME=VALUE", help="An option of the reader; may be given again.")
@click.option("--least", type=click.FloatRange(0, 1), metavar="P", help="Leave out claims less sure than P, 0 to 1.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes; as many as there are cores.")
@click.option("--force", is_flag=True, help="Overwrite FILE even if it is no claims or no page of ours.")
@click.pass_context
def read(context: click.Context, /, articles: tuple[str, ...], force: bool, **options: Any) -> None:
    """Read claims from each ARTICLE: a text, a page (HTML), a folder of them, or `-` for standard input.

    Prints the text with its claims marked, then each claim with its chain: speaker <- relay <- outlet. Exits with 1
    when an article could not be read; the others are kept.
    """
    wish, make = _wish(articles, options), _maker(options)
    _refuse(wish, force=force)
    context.exit(1 if read_all(wish, make) else 0)


def _wish(articles: tuple[str, ...], options: dict[str, Any]) -> Wish:
    from mediant.evidence.corrections.files import read_corrections

    decided = options["corrections"]
    return Wish(
        paths=articles,
        output=Path(options["output"]) if options["output"] else None,
        as_json=options["as_json"],
        html=Path(options["html"]) if options["html"] else None,
        corrections=read_corrections(decided) if decided else (),
        outlet=options["outlet"],
        published=options["published"],
        reader=reader_name(options),
        least=options["least"],
        jobs=options["jobs"],
    )


def _maker(options: dict[str, Any]) -> MakeReader:
    """What gives the reader, in each process."""
    pairs = dict(_pair(option) for option in options["option"])
    if options["weights"]:
        pairs["weights"] = options["weights"]
    return partial(_load, options["reader"], pairs, options["case"])


def _pair(option: str) -> tuple[str, str]:
    name, equals, value = option.partition("=")
    if not name or not equals:
        raise click.BadParameter(f"{option!r} is not NAME=VALUE.", param_hint="--option")
    return name, value


def _load(name: str, options: dict[str, str], case: str | None) -> Reader:
    """A reader by its name, completed. Ours is known without the list of plugins, which a checkout does not have."""
    from mediant.evidence.reading.completion import Completing, of_case

    if name == BUILT_IN:
        from mediant.evidence.reading.files import built_in

        reader: Reader = built_in(options)
    else:
        from mediant.registry import load

        reader = load("readers", name)(options)
    return Completing(reader) if case is None else of_case(reader, read_input(case).case)


def reader_name(options: dict[str, Any]) -> str:
    """What tells readings of an earlier run from those this run would make; changed weights or a changed case do."""
    from mediant import __version__

    folder = Path(options["weights"] or "")
    files = sorted(folder.iterdir()) if options["weights"] and folder.is_dir() else []
    stats = [f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    named = [
        f"mediant {__version__}",
        options["reader"],
        _case_named(options["case"]),
        *options["option"],
        str(folder.resolve()) if files else "",
    ]
    return " | ".join([*named, *stats])


def _case_named(path: str | None) -> str:
    """A case by its path and a hash of what it holds; from standard input, which is read once, by its path alone."""
    if path is None or path == STDIN:
        return path or ""
    from hashlib import sha256

    from mediant.model.document import document_of

    return f"{path} {sha256(repr(document_of(read_input(path).case)).encode()).hexdigest()}"


def _refuse(wish: Wish, *, force: bool) -> None:
    """Before the work: targets that cannot be written, or would replace what is not ours."""
    from mediant.cli.report import refuse_to_overwrite
    from mediant.evidence.files import check_claims
    from mediant.reports.files import stands_there

    for target in (wish.output, wish.html):
        if target is not None and str(target) == STDIN:
            raise click.UsageError("Claims go to standard output with --json; --output and --html name files.")
    if wish.output is not None and wish.html is not None and wish.output.resolve() == wish.html.resolve():
        raise click.UsageError("--output and --html name the same file.")
    if wish.html is not None:
        refuse_to_overwrite(wish.html, force=force)
    if wish.output is not None and stands_there(wish.output) and not force and check_claims(wish.output):
        raise FileProblem(str(wish.output), "exists and is no file of claims", "name another file, or pass --force")


def read_all(wish: Wish, make: MakeReader) -> int:
    """Read what is wished and show or write it; how many articles failed."""
    from mediant.cli.readings import cores, readings
    from mediant.evidence.articles.files import articles_at, paths_in

    files = paths_in(wish.paths)
    if not files:
        raise FileProblem(", ".join(wish.paths), "holds no article", "name texts, pages, or a folder of them")
    if wish.html is not None and len(files) > MOST_TOGETHER:
        raise click.UsageError(f"One page shows at most {MOST_TOGETHER:,} articles; these are {len(files):,}.")
    raw = standard_input() if STDIN in wish.paths else None
    articles = articles_at(wish.paths, stdin=raw, outlet=wish.outlet, published=wish.published)
    jobs = wish.jobs or (1 if len(files) <= FOR_ONE_PROCESS else cores())
    with ExitStack() as stack:
        journal = _journal(wish, stack)
        keeper = Keeper(wish=wish, journal=journal, files=len(files))
        known = journal.known if journal else lambda _: None
        with _bar(len(files), wish) as advance:
            for outcome in readings(articles, make, jobs=min(jobs, len(files)), known=known):
                keeper.take(outcome)
                advance()
        return keeper.close()


def _journal(wish: Wish, stack: ExitStack) -> Journal | None:
    from mediant.cli.journal import Journal

    if wish.output is None:
        return None
    journal = stack.enter_context(Journal(wish.output, wish.reader))
    if journal.found:
        print_note(
            f"{journal.found:,} articles were read by an earlier run that was cut short; they are not read again"
        )
    return journal


@contextmanager
def _bar(total: int, wish: Wish) -> Iterator[Callable[[], None]]:
    """A bar with the time left, where somebody watches it and no text runs through it."""
    texts = not (wish.output or wish.html) or wish.as_json
    if total < 2 or not sys.stderr.isatty() or (texts and sys.stdout.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=Console(stderr=True, no_color=not colored(sys.stderr)), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)

"""`mediant check FILE...`: everything that is wrong in cases, claims and annotated articles, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mediant.cli.inputs import named_file
from mediant.cli.output import print_json

if TYPE_CHECKING:
    from mediant.errors import Problem

CLAIMS = ".jsonl"
MARKED = ".txt"


@click.command(short_help="All that is wrong in cases, claims and corpus articles.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Check every FILE: cases (also GENIUS, GeniusWeb and NegMAS), claims (*.jsonl), annotated articles (*.txt).

    `-` is a case on standard input.

    Prints one line for each problem and exits with 1 if there is any.
    """
    found = {file: problems_in(file) for file in files}
    if as_json:
        print_json(_document(found))
    else:
        for file, problems in found.items():
            for problem in problems:
                click.echo(_shown(file, str(problem)))
            if not problems:
                click.echo(_shown(file, "ok"))
    context.exit(1 if any(found.values()) else 0)


def problems_in(file: str) -> tuple[Problem, ...]:
    """Every problem of a case or, by its ending, of claims or an annotated article; no access is one problem."""
    from mediant.errors import FileProblem, InvalidFile, Problem
    from mediant.evidence.files import check_claims, read_marked
    from mediant.model.files import check_path

    try:
        if file.endswith(MARKED):
            read_marked(file)
            return ()
        with named_file(file) as name:
            return tuple(check_claims(name) if file.endswith(CLAIMS) else check_path(name))
    except InvalidFile as invalid:
        return invalid.problems
    except FileProblem as problem:
        return (Problem("file", problem.seen, "a file that can be read", problem.do),)


def _shown(file: str, text: str) -> str:
    from mediant.errors import one_line

    return one_line(f"{file}: {text}")


def _document(found: dict[str, tuple[Problem, ...]]) -> dict[str, object]:
    return {
        "format": "mediant-check/1",
        "ok": not any(found.values()),
        "files": [
            {
                "path": file,
                "ok": not problems,
                "problems": [
                    {"place": problem.place, "seen": problem.seen, "expected": problem.expected, "do": problem.do}
                    for problem in problems
                ],
            }
            for file, problems in found.items()
        ],
    }

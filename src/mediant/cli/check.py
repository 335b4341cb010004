"""`mediant check FILE...`: everything that is wrong in cases, plans, claims and annotated articles, at once."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mediant.cli.inputs import STDIN, claims_of, standard_input
from mediant.cli.output import print_json, print_note

if TYPE_CHECKING:
    from mediant.errors import Problem

CLAIMS = ".jsonl"
MARKED = ".txt"
ADD = "correct the id, or add the claim"
OTHER = re.compile(rb'\s*\{\s*"format"\s*:\s*"(mediant-[a-z]{1,20}/[0-9]{1,3})"')
RECORD = "a record of talks is looked at with its case: `mediant report CASE --record FILE`"


@click.command(short_help="All that is wrong in cases, plans, claims and corpus articles.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Check every FILE: cases (also GENIUS, GeniusWeb and NegMAS), plans, claims (*.jsonl), annotated articles (*.txt).

    `-` is a case on standard input.

    The claims that a case names are looked for beside it. Prints one line for each problem and exits with 1 if there is
    any.
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
                for note in _notes_on(file):
                    print_note(_shown(file, note))
    context.exit(1 if any(found.values()) else 0)


def problems_in(file: str) -> tuple[Problem, ...]:
    """Every problem of a case, a plan or, by its ending, claims or an annotated article; no access is one problem."""
    from mediant.errors import FileProblem, InvalidFile, Problem
    from mediant.evidence.files import bytes_of, check_claims, read_marked
    from mediant.model.files import check_path
    from mediant.model.formats import mediant_case
    from mediant.tournaments.files import is_plan, read_plan

    try:
        if file == STDIN:
            return mediant_case.problems(standard_input())
        if file.endswith(MARKED):
            read_marked(file)
            return ()
        if is_plan(file):
            read_plan(file)
            return ()
        if file.endswith(CLAIMS):
            return _no_claims(bytes_of(Path(file))) or check_claims(file)
        return check_path(file) or _problems_with_claims(file)
    except InvalidFile as invalid:
        return invalid.problems
    except FileProblem as problem:
        return (Problem("file", problem.seen, "a file that can be read", problem.do),)


def _no_claims(data: bytes) -> tuple[Problem, ...]:
    """The one problem of lines that say themselves that they are something else, such as a record of talks."""
    from mediant.errors import Problem

    found = OTHER.match(data)
    if found is None:
        return ()
    return (Problem("line 1", f"says that it is {found[1].decode()}", "claims", RECORD),)


def _problems_with_claims(file: str) -> tuple[Problem, ...]:
    """What is wrong with the claims that a valid case names: their file, and ids that it does not hold."""
    from mediant.errors import FileProblem, InvalidFile, Problem
    from mediant.model.check_entries import at, meant, shown
    from mediant.model.checks import MOST_PROBLEMS
    from mediant.model.files import load_case

    case = load_case(file)
    try:
        known = {claim.id for claim in claims_of(case, file)}
    except InvalidFile as invalid:
        return tuple(replace(problem, place=f"{case.claims}: {problem.place}") for problem in invalid.problems)
    except FileProblem as problem:
        return (Problem("claims", f"{shown(case.claims)}: {problem.seen}", "a file beside the case", problem.do),)
    missing = (
        (at(f"preferences.{party}.because", entry), claim)
        for party, stated in case.preferences.items()
        for entry, claims in stated.because.items()
        for claim in claims
        if case.claims is not None and claim not in known
    )
    found = [
        Problem(place, f"no claim {shown(claim)}", f"a claim of {case.claims}", meant(claim, known, ADD))
        for place, claim in islice(missing, MOST_PROBLEMS)
    ]
    more = Problem("the rest", "more claims that do not exist", "fewer", "correct these first, then look again")
    return (*found, *(more for _ in islice(missing, 1)))


def _notes_on(file: str) -> tuple[str, ...]:
    """What was not checked of a file that is right: quotes without their article, claims without their file."""
    from mediant.evidence.files import articles_not_beside
    from mediant.model.files import load_case
    from mediant.tournaments.files import is_plan

    if file == STDIN or file.endswith(MARKED) or is_plan(file):
        return ()
    if file.endswith(CLAIMS):
        return tuple(f"its quotes were not compared: no {name} beside it" for name in articles_not_beside(file))
    case = load_case(file)
    if case.claims is None and any(known.because for known in case.preferences.values()):
        return ('its entries name claims, and it names no file of them; add a line such as claims = "claims.jsonl"',)
    return ()


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

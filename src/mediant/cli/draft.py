"""`mediant draft CLAIMS...`: from claims to a first case, and again after more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mediant.cli.inputs import STDIN, standard_input
from mediant.cli.output import print_json, print_note

if TYPE_CHECKING:
    from mediant.evidence.claim import Claim
    from mediant.evidence.drafting.draft import Draft
    from mediant.evidence.drafting.files import Written

IN_CONFLICT = 1


@click.command(short_help="A first case from claims; your corrections are kept.")
@click.argument("claims", metavar="CLAIMS...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Write the case to FILE, merged with what you made of it before.")
@click.option("--title", metavar="TEXT", help="Title of the case [the names of the parties].")
@click.option("--force", is_flag=True, help="Start afresh; the FILE that stands there is kept as FILE.bak.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
@click.pass_context
def draft(
    ctx: click.Context, claims: tuple[str, ...], output: str | None, title: str | None, force: bool, as_json: bool
) -> None:
    """Draft a case from CLAIMS, files as `mediant read` writes them, or `-` for standard input.

    Parties, mediators, issues, options, orders and red lines come from what claims say, each with its claims. What no
    claim says stays unknown and is listed as a question to ask. Without -o the case is printed.
    """
    from mediant.evidence.drafting.draft import draft as drafted

    if force and output is None:
        raise click.UsageError("--force starts a FILE afresh; name it with -o.")
    read = _claims(claims)
    made = drafted(read, title=title)
    if output is None:
        _print(_named(made, claims, Path.cwd(), None), as_json=as_json)
        return
    written = _written(made, read, claims, output, force=force)
    if as_json:
        print_json(_document(made, written))
    else:
        _tell(written, made.notes)
    ctx.exit(IN_CONFLICT if written.conflicts else 0)


def _claims(paths: Sequence[str]) -> tuple[Claim, ...]:
    from mediant.evidence.drafting.files import joined
    from mediant.evidence.files import read_claims

    return joined([(path, _from_stdin() if path == STDIN else read_claims(path)) for path in dict.fromkeys(paths)])


def _from_stdin() -> tuple[Claim, ...]:
    from mediant.errors import FileProblem, InvalidFile
    from mediant.evidence.checks import Findings, claim_of

    found = Findings()
    try:
        lines = standard_input().decode().split("\n")
    except UnicodeDecodeError as error:
        raise FileProblem(STDIN, f"not UTF-8 (byte {error.start})", "send the claims in UTF-8") from None
    read = [claim_of(line, f"line {number}", found) for number, line in enumerate(lines, 1) if line.strip()]
    if found.problems:
        raise InvalidFile(STDIN, tuple(found.problems))
    return tuple(claim for claim in read if claim is not None)


def _named(made: Draft, paths: Sequence[str], folder: Path, otherwise: str | None) -> Draft:
    """The draft whose case names its claims as they are found from a folder."""
    from mediant.evidence.drafting.files import claims_beside

    beside = None if STDIN in paths else claims_beside(paths, folder)
    return replace(made, case=replace(made.case, claims=beside or otherwise))


def _written(made: Draft, read: Sequence[Claim], paths: Sequence[str], output: str, *, force: bool) -> Written:
    from mediant.evidence.drafting.files import case_path, joined_name, write_draft, write_joined

    named = _named(made, paths, case_path(output).parent, joined_name(output))
    written = write_draft(named, output, force=force)
    if named.case.claims == joined_name(output) and not _is_own(paths, named.case.claims, output):
        backup = write_joined(read, written)
        print_note(f"the claims stand beside it in {named.case.claims}")
        if backup:
            print_note(f"what stood there is kept as {backup}")
    return written


def _is_own(paths: Sequence[str], name: str, output: str) -> bool:
    """Whether the claims were read from the very file that would be written."""
    from mediant.evidence.drafting.files import case_path

    return len(paths) == 1 and Path(paths[0]).resolve() == case_path(output).with_name(name).resolve()


def _print(made: Draft, *, as_json: bool) -> None:
    from mediant.evidence.drafting.writing import block_of, text_of

    if made.case.claims is None:
        print_note("the case names no claims file: with -o they are written beside it")
    if as_json:
        print_json(_document(made, None))
    else:
        click.echo(text_of(made, block_of(made, made.case, made.questions, ())), nl=False)


def _tell(written: Written, notes: Sequence[str]) -> None:
    case = written.case
    sizes = ((len(case.parties), "part", "y", "ies"), (len(case.mediators), "mediator", "", "s"),
             (len(case.issues), "issue", "", "s"))  # fmt: skip
    counted = ", ".join(f"{n} {word}{one if n == 1 else more}" for n, word, one, more in sizes)
    click.echo(f"Wrote {written.path}: {counted}{'; what you changed is kept' if written.again else ''}")
    if written.backup:
        print_note(f"the earlier file is kept as {written.backup}")
    if written.moved:
        print_note(f"{len(written.moved)} of your comments lost their place and stand at the end of the case")
    for note in notes:
        print_note(note)
    _list("Conflicts: yours was kept", [str(conflict) for conflict in written.conflicts])
    names = {party.id: party.name for party in case.parties}
    _list("To ask", [question.text for question in written.questions if question.party not in names])
    for party, name in names.items():
        _list(f"To ask about {name}", [question.text for question in written.questions if question.party == party])


def _list(title: str, entries: Sequence[str]) -> None:
    from mediant.errors import one_line

    if entries:
        click.echo("\n".join(["", one_line(title), *(f"  - {one_line(entry)}" for entry in entries)]))


def _document(made: Draft, written: Written | None) -> dict[str, object]:
    from dataclasses import asdict

    from mediant.model.document import document_of

    case = written.case if written else made.case
    document = document_of(case)
    if case.as_of is not None:
        document["as_of"] = case.as_of.isoformat()
    return {
        "format": "mediant-draft/1",
        "path": written.path if written else None,
        "backup": written.backup if written else None,
        "case": document,
        "origins": [asdict(origin) for origin in made.origins],
        "questions": [asdict(question) for question in (written or made).questions],
        "conflicts": [asdict(conflict) for conflict in written.conflicts] if written else [],
        "notes": list(made.notes),
    }

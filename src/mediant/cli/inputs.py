"""What a command is given: a case (file, folder, or `-` for standard input), its claims, the bundled cases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import mediant
from mediant.errors import FileProblem

if TYPE_CHECKING:
    from mediant.evidence.claim import Claim
    from mediant.model.case import Case
    from mediant.model.files import Reading

STDIN = "-"
LARGEST_STDIN = 16 * 1024 * 1024


def read_input(path: str) -> Reading:
    """The case at `path` with its format and what its reader has to say; `-` reads a mediant case from stdin."""
    from mediant.model.files import Reading, read_case
    from mediant.model.formats import mediant_case

    if path == STDIN:
        return Reading(mediant_case.parse(standard_input(), STDIN), "mediant-case", ())
    return read_case(path)


def same_file(one: str, other: str) -> bool:
    """Whether two paths name one file; not where one of them names none."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def claims_of(case: Case, path: str) -> tuple[Claim, ...]:
    """The claims the case names, looked for beside it (in the current folder when it came from stdin); none if none."""
    from mediant.evidence.files import read_claims

    file = claims_file(case, path)
    return () if file is None else tuple(read_claims(file))


def claims_file(case: Case, path: str) -> Path | None:
    """The file of claims that the case names, beside it; None where it names none."""
    if case.claims is None:
        return None
    here = Path.cwd() if path == STDIN else Path(path)
    folder = (here if here.is_dir() else here.parent).resolve()
    beside = (folder / case.claims).resolve()
    if not beside.is_relative_to(folder):
        raise FileProblem(
            path, f"claims = {case.claims!r} lies outside the folder of the case", "keep claims beside it"
        )
    return beside


def bundled_case(name: str) -> Path:
    """Folder of a case that comes with mediant: inside the installed package, or at the root of a checkout."""
    package = Path(mediant.__file__).parent
    for cases in (package / "cases", package.parents[1] / "cases"):
        for folder in sorted(cases.glob(f"**/{name}")):
            if (folder / "case.toml").is_file():
                return folder
    raise FileProblem(name, f"this installation of mediant lacks the bundled case {name}", "install mediant again")


def standard_input() -> bytes:
    """All that comes on standard input, kept in memory: what a case says in confidence is not left on a disk."""
    if sys.stdin is None:
        raise FileProblem(STDIN, "standard input is closed", "give a file, or send the case to standard input")
    try:
        content = sys.stdin.buffer.read(LARGEST_STDIN + 1)
    except OSError as error:
        seen = f"standard input cannot be read ({error.strerror})"
        raise FileProblem(STDIN, seen, "give a file, or send the case to standard input") from error
    if len(content) > LARGEST_STDIN:
        raise FileProblem(
            STDIN, f"more than {LARGEST_STDIN:,} bytes on standard input", "give a smaller case, or a file"
        )
    return content

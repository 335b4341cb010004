"""The corrections file (`mediant-corrections/1`): one decision a line, only ever added to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mediant.errors import FileProblem, InvalidFile, InvalidValue
from mediant.evidence.checks import Findings
from mediant.evidence.corrections.correction import Correction, correction_of, line_of_correction
from mediant.evidence.files import read_article

MOST_LINE = 2_000_000
MOST_DECISIONS = 100_000
MOST_PROBLEMS = 1_000


def read_corrections(path: str | os.PathLike[str]) -> tuple[Correction, ...]:
    """The decisions in a file, in its order.

    Raises FileProblem when there is nothing to read (no such file, more than 64 MB, not UTF-8), InvalidFile with what
    is wrong in it (at most 1,000 problems; also more than 100,000 decisions).
    """
    lines = read_article(path).split("\n")
    if not lines[-1]:
        lines.pop()
    found = Findings()
    if len(lines) > MOST_DECISIONS:
        found.add("file", f"{len(lines):,} lines", f"at most {MOST_DECISIONS:,}", "split it")
        lines.clear()
    read = []
    for number, line in enumerate(lines, 1):
        read.append(_correction(line, f"line {number}", found))
        if len(found.problems) >= MOST_PROBLEMS:
            break
    if found.problems:
        raise InvalidFile(str(path), tuple(found.problems[:MOST_PROBLEMS]))
    return tuple(correction for correction in read if correction is not None)


def _correction(line: str, place: str, found: Findings) -> Correction | None:
    if len(line) > MOST_LINE:
        found.add(place, f"{len(line):,} characters on one line", f"at most {MOST_LINE:,}")
        return None
    return correction_of(line, place, found)


def add_corrections(corrections: Iterable[Correction], path: str | os.PathLike[str]) -> None:
    """Put decisions at the end of a file, which is made where it is missing; what stands there is never changed.

    Raises InvalidValue for a decision that `read_corrections` would refuse, FileProblem when the file cannot be
    written or its last line is not whole.
    """
    found = Findings()
    lines = [line_of_correction(correction) for correction in corrections]
    for number, line in enumerate(lines, 1):
        _correction(line, f"decision {number}", found)
        if found.problems:
            problem = found.problems[0]
            raise InvalidValue(problem.place, problem.seen, problem.expected)
    try:
        with Path(path).open("a+b") as file:
            if file.tell() and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
                raise FileProblem(str(path), "its last line is not whole", "complete or remove that line")
            file.write("".join(f"{line}\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        seen = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise FileProblem(str(path), seen, "check the folder and that you may write to it") from None

"""Records on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mediant.errors import FileProblem
from mediant.evidence.files import MOST_BYTES, bytes_of, replace_file
from mediant.model.case import Case
from mediant.talks.decoding import record_of
from mediant.talks.lines import Game
from mediant.talks.record import Record


def write_lines(lines: Iterable[str], path: str | os.PathLike[str]) -> None:
    """Write the lines of a record (`lines_of`, `heard_lines`), whole or not at all.

    Raises FileProblem where they cannot be written, or are more than `read_record` reads (64 MB).
    """
    if not Path(path).name:
        raise FileProblem(str(path), "is no name for a file", "name a file, such as record.jsonl")
    raw = "".join(lines).encode()
    if len(raw) > MOST_BYTES:
        raise FileProblem(str(path), f"would have more than {MOST_BYTES:,} bytes", "play fewer rounds")
    replace_file(Path(path), raw)


def read_record(path: str | os.PathLike[str], case: Case) -> tuple[Game, Record]:
    """What was played of this case, and what was said, from a file of `mediant-record/1`.

    Raises FileProblem when there is nothing to read, InvalidFile where it is no whole record of the case.
    """
    return record_of(bytes_of(Path(path)), case, str(path))

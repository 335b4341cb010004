"""Records on disk."""

from __future__ import annotations

import os
from pathlib import Path

from mediant.errors import FileProblem
from mediant.evidence.files import replace_file
from mediant.model.case import Case
from mediant.talks.lines import Game, lines_of
from mediant.talks.record import Record


def write_record(case: Case, game: Game, record: Record, path: str | os.PathLike[str]) -> None:
    """Write a record as `mediant-record/1`, whole or not at all. Raises FileProblem where it cannot be written."""
    if not Path(path).name:
        raise FileProblem(str(path), "is no name for a file", "name a file, such as record.jsonl")
    replace_file(Path(path), "".join(lines_of(case, game, record)).encode())

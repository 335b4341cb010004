"""Tables as CSV that spreadsheets may open: what is written in them is never taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

FORMULA = re.compile(r"[\t\r]|[\s\ufeff]*[=+\-@]")
"""How a cell begins that a spreadsheet works out: some pass over white space, and a mark of byte order, first."""
Cell: TypeAlias = str | int | float | None


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as CSV. Text that begins as a formula does gets an apostrophe in front; numbers stay what they are."""
    written = io.StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell as it can be written: None is empty."""
    if isinstance(cell, str):
        return f"'{cell}" if FORMULA.match(cell) else cell
    return cell

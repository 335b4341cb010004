"""Tables as CSV that spreadsheets may open: what is written in them is never taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TypeAlias

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take the rest of a cell for something to work out."""
Cell: TypeAlias = str | int | float | None


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as CSV. Text that begins as a formula does gets an apostrophe in front; numbers stay what they are."""
    written = io.StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell as it can be written: None is empty."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" \n\u00a0\ufeff").startswith(FORMULAS) else cell
    return cell

"""The evidence as a table for spreadsheets. No cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

COLUMNS = (
    "id", "day", "words", "chain", "outlet", "title", "published", "act", "certainty", "issues", "kind", "told",
    "disputed_by", "against",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula, also in its wide forms."""


def annex_csv(values: Mapping[str, Any]) -> bytes:
    """The entries of the evidence screen, a row each, in UTF-8 with a mark that spreadsheets look for."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for entry in values["all"]():
        writer.writerow([guarded(cell) for cell in _row(entry, values["names"])])
    return stream.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) or cell.startswith(FORMULA) else cell


def _row(entry: Mapping[str, Any], names: Mapping[str, str]) -> Iterable[str]:
    day, published = entry["day"], entry["published"]
    return (
        entry["id"],
        day.isoformat() if day else "",
        entry["words"],
        " < ".join(link["words"] or link["actor"] or "?" for link in entry["chain"]),
        entry["outlet"] or "",
        entry["title"] or "",
        published.isoformat() if published else "",
        entry["act"] or "",
        entry["certainty"] or "",
        " ".join(entry["issues"]),
        entry["kind"],
        " ".join(entry["rooms"]),
        "; ".join(f"{names[party]}: {why}" if why else names[party] for party, _, why in entry["disputes"]),
        " ".join(entry["against"]),
    )

"""A short record of a protocol, kept word for word: a change of any rule shows.

After a change that is meant, write them anew with MEDIANT_WRITE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent / "golden"


def lines(record):
    entries = [
        f"{entry.turn} [{entry.room.id}: {', '.join(entry.room.seats)}] {entry.speaker}: {entry.act}"
        for entry in record.entries
    ]
    return "\n".join([*entries, str(record.end), ""])


def is_golden(name, record):
    """Whether the record is the one that was kept under that name."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("MEDIANT_WRITE_GOLDEN"):
        path.write_text(lines(record), encoding="utf-8")
    return lines(record) == path.read_text(encoding="utf-8")

"""Reads the report that came with this installation, and the code that runs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from mediant.web.assurance.report import Report, digest, report_from

NAME = "report.json"
CODE = frozenset({".py", ".jinja", ".po", ".js"})
FETCHED = "web/static/vendor"
"""Libraries that are pinned by their own checksums."""


@cache
def report() -> Report | None:
    """The last report; None where none came with this installation."""
    file = files("mediant.web.assurance") / NAME
    return report_from(file.read_bytes()) if file.is_file() else None


@cache
def code() -> str:
    """The digest of the code of this installation."""
    return digest(dict(_walk(files("mediant"), PurePosixPath())))


def _walk(folder: Traversable, at: PurePosixPath) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        here = at / entry.name
        if entry.is_dir():
            found += [] if str(here) == FETCHED else _walk(entry, here)
        elif here.suffix in CODE:
            found.append((str(here), entry.read_bytes()))
    return found

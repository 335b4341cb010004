"""The tables that come with the package, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def issue_table() -> dict[str, tuple[str, ...]]:
    """The words that touch each general issue, by its id, in the order of `issues.toml`."""
    text = files("mediant.evidence.meaning").joinpath("issues.toml").read_text(encoding="utf-8")
    return {issue: tuple(entry["words"]) for issue, entry in tomllib.loads(text).items()}

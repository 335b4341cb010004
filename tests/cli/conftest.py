"""What the tests of the command line share: a small case, and a way to run the command in this process."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

import pytest

from mediant.cli.main import main

HARBOUR = """\
format = "mediant-case/1"
title = "Harbour dispute"

[[party]]
id = "north"
name = "North"

[[party]]
id = "south"
name = "South"

[[issue]]
id = "truce"
name = "Length of the truce"
options = ["none", "40 days", "permanent"]

[[issue]]
id = "fee"
name = "Harbour fee"
range = { from = 0, to = 100, step = 50, unit = "USD" }

[preferences.north]
weights = { truce = 0.6, fee = 0.4 }
walk_away = 0.35
[preferences.north.values]
truce = { none = 0, "40 days" = 0.7, permanent = 1 }
fee = { at = [[0, 1.0], [100, 0.0]] }

[preferences.south]
weights = { truce = 0.3, fee = 0.7 }
walk_away = 0.2
[preferences.south.values]
truce = { none = 1, "40 days" = 0.5, permanent = 0 }
fee = "more"
"""
LITTLE_KNOWN = HARBOUR.replace("weights = { truce = 0.3, fee = 0.7 }\nwalk_away = 0.2", 'weights = ["fee", "truce"]')


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    """Run `mediant ARGUMENTS`, with bytes on its standard input."""

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Outcome(status, *capsys.readouterr())

    return run


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current folder with plain output of a known width."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.fixture
def harbour(here):
    """A small exact case, in the current folder."""
    path = here / "harbour.toml"
    path.write_text(HARBOUR, encoding="utf-8")
    return path


@pytest.fixture
def little_known(here):
    """The same, with little known of one party."""
    path = here / "little-known.toml"
    path.write_text(LITTLE_KNOWN, encoding="utf-8")
    return path

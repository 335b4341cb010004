"""Without NegMAS there is one clear line; with it, what is used is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
HIDDEN = "import sys; sys.modules['negmas'] = None\n"


def run(code, declared):
    path = os.pathsep.join([str(ROOT / "src"), str(declared)])
    return subprocess.run(
        [sys.executable, "-c", HIDDEN + code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )


@pytest.mark.parametrize(
    "code",
    [
        "from mediant.bridges.negmas.negotiator import MediantNegotiator",
        "from mediant.talks.seats import strategy_of; strategy_of('negmas:BoulwareTBNegotiator')",
    ],
)
def test_without_negmas_one_line_says_what_to_install(declared, code):
    done = run(code, declared)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "MissingExtra" in last
    assert "negmas" in last
    assert "pip install 'mediant[negmas]'" in last


def test_the_command_says_it_too(declared):
    case = ROOT / "cases" / "constructed" / "ceasefire-two"
    seat = "p=negmas:BoulwareTBNegotiator"
    done = run(f"from mediant.cli.main import main; sys.argv = ['mediant', 'talk', {str(case)!r}, '--seat', {seat!r}]; sys.exit(main())", declared)  # fmt: skip
    assert done.returncode == 1
    assert "pip install 'mediant[negmas]'" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_all_that_is_used_is_there():
    pytest.importorskip("negmas", reason="negmas is not installed")
    from mediant.bridges.negmas import library

    assert all(hasattr(library, name) for name in library.__all__)

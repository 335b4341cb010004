"""`python -m mediant` is the command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import mediant

SOURCE = Path(__file__).resolve().parents[1] / "src"


def test_the_module_runs_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "mediant", "--version"],
        check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, f"mediant, version {mediant.__version__}\n", "")


def test_the_module_passes_the_exit_status_on():
    done = subprocess.run(
        [sys.executable, "-m", "mediant", "analyze", "nowhere.toml"],
        check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("mediant: nowhere.toml: ")

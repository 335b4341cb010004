"""The benchmark of tournaments still runs, at a tiny size and without NegMAS."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_our_side_runs_and_counts_its_games(declared):
    path = os.pathsep.join((str(ROOT / "src"), str(declared)))
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "bench_tournament.py", "--quick", "--only", "tournament"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for side, line in zip(("mediant", "mediant, one by one"), done.stdout.splitlines(), strict=True):
        assert re.match(rf"{side} +64 +[\d.]+ s +[\d,.]+ /s +[\d.]+ s +[\d,.]+ /CPU-s +2 files", line)

"""The benchmark of stores still runs, for a moment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_it_measures_both_stores_and_the_disk(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "bench_store.py", "--quick"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    for kind in ("sqlite",) if "no PostgreSQL" in done.stdout else ("sqlite", "postgresql"):
        for way in ("alone", "32, one case", "32 cases"):
            assert any(re.match(rf"{kind} +{way} +[\d,]+ /s ", line) for line in lines), done.stdout
    assert re.match(r"fdatasync of 4 KB: p50 [\d.]+ ms", lines[-1])

"""The benchmarks still run: all of them at tiny sizes, without NegMAS."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = ROOT / "benchmarks"
BEGIN, END = "<!-- results: written by bench_dealspace.py --write -->", "<!-- end of results -->"


def shown(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, BENCHMARKS / "bench_dealspace.py", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def test_every_work_of_ours_runs_at_tiny_sizes():
    done = shown("--quick")
    assert done.returncode == 0, done.stderr
    for problem in ("2 parties, 10^6", "6 parties, 10^10", "hyper-rectangles", "partial case", "zone, 4", "start-up"):
        assert problem in done.stdout
    for trouble in ("failed", "not done", "NOT met by"):
        assert trouble not in done.stdout
    assert "say nothing about the targets" in done.stdout


def test_only_a_whole_run_is_written_down():
    done = shown("--quick", "--write")
    assert done.returncode == 2
    assert "only a whole run" in done.stderr


def test_the_table_of_the_readme_is_what_the_script_wrote():
    readme = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    block = readme.split(BEGIN)[1].split(END)[0]
    results = (BENCHMARKS / "results.md").read_text(encoding="utf-8")
    assert "10^50" in block
    assert block.strip() == results.split("\n", 2)[2].strip()

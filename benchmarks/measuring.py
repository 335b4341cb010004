"""CPU time and peak memory of one work in a process of its own. Run as a script, this file is that process."""

from __future__ import annotations

import importlib.util
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

LONG = 10.0  # CPU seconds: a run that takes longer is not repeated
ENOUGH = 0.5  # CPU seconds of all runs together, after which more runs add nothing
MOST_RUNS = 301
FEWEST_RUNS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over `runs` runs in one process, or why there are none.

    laps : CPU seconds per stage; memory : peak of the process in MB, Python and libraries included.
    """

    laps: Mapping[str, float]
    runs: int
    memory: float
    answers: Mapping[str, Any]
    missing: str | None = None

    def seconds(self, *laps: str) -> float:
        """CPU seconds of these stages together."""
        return sum(self.laps[lap] for lap in laps)


def missing(why: str) -> Measured:
    """What stands where nothing could be measured."""
    return Measured({}, 0, 0.0, {}, why)


def has_negmas() -> bool:
    """Whether NegMAS can be imported here."""
    return importlib.util.find_spec("negmas") is not None


def measure(work: str, problem: Mapping[str, Any], seed: int, limit: int) -> Measured:
    """Run a work of `works` in a fresh process, which is ended after `limit` seconds by the clock.

    By the clock, because where a limit on CPU time is set some kernels count that time in whole ticks only.
    """
    command = [sys.executable, __file__, json.dumps({"work": work, "problem": problem, "seed": seed})]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)  # noqa: S603
    except subprocess.TimeoutExpired:
        return missing(f"not done in {limit} s")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        return missing(f"failed: {last[:120]}")
    return Measured(**json.loads(done.stdout))


def start_seconds(arguments: list[str]) -> float:
    """CPU seconds, user and system, of one process of this Python."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _once(work: Any, problem: Any, seed: int) -> tuple[dict[str, float], Any]:
    run = work(problem, seed)
    laps: dict[str, float] = {}
    last = time.process_time()

    def lap(name: str) -> None:
        nonlocal last
        now = time.process_time()
        laps[name] = now - last
        last = time.process_time()

    answers = run(lap)
    return laps, answers


def _peak() -> float:
    """Peak memory of this process in MB. Linux' `ru_maxrss` would count what started it as well."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if platform.system() == "Darwin" else 1024)


def _main(asked: Mapping[str, Any]) -> None:
    from problems import Problem
    from works import WORKS

    work, problem = WORKS[asked["work"]], Problem(**asked["problem"])
    warm = replace(problem, issues=min(problem.issues, 3), options=min(problem.options, 4))
    _once(work, warm, asked["seed"])
    runs: list[dict[str, float]] = []
    while True:
        laps, answers = _once(work, problem, asked["seed"])
        runs.append(laps)
        total = sum(sum(laps.values()) for laps in runs)
        if total > LONG * len(runs) or (len(runs) >= FEWEST_RUNS and (total > ENOUGH or len(runs) == MOST_RUNS)):
            break
    memory = _peak()
    middle = {name: median(laps[name] for laps in runs) for name in runs[0]}
    json.dump({"laps": middle, "runs": len(runs), "memory": memory, "answers": answers()}, sys.stdout)


if __name__ == "__main__":
    _main(json.loads(sys.argv[1]))

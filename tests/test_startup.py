"""The core is light: importing it, or asking for help, costs next to nothing more than Python itself."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"
MOST_SECONDS = 0.15
RUNS = 7
HEAVY = ("numpy", "highspy", "jinja2", "rich", "plotext", "yaml", "xml.etree.ElementTree", "tomllib", "asyncio")


def cpu_seconds(*arguments: str) -> float:
    """CPU time, user and system, of one Python process; elapsed time would measure what else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE)}


def extra_seconds(*arguments: str) -> float:
    """Median over several pairs of how much more CPU time the process takes than `python -c pass`."""
    cpu_seconds(*arguments)  # the first run compiles
    return statistics.median(cpu_seconds(*arguments) - cpu_seconds("-c", "pass") for _ in range(RUNS))


@pytest.mark.parametrize(
    "arguments", [("-c", "import mediant"), ("-m", "mediant", "--help")], ids=["import mediant", "mediant --help"]
)
def test_starting_is_quick(arguments):
    # A busy machine can spoil one measurement, hardly two.
    assert extra_seconds(*arguments) <= MOST_SECONDS or extra_seconds(*arguments) <= MOST_SECONDS


@pytest.mark.parametrize("start", ["import mediant", "from mediant.cli.main import main; main(['--help'])"])
def test_starting_imports_nothing_heavy(start):
    program = f"{start}\nimport sys\nprint('loaded:', *sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, env=environment()
    ).stdout
    loaded = shown.rsplit("loaded:", 1)[1].split()
    assert "mediant" in loaded
    assert [name for name in HEAVY if name in loaded] == []

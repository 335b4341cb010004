"""The benchmark of what a message costs still runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not say what a process uses")
def test_it_says_what_the_server_and_its_clients_use(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "bench_message.py", "--quick", "--folder", tmp_path],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    server, clients = done.stdout.splitlines()
    assert re.fullmatch(r"the server: \d+\.\d\d ms of processor time a message", server)
    assert re.fullmatch(r"who writes and reads: \d+\.\d\d ms", clients)

"""Lighthouse, as on a phone: how quick the main screens are, how accessible, and whether anything on them jumps.

Needs the command `lighthouse` (npm install lighthouse), or its place in MEDIANT_LIGHTHOUSE; skips where there is none.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_workbench import Living, living
from valley import PEOPLE, VALLEY, open_a_ballot, set_out

from mediant.web.sessions import cookie_of

LEAST, LARGEST_SHIFT = 0.95, 0.05
TRIES = 3
"""A busy machine makes a page slower than it is: the best of so many counts."""
WORST = (0.0, 0.0, 1.0)
OPTIONS = (
    "--output=json", "--quiet", "--only-categories=performance,accessibility",
    "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking",
)  # fmt: skip
ADDRESSES = [
    ("m", "control"), ("l", "room"), ("l", "wants"), ("l", "table"), ("l", "text"), ("l", "text?clause=clause-1"),
    ("m", "space"), ("m", "evidence"), ("", "/login"), ("", "/help"),
]  # fmt: skip


@pytest.fixture(scope="module")
def lighthouse() -> str:
    command = os.environ.get("MEDIANT_LIGHTHOUSE") or shutil.which("lighthouse")
    if command is None:
        pytest.skip("lighthouse is not installed: npm install lighthouse, and its place in MEDIANT_LIGHTHOUSE")
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed")
    return command


@pytest.fixture(scope="module")
def live(tmp_path_factory) -> Iterator[Living]:
    with living(tmp_path_factory.mktemp("valley"), VALLEY, PEOPLE) as one:
        set_out(one)
        open_a_ballot(one)
        yield one


def measured(lighthouse: str, live: Living, seat: str, path: str, folder: Path) -> tuple[float, float, float]:
    """Performance and accessibility from 0 to 1, and the layout shift; the worst where Lighthouse itself gives up."""
    place, address, headers = str(live.bench.place), f"{live.origin}{path}", {}
    if seat:
        token = live.call(live.bench.app.state.office.sessions.open(place, seat))
        address, headers = live.at(path), {"Cookie": f"{cookie_of(place)}={token}"}
    given, told = folder / "headers.json", folder / "told.json"
    given.write_text(json.dumps(headers), encoding="utf-8")
    run = subprocess.run(
        [lighthouse, address, *OPTIONS, f"--extra-headers={given}", f"--output-path={told}"],
        capture_output=True, env={**os.environ, "CHROME_PATH": str(shutil.which("chromium"))}, timeout=180,
    )  # fmt: skip
    if run.returncode != 0:
        sys.stderr.write(run.stderr.decode(errors="replace")[-2000:])
        return WORST
    found = json.loads(told.read_text(encoding="utf-8"))
    assert found["finalDisplayedUrl"].partition("#")[0] == address
    scores = [float(found["categories"][name]["score"]) for name in ("performance", "accessibility")]
    return scores[0], scores[1], float(found["audits"]["cumulative-layout-shift"]["numericValue"])


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("seat", "path"), ADDRESSES)
def test_lighthouse_finds_it_quick_accessible_and_still(lighthouse, live, tmp_path, capsys, seat, path):
    best = WORST
    for _ in range(TRIES):
        best = max(best, measured(lighthouse, live, seat, path, tmp_path))
        if best[0] >= LEAST:
            break
    with capsys.disabled():
        sys.stdout.write(f"\n{path}: performance {best[0]:.2f}, accessibility {best[1]:.2f}, shift {best[2]:.3f}\n")
    assert best[0] >= LEAST
    assert best[1] >= LEAST
    assert best[2] < LARGEST_SHIFT

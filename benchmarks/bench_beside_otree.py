"""The same talk in pairs with oTree and with mediant, one after the other, on the same machine and disk in one run.

    python benchmarks/bench_beside_otree.py [--people 100 200 400] [--seconds 30] [--rate 0.2]

oTree gets an environment of its own (`.venv-otree`, made here); it is used, not shipped. Both keep every message before
anybody sees it, in SQLite with its safest settings as each ships it; both are driven in the same way, at moments of
chance whether or not they keep up. oTree has one connection for each person, mediant a page, a stream and forms.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from mediant.web.checks import seconds_to_disk
from mediant.web.loadtest.pairs import Talk
from mediant.web.loadtest.scenes import Size, with_own
from mediant.web.loadtest.servers import free_port

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv-otree"
OTREE = "otree==6.0.15"


def environment(folder: Path) -> Path:
    """The Python of an environment with oTree, made where it is not there."""
    python = folder / "bin" / "python"
    if not (folder / "bin" / "otree").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603
        subprocess.run([str(python), "-m", "pip", "install", "-q", OTREE], check=True)  # noqa: S603
    return python


def of_otree(python: Path, people: int, seconds: float, rate: float, folder: Path) -> dict[str, float]:
    script = ROOT / "benchmarks" / "otree_pairs.py"
    asked = [str(python), str(script), str(folder / "otree"), str(free_port()), str(people), str(seconds), str(rate)]
    done = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return dict(json.loads(done.stdout.splitlines()[-1]))


def of_mediant(people: int, seconds: float, rate: float, folder: Path) -> dict[str, float]:
    size = Size(people=people, joins=2, votes=2, talk=Talk(rate=rate, seconds=seconds))
    (found,) = with_own(["pairs"], size, folder)
    values = {figure.name: figure.value for figure in found.figures}
    lost = values["acknowledged and lost"]
    return {
        "people": people, "sent": values["messages sent"], "arrived": values["acknowledged"] - lost,
        "median": values["to the other side, median"], "p95": values["to the other side, 95th percentile"],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, nargs="+", default=[100, 200, 400])
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=float, default=0.2)
    parser.add_argument("--folder", type=Path, default=Path(), help="whose disk is used")
    parser.add_argument("--environment", type=Path, default=ENVIRONMENT)
    asked = parser.parse_args()
    python = environment(asked.environment)
    with tempfile.TemporaryDirectory(prefix="beside-otree-", dir=asked.folder) as made:
        folder = Path(made).resolve()
        print(f"a durable write of 4 kB takes {seconds_to_disk(folder) * 1000:.1f} ms here")
        print("| | people | sent | reached the other side | median | 95th percentile |\n|---|---|---|---|---|---|")
        for people in asked.people:
            for name, one in (
                ("oTree", of_otree(python, people, asked.seconds, asked.rate, folder)),
                ("mediant", of_mediant(people, asked.seconds, asked.rate, folder)),
            ):
                share = one["arrived"] / one["sent"]
                times = f"{one['median'] * 1000:,.0f} ms | {one['p95'] * 1000:,.0f} ms"
                print(f"| {name} | {people} | {one['sent']:.0f} | {share:.0%} | {times} |", flush=True)


if __name__ == "__main__":
    main()

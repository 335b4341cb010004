"""A tournament with its results on the disk, beside NegMAS: the same scenarios, strategies and number of games.

python benchmarks/bench_tournament.py [--quick]

Four strategies (Boulware, linear, Conceder, MiCRO) in every seat, random scenarios of two parties and 1,000 outcomes,
100 rounds of alternating offers. One process on either side, a fresh one for each, without its start-up and imports.
`--quick`: tiny sizes, ours only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from measuring import has_negmas

from mediant.model.case import Case
from mediant.tournaments.plan import Generated
from mediant.tournaments.scenarios import scenarios

PLAN = """format = "mediant-plan/1"
strategies = ["boulware", "linear", "conceder", "micro"]
[[case]]
random = { count = COUNT, options = [10, 10, 10], walk_away = 0.2 }
[[protocol]]
name = "alternating-offers"
rounds = 100
"""
THEIRS = {"NegMAS, as it comes": {}, "NegMAS, without its figures": {"save_scenario_figs": False}}
LIMIT = 900


@dataclass(frozen=True, slots=True)
class Taken:
    """What a side took for its games: seconds by the clock and of the processor, and the files it left."""

    side: str
    games: int
    wall: float
    cpu: float
    files: int
    bytes: int

    @property
    def cells(self) -> tuple[str, ...]:
        """One line of what is shown."""
        return (
            f"{self.side:<34}", f"{self.games:>6,}", f"{self.wall:>8.2f} s", f"{self.games / self.wall:>8,.1f} /s",
            f"{self.cpu:>8.2f} s", f"{self.games / self.cpu:>8,.1f} /CPU-s", f"{self.files:>5} files",
            f"{self.bytes / 1e6:>6.2f} MB",
        )  # fmt: skip


def cases(count: int) -> list[Case]:
    """The scenarios of the plan."""
    wish = Generated(kind="random", count=count, parties=2, options=(10, 10, 10), walk_away=0.2)
    return [entered.case for entered in scenarios(wish, 0)]


def in_a_process(work: str, folder: Path, count: int, **options: bool) -> Taken:
    """One side's tournament in a fresh process."""
    asked = json.dumps({"work": work, "folder": str(folder), "count": count, "options": options})
    done = subprocess.run(  # noqa: S603
        [sys.executable, __file__, "--work", asked], check=True, capture_output=True, text=True, timeout=LIMIT
    )
    return Taken(**json.loads(done.stdout.splitlines()[-1]))


def ours(folder: Path, count: int, options: object) -> int:  # noqa: ARG001
    """Play with mediant; how many games."""
    from mediant.cli.main import main

    status = main(["tournament", str(folder / "plan.toml"), "-o", str(folder / "results"), "--workers", "1"])
    assert status == 0, status
    return count * 16


def theirs(folder: Path, count: int, options: dict[str, bool]) -> int:
    """Play with NegMAS; how many games."""
    from negmas import Scenario
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.sao import BoulwareTBNegotiator, ConcederTBNegotiator, LinearTBNegotiator, MiCRONegotiator
    from negmas.tournaments.neg import cartesian_tournament

    played = []
    for case in cases(count):
        space = make_os([make_issue(list(issue.options), issue.id) for issue in case.issues])
        functions = [
            LinearAdditiveUtilityFunction(
                values=[dict(stated.values[issue.id]) for issue in case.issues],
                weights=[stated.weights[issue.id] for issue in case.issues],
                outcome_space=space,
                reserved_value=stated.walk_away,
            )
            for stated in (case.preferences[party.id] for party in case.parties)
        ]
        played.append(Scenario(outcome_space=space, ufuns=tuple(functions)))
    found = cartesian_tournament(
        [BoulwareTBNegotiator, LinearTBNegotiator, ConcederTBNegotiator, MiCRONegotiator], played,
        n_steps=100, rotate_ufuns=False, njobs=-1, path=folder / "results", verbosity=0, **options,
    )  # fmt: skip
    return len(found.details)


def _work(asked: dict[str, object]) -> None:
    """In the process of its own: play once on one scenario, so that all is imported, and then measure."""
    work = {"ours": ours, "theirs": theirs}[str(asked["work"])]
    folder, count = Path(str(asked["folder"])), int(str(asked["count"]))
    for many in (1, count):
        place = folder / f"of-{many}" / str(many)
        place.mkdir(parents=True)
        (place / "plan.toml").write_text(PLAN.replace("COUNT", str(many)), encoding="utf-8")
        wall, cpu = time.monotonic(), time.process_time()
        games = work(place, many, asked["options"])
        wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    files = [path for path in (place / "results").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print()
    print(json.dumps({"side": "", "games": games, "wall": wall, "cpu": cpu, "files": len(files), "bytes": size}))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure both sides and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, ours only: does everything still run?")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options, _ = parser.parse_known_args(arguments)  # `make bench` hands the options of all benchmarks to each
    if options.work:
        _work(json.loads(options.work))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = 4 if options.quick else 12
        mine = replace(in_a_process("ours", folder / "ours", count), side="mediant")
        print(" ".join(mine.cells))
        if not options.quick:
            many = in_a_process("ours", folder / "many", 10 * count)
            print(" ".join(replace(many, side="mediant, ten times the scenarios").cells))
        if options.quick or not has_negmas():
            return
        for at, (side, settings) in enumerate(THEIRS.items()):
            other = replace(in_a_process("theirs", folder / str(at), count, **settings), side=side)
            print(" ".join(other.cells))
            print(f"  mediant plays {other.wall / mine.wall:,.0f} times as many a second,", end=" ")
            print(f"{other.cpu / mine.cpu:,.0f} times as many a CPU-second")


if __name__ == "__main__":
    main()

"""A tournament with its results on the disk, beside NegMAS: the same scenarios, strategies and number of games.

    python benchmarks/bench_tournament.py [--quick] [--figures]     (`make bench` runs it in an environment with NegMAS)

Four strategies (Boulware, linear, Conceder, MiCRO) in every seat, random scenarios of two parties and 1,000 outcomes,
100 rounds of alternating offers. One process on either side, in turns, a fresh one for each block, without its start-up
and imports: a tournament on two scenarios comes first, untimed. Ours plays twice in a block: as it is, many games at
once, and one game after another, as it plays strategies that it does not know as arrays. NegMAS draws no figures of the
scenarios, unless `--figures` asks for one more block in which it does: that takes minutes. `--quick`: tiny sizes, ours
only.

All of a tournament is in the time: reading the plan, making the scenarios, playing, and every result on the disk; on
our side also the table with the distances to each scenario's frontier and Nash solution, and the ranking with its
intervals.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import showing
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
NAME = "tournament beside NegMAS"
OURS, ALONE = "mediant", "mediant, one by one"
BLOCKS, SCENARIOS = 3, 24
TARGET = 50
"""How many times NegMAS' negotiations in a CPU second."""
NO_FIGURES = {"save_scenario_figs": False}
LIMIT = 1_800


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
            f"{self.side:<30}", f"{self.games:>6,}", f"{self.wall:>8.2f} s", f"{self.games / self.wall:>8,.1f} /s",
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


def ours(folder: Path, count: int, options: dict[str, bool]) -> int:
    """Play with mediant; how many games. `alone`: one after another."""
    from mediant.cli.main import main
    from mediant.tournaments import together

    if options.get("alone"):
        together.MOST_OUTCOMES_AT_ONCE = 0  # no case is so small
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
    for many in (2, count):
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


def blocks(folder: Path, count: int, scenarios: int) -> Iterator[tuple[Taken, Taken, Taken]]:
    """What each took, block by block: NegMAS, ours, and ours one by one; each is printed as it ends."""
    for block in range(count):
        place = folder / str(block)
        sides = (
            replace(in_a_process("theirs", place / "theirs", scenarios, **NO_FIGURES), side="NegMAS"),
            replace(in_a_process("ours", place / "ours", scenarios), side=OURS),
            replace(in_a_process("ours", place / "alone", scenarios, alone=True), side=ALONE),
        )
        for one in sides:
            print(*one.cells, flush=True)
        yield sides


def compared(measured: Sequence[tuple[Taken, Taken, Taken]]) -> Iterator[str]:
    """How many times as many negotiations: medians, and the least favourable block."""
    for side, asked in ((1, TARGET), (2, None)):
        ratios = [block[0].cpu / block[0].games * block[side].games / block[side].cpu for block in measured]
        times = [block[0].wall / block[0].games * block[side].games / block[side].wall for block in measured]
        verdict = f", at least {asked} asked: {'met' if median(ratios) >= asked else 'NOT met'}" if asked else ""
        yield (
            f"{measured[0][side].side}: {median(ratios):,.0f} times NegMAS' negotiations a CPU second "
            f"(least {min(ratios):,.0f}{verdict}); {median(times):,.0f} times a second by the clock"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure both sides and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, ours only: does everything still run?")
    parser.add_argument("--figures", action="store_true", help="NegMAS also with the figures that it draws")
    parser.add_argument("--only", metavar="TEXT", default="", help=f"nothing unless TEXT is in '{NAME}'")
    parser.add_argument("--write", action="store_true", help="of no meaning here; bench_dealspace.py takes it")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.work:
        _work(json.loads(options.work))
    elif options.only in NAME:
        with tempfile.TemporaryDirectory() as name:
            _compare(Path(name), options)


def _compare(folder: Path, options: argparse.Namespace) -> None:
    if options.quick or not has_negmas():
        for side, alone in ((OURS, False), (ALONE, True)):
            print(*replace(in_a_process("ours", folder / side, 4, alone=alone), side=side).cells)
        return
    for line in compared(list(blocks(folder, BLOCKS, SCENARIOS))):
        print(f"  {line}")
    if options.figures:
        print(*replace(in_a_process("theirs", folder / "figures", SCENARIOS), side="NegMAS, with figures").cells)
    print(showing.machine())


if __name__ == "__main__":
    main()

"""The deal space, ours beside NegMAS 0.16: python benchmarks/bench_dealspace.py [--quick] [--only GROUP] [--write]."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import measuring
import showing
from measuring import Measured
from showing import Line

ALL = ("tables", "frontier", "solutions")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: which stages of ours count, beside whom, and what is to be reached.

    at_most : CPU seconds; share : of the CPU time of `beside`; memory : MB.
    """

    what: str
    laps: tuple[str, ...]
    work: str = "ours"
    beside: str | None = None
    their_laps: tuple[str, ...] = ("frontier",)
    at_most: float | None = None
    share: float | None = None
    memory: float | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Rows about the same problem, over several seeds. limit : seconds by the clock per process."""

    name: str
    problem: Mapping[str, Any]
    rows: tuple[Row, ...]
    seeds: int = 3
    limit: int = 180

    @property
    def works(self) -> list[str]:
        """What has to be run: each work once, what is compared as close together as can be."""
        return list(dict.fromkeys(name for row in self.rows for name in (row.work, row.beside) if name))


GROUPS = (
    Group(
        "2 parties, 10^6",
        {"parties": 2, "issues": 6},
        (
            Row("frontier + 4 solutions; MOBANOS: frontier only", ALL, beside="MOBANOS", share=1.0),
            Row("frontier alone", ALL[:2], beside="MOBANOS"),
            Row("frontier alone, from tables (no case)", ALL[1:2], beside="MOBANOS"),
            Row("frontier + 4 solutions + outcomes by name", (*ALL, "by name"), beside="MOBANOS"),
            Row(
                "frontier + 4 solutions, both",
                ALL,
                beside="enumeration",
                their_laps=("frontier", "solutions"),
                share=0.01,
            ),
        ),
        seeds=5,
    ),
    Group(
        "2 parties, 10^50",
        {"parties": 2, "issues": 50},
        (Row("frontier + 4 solutions; MOBANOS: frontier only", ALL, beside="MOBANOS", at_most=0.1),),
    ),
    Group(
        "2 parties opposed, 10^15",
        {"parties": 2, "issues": 15, "opposed": True},
        (Row("frontier + 4 solutions; MOBANOS: frontier only", ALL, beside="MOBANOS", share=0.1),),
    ),
    Group(
        "3 parties, 10^5",
        {"parties": 3, "issues": 5},
        (Row("frontier + 4 solutions, both", ALL, beside="enumeration", their_laps=("frontier", "solutions")),),
    ),
    Group("3 parties, 10^20", {"parties": 3, "issues": 20}, (Row("frontier + 4 solutions", ALL, at_most=1.0),)),
    Group(
        "4 parties, 10^5",
        {"parties": 4, "issues": 5},
        (Row("frontier + 4 solutions, both", ALL, beside="enumeration", their_laps=("frontier", "solutions")),),
    ),
    Group("4 parties, 10^10", {"parties": 4, "issues": 10}, (Row("frontier + 4 solutions", ALL, at_most=5.0),)),
    Group(
        "6 parties, 10^10",
        {"parties": 6, "issues": 10},
        (Row("frontier + 4 solutions, exact or bounded", ALL, at_most=60.0, memory=4000, exact=False),),
    ),
    Group(
        "hyper-rectangles, 10^10",
        {"parties": 2, "issues": 10},
        (Row("best + frontier + 4 solutions", ("tables", "best", *ALL[1:]), work="ours, boxes", at_most=5.0),),
        seeds=1,
    ),
    Group(
        "partial case",
        {"parties": 2, "issues": 1, "options": 2000},
        (Row("Cairo 2024, 2,000 draws", ("chances",), work="ours, partial", at_most=10.0, memory=1000, exact=False),),
    ),
    *(
        Group(
            f"zone, {parties} parties, 10^{issues}",
            {"parties": parties, "issues": issues, "walk_away": 0.5},
            (Row("count" if issues == 10 else "bounds on the count", ("tables", "zone"), work="ours, zone"),),
            seeds=3 if issues == 10 else 1,
        )
        for issues in (10, 50)
        for parties in (2, 3, 4)
    ),
)

STARTS = {
    "import": (["-c", "import mediant"], ["-c", "import negmas"]),
    "--help": (["-m", "mediant", "--help"], ["-c", "from negmas.scripts.app import cli; cli(['--help'])"]),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and with --write put the results beside this file. Exit status 0 also where a target is missed."""
    options = _options(arguments)
    lines: list[Line] = []
    for line in _lines(options):
        print(showing.as_text(line), flush=True)
        lines.append(line)
    missed = sum(line.verdict.startswith("NOT") for line in lines)
    print(f"\n{showing.machine()}")
    print(f"{missed} of {sum(bool(line.target) for line in lines)} targets NOT met")
    if options.quick:
        print("Tiny sizes: these figures say nothing about the targets.")
    if options.write:
        showing.write(lines)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, ours only: does everything still run?")
    parser.add_argument("--only", metavar="TEXT", default="", help="only groups with this in their name")
    parser.add_argument("--write", action="store_true", help="write results.md and the table in README.md")
    options = parser.parse_args(arguments)
    if options.write and (options.quick or options.only):
        parser.error("only a whole run is written down")
    return options


def _lines(options: argparse.Namespace) -> Iterator[Line]:
    for group in GROUPS:
        if options.only in group.name:
            yield from _group_lines(group, quick=options.quick)
    if options.only in "start-up":
        for name, (ours, theirs) in STARTS.items():
            yield _start_line(name, ours, None if options.quick else theirs, runs=3 if options.quick else 15)


def _group_lines(group: Group, *, quick: bool) -> Iterator[Line]:
    problem = {**group.problem, **_tiny(group.problem)} if quick else group.problem
    found: dict[str, list[Measured]] = {work: [] for work in group.works}
    for seed in range(1 if quick else group.seeds):
        for work in group.works:
            if not work.startswith("ours") and (quick or not measuring.has_negmas()):
                found[work].append(measuring.missing("not run" if quick else "NegMAS is not installed"))
            else:
                found[work].append(measuring.measure(work, problem, seed, group.limit))
    for row in group.rows:
        row = replace(row, at_most=None, share=None, memory=None) if quick else row
        yield showing.line(group.name, row, found[row.work], found[row.beside] if row.beside else None)


def _tiny(problem: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"issues": min(problem["issues"], 3), "options": 20 if problem.get("options", 0) > 10 else 4}


def _start_line(name: str, ours: list[str], theirs: list[str] | None, *, runs: int) -> Line:
    """How much more than `python -c pass`, in turns; the first round warms the disk and compiles."""
    commands = [["-c", "pass"], ours, *([theirs] if theirs and measuring.has_negmas() else [])]
    rounds = [[measuring.start_seconds(command) for command in commands] for _ in range(runs + 1)][1:]
    return showing.start_line(name, [[taken - first for taken in others] for first, *others in rounds])


if __name__ == "__main__":
    sys.exit(main())

"""Talks, ours beside NegMAS' in one run: alternating offers of two, 1,000 outcomes, 100 rounds, Boulware-Conceder.

    python benchmarks/bench_beside_negmas.py [--quick]        (`make bench` runs it in an environment with NegMAS)

Both sides play the same random preferences (three issues of ten options, weights Dirichlet(1, 1, 1), values uniform
and stretched issue by issue from 0 to 1, walk-away 0.2), every game over preferences of its own. Blocks take turns: one
of NegMAS' games, one of ours. Figures are of CPU time, user and system, of this process.

What the time of a game holds. NegMAS: a new `SAOMechanism`, two new negotiators, and the run to the agreement; its
utility functions are at hand, and its negotiators sort the outcomes in the game, every time. Ours with tables made:
sorting the outcomes of both parties, from their utilities, and the talk to its full record; with tables at hand: the
talk alone, as NegMAS would have it if it kept what it sorts. At once: the same, of thousands of games together, to
agreements and rounds, and to every record. The rules differ in one thing: NegMAS' first round is at time 1/101 and its
last at 100/101, ours at 0 and at 1, so that talks are not of quite the same length.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import bench_talks
import rival_talks
import showing

NAME = "talks beside NegMAS"
BLOCKS, GAMES, OF_THEIRS = 9, 3_000, 60
TARGETS = {"tables and play": 20, "play": 20, "stacks and batch": 500, "batch": 500, "batch and records": None}
"""How many times NegMAS' negotiations in a CPU second."""


def blocks(count: int, games: int, of_theirs: int) -> Iterator[tuple[float, float, Mapping[str, float]]]:
    """CPU seconds a game of NegMAS, its rounds, and CPU seconds a game of ours by the names of `bench_talks.SHOWN`."""
    bench_talks.ours(0, 100)
    rival_talks.theirs(0, 3)  # both are warm now
    for seed in range(1, count + 1):
        theirs, rounds = rival_talks.theirs(seed, of_theirs)
        yield theirs, rounds, bench_talks.ours(seed, games)


def lines(measured: Sequence[tuple[float, float, Mapping[str, float]]]) -> Iterator[str]:
    """The table: medians, and how many times NegMAS' in the median block and in the least favourable one."""
    theirs = median(block[0] for block in measured)
    rounds = median(block[1] for block in measured)
    yield f"  {1 / theirs:>9,.1f}  NegMAS: mechanism, negotiators and run; {rounds:.1f} rounds a game"
    for name, least in TARGETS.items():
        ratios = [block[0] / block[2][name] for block in measured]
        verdict = ""
        if least:
            verdict = f", at least {least} asked: {'met' if median(ratios) >= least else 'NOT met'}"
        each = 1 / median(block[2][name] for block in measured)
        what = f"{bench_talks.SHOWN[name]}: {median(ratios):,.0f} times NegMAS' (least {min(ratios):,.0f}{verdict})"
        yield f"  {each:>9,.0f}  {what}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few games: does everything still run?")
    parser.add_argument("--only", metavar="TEXT", default="", help=f"nothing unless TEXT is in '{NAME}'")
    parser.add_argument("--write", action="store_true", help="of no meaning here; bench_dealspace.py takes it")
    asked = parser.parse_args(arguments)
    if asked.only not in NAME:
        return
    count, games, of_theirs = (2, 100, 4) if asked.quick else (BLOCKS, GAMES, OF_THEIRS)
    measured = list(blocks(count, games, of_theirs))
    print(
        f"negotiations a CPU second, medians of {count} blocks; {of_theirs} games a block of NegMAS', {games:,} of ours"
    )
    for line in lines(measured):
        print(line)
    print(showing.machine())


if __name__ == "__main__":
    main()

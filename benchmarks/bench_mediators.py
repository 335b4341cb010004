"""How good the packages are that the mediator finds with few questions, and with answers some of which are wrong.

    python -m benchmarks.bench_mediators                                    3 issues, 100 questions, true answers
    python -m benchmarks.bench_mediators --questions 5 10 20 50 100 --wrong 0 0.05 0.15 --scenarios 6 --curve
                                         [--space small large tied] [--parties 2 3 5] [--kind random opposed]
                                         [--first 1000] [-o FILE] [--show] [--write]

Each line: how many parties, which kind, how many questions each was asked at most, which share of answers was wrong;
then the mean shares of the best value, with 95 % intervals. A share is the value reached over the best
that any package acceptable to all has: egalitarian, the least gain over the walk-away; Nash, the geometric mean of
gains. No agreement, or one that somebody cannot live with, counts as 0. `--curve` prints one line for all budgets.

FILE holds one line of JSON for each scenario, written at once; what it holds already is not played again, so that an
interrupted run goes on; `--show` plays nothing. All budgets of a scenario are played in one go: they differ in the last
questions only, which are kept for confirming. Progress goes to standard error. `--write` puts the table, or the curve
and its picture, into the page of the formulator.

Weights are Dirichlet(1, ..., 1), values uniform and stretched issue by issue to [0, 1], the walk-away is 0.2. Opposed:
the parties stand on two sides in turn. The second party's value of an option is 1 less the first's; from the third
on it is seven tenths that of its side and three tenths its own, stretched again. All have weights of their own.
small: 3 issues of 10 options. large: 10 issues of 10 options. tied: large, and each of 5 pairs of issues has terms for
options taken together, uniform within ±0.1 in each party, the whole then scaled to run from 0 to 1; the mediator knows
which pairs hang together, and nothing else. In the large spaces the best egalitarian value is exact (a mixed-integer
program), the best Nash value that of the best of 61 searches that know all utilities. A wrong answer is the opposite
one; in a wrong order any two of the packages have changed places.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from time import monotonic, process_time

import numpy as np

from benchmarks.mediated import ISSUES, REACH, Scenario, Setting, egalitarian, nash
from benchmarks.mediated_picture import picture
from benchmarks.mediated_tables import curve_table, table
from mediant.talks.acts import Choices
from mediant.talks.mediators.beliefs import Belief, Manner, learned, unknown
from mediant.talks.mediators.bridging import best_package, pool_of
from mediant.talks.mediators.questions import ENOUGH, confirmation, next_question, room_left

DOCS = Path(__file__).resolve().parents[1] / "docs"
REFRESHED = 5
"""The pool of candidates is searched anew after so many questions to each party."""
KEPT_FOR_CONFIRMING = 3


@dataclass(frozen=True, slots=True)
class Result:
    """One scenario with one budget: shares of the best values, questions asked of a party on average, CPU seconds.

    The seconds are those since the smaller budget was played.
    """

    space: str
    parties: int
    kind: str
    seed: int
    wrong: float
    questions: int
    egalitarian: float
    nash: float
    rational: bool
    asked: float
    seconds: float

    @property
    def run(self) -> tuple[Setting, float, int]:
        """What was played."""
        return Setting(self.space, self.parties, self.kind, self.seed), self.wrong, self.questions


@dataclass(slots=True)
class Mediation:
    """What the mediator thinks and has asked so far, of one scenario."""

    scenario: Scenario
    wrong: float
    beliefs: list[Belief]
    rng: np.random.Generator
    turn: int = 0
    asked: int = 0
    over: bool = False
    pool: tuple[Choices, ...] = ()

    def copied(self) -> Mediation:
        """To go on with apart."""
        return replace(self, beliefs=list(self.beliefs), rng=deepcopy(self.rng))

    def ask(self, until: int, *, last: bool = False) -> None:
        """Up to so many questions to each party; last : to confirm the best package, where there is doubt."""
        while self.turn < until and not self.over:
            self._round(last=last)
            self.turn += 1

    def _round(self, *, last: bool) -> None:
        best = None
        if self.turn % REFRESHED == 0 or self.turn < REFRESHED or last:
            self.pool = pool_of(self.beliefs, self.rng, self.pool[:20])
            best = best_package(self.beliefs, self.pool)
            doubt = any(confirmation(best, party) for party in range(len(self.beliefs)))
            if room_left(self.beliefs, self.pool) < ENOUGH and not doubt:
                self.over = True
                return
        for party in range(len(self.beliefs)):
            question = confirmation(best, party) if last and best is not None else None
            question = question or next_question(self.beliefs, party, self.pool, self.rng).question
            if question is not None:
                answer = self.scenario.answer(party, question, self.rng, self.wrong)
                self.beliefs[party] = learned(self.beliefs[party], (question, answer))
                self.asked += 1

    def proposed(self) -> Choices:
        """What it would put on the table now."""
        return best_package(self.beliefs, pool_of(self.beliefs, self.rng, self.pool[:20])).package


def played(setting: Setting, wrong: float, budgets: Sequence[int]) -> Iterator[Result]:
    """One scenario with each of these budgets, the smallest first."""
    scenario = Scenario(setting)
    fair, together = scenario.best()
    manner = Manner(when=scenario.when, reach=REACH)
    beliefs = [
        unknown(scenario.options, replace(manner, seed=1000 * setting.seed + party)) for party in range(setting.parties)
    ]
    mediation = Mediation(scenario, wrong, beliefs, np.random.default_rng([setting.seed, 7]))
    for questions in sorted(budgets):
        before = process_time()
        mediation.ask(questions - KEPT_FOR_CONFIRMING)
        end = mediation.copied()
        end.ask(questions, last=True)
        gains = scenario.gains(np.array([end.proposed()]))
        yield Result(
            **asdict(setting), wrong=wrong, questions=questions, egalitarian=float(egalitarian(gains)[0]) / fair,
            nash=float(nash(gains)[0]) / together, rational=bool(gains.min() >= -1e-9),
            asked=end.asked / setting.parties, seconds=process_time() - before,
        )  # fmt: skip


def kept(file: Path | None) -> list[Result]:
    """What a file holds; a last line that was cut off is left out."""
    return [Result(**json.loads(one)) for one in _whole_lines(file)] if file else []


def keep(file: Path | None, results: Sequence[Result]) -> None:
    """Add results to a file, in place of a last line that was cut off."""
    if file:
        before = _whole_lines(file)
        with file.open("r+" if file.exists() else "w", encoding="utf-8") as stream:
            stream.seek(len("".join(before).encode()))
            stream.truncate()
            stream.writelines(f"{json.dumps(asdict(one))}\n" for one in results)


def _whole_lines(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else []
    return [line for line in lines if line.endswith("\n")]


def settings(options: argparse.Namespace) -> list[tuple[Setting, float]]:
    """What is to be played, seed by seed, so that all lines grow alike."""
    seeds = range(options.first, options.first + options.scenarios)
    return [
        (Setting(space, parties, kind, seed), wrong)
        for seed, space, wrong, parties, kind in product(
            seeds, options.space, options.wrong, options.parties, options.kind
        )
    ]


def results(options: argparse.Namespace) -> list[Result]:
    """All results, those that are not at hand played now; progress goes to standard error."""
    asked, found = settings(options), {one.run: one for one in kept(options.output)}
    begun, new = monotonic(), 0
    for place, (setting, wrong) in enumerate(asked):
        if options.show or all((setting, wrong, questions) in found for questions in options.questions):
            continue
        batch = list(played(setting, wrong, options.questions))
        keep(options.output, [one for one in batch if one.run not in found])
        found |= {one.run: one for one in batch}
        new += 1
        left = (monotonic() - begun) / new * (len(asked) - place - 1)
        print(f"{place + 1} of {len(asked)} scenarios, about {left / 60:.0f} min left", file=sys.stderr, flush=True)
    runs = [(setting, wrong, questions) for setting, wrong in asked for questions in options.questions]
    return [found[run] for run in runs if run in found]


def write(name: str, text: str) -> None:
    """Put a text into its place in the page of the formulator."""
    page = DOCS / "explanation" / "formulator.md"
    begin, end = f"<!-- {name}: written by bench_mediators --write -->\n", f"<!-- end of {name} -->"
    before, rest = page.read_text(encoding="utf-8").split(begin)
    page.write_text(f"{before}{begin}\n{text}\n\n{end}{rest.split(end)[1]}", encoding="utf-8")


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenarios", type=int, default=30)
    parser.add_argument("--first", type=int, default=1000, help="seed of the first one; the method was tuned below 600")
    parser.add_argument("--questions", type=int, nargs="+", default=[100])
    parser.add_argument("--wrong", type=float, nargs="+", default=[0.0])
    parser.add_argument("--parties", type=int, nargs="+", default=[2, 3, 5])
    parser.add_argument("--kind", nargs="+", choices=["random", "opposed"], default=["random", "opposed"])
    parser.add_argument("--space", nargs="+", choices=list(ISSUES), default=["small"])
    parser.add_argument("-o", "--output", type=Path, help="where results are kept")
    parser.add_argument("--curve", action="store_true", help="a line for all budgets")
    parser.add_argument("--show", action="store_true", help="only what FILE holds")
    parser.add_argument("--write", action="store_true", help="into the page of the formulator")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    options = parsed(arguments)
    found = results(options)
    text = (curve_table if options.curve else table)(found)
    print(text)
    if options.write:
        write("curve" if options.curve else "table", text)
    if options.write and options.curve:
        (DOCS / "pictures" / "formulator.svg").write_text(picture(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

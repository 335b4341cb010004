"""How good the packages are that the mediator finds with few questions.

    python -m benchmarks.bench_mediators [--scenarios 30] [--first 1000] [--questions 5 10 20 50 100]
                                         [--wrong 0 0.05 0.15] [--parties 2 3 5] [--kind random opposed]
                                         [--space small large tied] [--processes 2]

Each line: how many parties, which kind, how many questions each was asked at most, which share of answers was wrong;
then the mean shares of the best value, with 95 % intervals. A share is the value reached over the best that any package
acceptable to all has: egalitarian, the least gain over the walk-away; Nash, the geometric mean of gains. No agreement,
or one that somebody cannot live with, counts as 0.

Weights are Dirichlet(1, ..., 1), values uniform and stretched issue by issue to [0, 1], the walk-away is 0.2. Opposed:
the parties stand on two sides in turn. The second party's value of an option is 1 less the first's; from the third
on it is seven tenths that of its side and three tenths its own, stretched again. All have weights of their own.
small: 3 issues of 10 options. large: 10 issues of 10 options. The first questions ask for orders of options.
tied: large, and each of 5 pairs of issues has terms for
options taken together, uniform within ±0.1 in each party, the whole then scaled to run from 0 to 1; the mediator knows
which pairs hang together, and nothing else. In the large spaces the best value is the best that a search knowing all
utilities finds from many starts, so a share may exceed what an exact optimum would give.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from time import process_time

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices, Compare, Question, Rank
from mediant.talks.mediators.beliefs import Manner, columns_of, learned, tied_columns, unknown
from mediant.talks.mediators.bridging import best_package, neighbours, pool_of, tied_neighbours
from mediant.talks.mediators.questions import ENOUGH, confirmation, next_question, room_left

Floats = NDArray[np.float64]

WALK_AWAY = 0.2
OPTIONS = 10
ISSUES = {"small": 3, "large": 10, "tied": 10}
TIES = ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9))
REACH = 0.1
REFRESHED = 5
"""The pool of candidates is searched anew after so many questions to each party."""
KEPT_FOR_CONFIRMING = 3
STARTS = 60


@dataclass(frozen=True, slots=True)
class Run:
    """What is played."""

    space: str
    parties: int
    kind: str
    questions: int
    wrong: float
    seed: int


@dataclass(frozen=True, slots=True)
class Result:
    """Shares of the best values, questions asked of a party on average, CPU seconds."""

    egalitarian: float
    nash: float
    rational: bool
    asked: float
    seconds: float


class Scenario:
    """worth : (parties, options of all issues); terms : (parties, pairs of options of ties)."""

    def __init__(self, run: Run) -> None:
        rng = np.random.default_rng([run.seed, run.parties, ISSUES[run.space], int(run.kind == "opposed")])
        issues = ISSUES[run.space]
        self.options, self.ties = (OPTIONS,) * issues, TIES if run.space == "tied" else ()
        weights = rng.dirichlet(np.ones(issues), run.parties)
        values = stretched(rng.random((run.parties, issues, OPTIONS)))
        if run.kind == "opposed":
            values[1::2] = np.array([opposed(1.0 - values[0], own, place) for place, own in enumerate(values[1::2])])
            values[2::2] = np.array([opposed(values[0], own, 1) for own in values[2::2]]).reshape(values[2::2].shape)
        self.worth = (weights[:, :, None] * values).reshape(run.parties, -1)
        self.terms = rng.uniform(-REACH, REACH, (run.parties, len(self.ties) * OPTIONS**2))
        if self.ties:
            self._scale()

    def _scale(self) -> None:
        """From 0 to 1: ties are disjoint pairs of issues, so the extremes are the sums of those of the pairs."""
        for party, (worth, terms) in enumerate(zip(self.worth, self.terms, strict=True)):
            table = worth.reshape(-1, OPTIONS)
            whole = [
                table[left][:, None] + table[right][None] + part
                for (left, right), part in zip(self.ties, terms.reshape(-1, OPTIONS, OPTIONS), strict=True)
            ]
            low, high = sum(part.min() for part in whole), sum(part.max() for part in whole)
            self.worth[party] = (worth - low / len(self.options)) / (high - low)
            self.terms[party] = terms / (high - low)

    def gains(self, packages: NDArray[np.intp]) -> Floats:
        """(parties, packages)."""
        total = self.worth[:, columns_of(self.options, packages)].sum(axis=2)
        if self.ties:
            total = total + self.terms[:, tied_columns(self.options, self.ties, packages)].sum(axis=2)
        return total - WALK_AWAY

    def answer(self, party: int, question: Question, *, wrong: bool) -> bool | int:
        """True, or the opposite; an order is always true."""
        if isinstance(question, Rank):
            gains = self.gains(np.array(question.outcomes))[party]
            return tuple(int(place) for place in np.argsort(-gains, kind="stable"))
        if isinstance(question, Compare):
            first, second = self.gains(np.array([question.first, question.second]))[party]
            return int((first < second) != wrong)
        gain = self.gains(np.array([question.choices]))[party, 0]
        return bool((gain >= -1e-9) != wrong)

    def best(self) -> tuple[float, float]:
        """The greatest least gain and the greatest geometric mean of gains, of packages acceptable to all."""
        if len(self.options) == ISSUES["small"]:
            gains = self.gains(np.array(list(product(*map(range, self.options)))))
            return float(egalitarian(gains).max()), float(nash(gains).max())
        rng = np.random.default_rng(0)
        starts = rng.integers(OPTIONS, size=(STARTS, len(self.options)))
        return tuple(max(self._climbed(start, value) for start in starts) for value in (egalitarian, nash))  # type: ignore[return-value]

    def _climbed(self, package: NDArray[np.intp], value: object) -> float:
        best = -np.inf
        while True:
            near = np.concatenate(
                [neighbours(self.options, package), tied_neighbours(self.options, self.ties or TIES, package)]
            )
            gains = self.gains(near)
            found = value(gains) + 1e-3 * gains.min(axis=0) + 1e-6 * gains.mean(axis=0)  # type: ignore[operator]
            if found.max() <= best + 1e-12:
                return float(value(self.gains(package[None]))[0])  # type: ignore[operator]
            best, package = float(found.max()), near[int(found.argmax())]


def stretched(values: Floats) -> Floats:
    """From 0 to 1 along the last axis."""
    low = values.min(axis=-1, keepdims=True)
    return (values - low) / (values.max(axis=-1, keepdims=True) - low)


def opposed(side: Floats, own: Floats, place: int) -> Floats:
    """The first of a side is its side; the others have some values of their own."""
    return side if place == 0 else stretched(0.7 * side + 0.3 * own)


def egalitarian(gains: Floats) -> Floats:
    """(packages,) the least gain, 0 where somebody cannot live with it."""
    return np.maximum(gains.min(axis=0), 0.0)


def nash(gains: Floats) -> Floats:
    """(packages,) the geometric mean of gains, 0 where somebody cannot live with it."""
    return np.prod(np.maximum(gains, 0.0), axis=0) ** (1.0 / len(gains)) * (gains.min(axis=0) >= 0.0)


def mediated(scenario: Scenario, run: Run) -> tuple[Choices, float]:
    """What the mediator proposes, and how many questions it asked of a party on average."""
    rng = np.random.default_rng([run.seed, 7])
    beliefs = [
        unknown(scenario.options, Manner(ties=scenario.ties, reach=REACH, seed=1000 * run.seed + party))
        for party in range(run.parties)
    ]
    pool: tuple[Choices, ...] = ()
    asked = 0
    for turn in range(run.questions):
        last = run.questions - turn <= KEPT_FOR_CONFIRMING
        if turn % REFRESHED == 0 or turn < REFRESHED or last:
            pool = pool_of(beliefs, rng, pool[:20])
            best = best_package(beliefs, pool)
            if room_left(beliefs, pool) < ENOUGH and not any(confirmation(best, p) for p in range(run.parties)):
                break
        for party in range(run.parties):
            question: Question | None = confirmation(best, party) if last else None
            question = question or next_question(beliefs, party, pool, rng).question
            if question is not None:
                answer = scenario.answer(party, question, wrong=bool(rng.random() < run.wrong))
                beliefs[party] = learned(beliefs[party], (question, answer))
                asked += 1
    return best_package(beliefs, pool_of(beliefs, rng, pool[:20])).package, asked / run.parties


def played(run: Run) -> Result:
    """One scenario."""
    scenario = Scenario(run)
    before = process_time()
    package, asked = mediated(scenario, run)
    seconds = process_time() - before
    gains = scenario.gains(np.array([package]))
    fair, together = scenario.best()
    rational = bool(gains.min() >= -1e-9)
    return Result(float(egalitarian(gains)[0]) / fair, float(nash(gains)[0]) / together, rational, asked, seconds)


def runs(options: argparse.Namespace) -> Iterator[list[Run]]:
    """The runs of each line."""
    for space, parties, kind, wrong, questions in product(
        options.space, options.parties, options.kind, options.wrong, options.questions
    ):
        yield [
            Run(space, parties, kind, questions, wrong, seed)
            for seed in range(options.first, options.first + options.scenarios)
        ]


def interval(values: Sequence[float]) -> str:
    """Mean and half of its 95 % interval (normal)."""
    half = 1.96 * np.std(values, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else float("nan")
    return f"{np.mean(values):.3f} ± {half:.3f}"


def line(batch: Sequence[Run], results: Sequence[Result]) -> str:
    """One line of the table."""
    run, refused = batch[0], sum(not result.rational for result in results)
    cells = (
        run.space,
        f"{run.parties} {run.kind}",
        f"{run.questions}",
        f"{run.wrong:.0%}",
        interval([result.egalitarian for result in results]),
        interval([result.nash for result in results]),
        f"{refused} of {len(results)}",
        f"{np.mean([result.asked for result in results]):.0f}",
        f"{np.mean([result.seconds for result in results]):.1f}",
    )
    return f"| {' | '.join(cells)} |"


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenarios", type=int, default=30)
    parser.add_argument(
        "--first", type=int, default=1000, help="seed of the first scenario; the method was tuned below 100"
    )
    parser.add_argument("--questions", type=int, nargs="+", default=[100])
    parser.add_argument("--wrong", type=float, nargs="+", default=[0.0])
    parser.add_argument("--parties", type=int, nargs="+", default=[2, 3, 5])
    parser.add_argument("--kind", nargs="+", choices=["random", "opposed"], default=["random", "opposed"])
    parser.add_argument("--space", nargs="+", choices=list(ISSUES), default=["small"])
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, a line when it is done."""
    options = parsed(arguments)
    print("| space | parties | questions | wrong | egalitarian share | Nash share | irrational | asked | CPU s |")
    print("|---|---|---|---|---|---|---|---|---|")
    with ProcessPoolExecutor(options.processes) as pool:
        for batch in runs(options):
            print(line(batch, list(pool.map(played, batch))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

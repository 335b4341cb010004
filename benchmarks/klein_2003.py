"""Annealed single text on 100 interdependent issues (Klein, Faratin, Sayama & Bar-Yam 2003), run by

    python -m benchmarks.klein_2003 [--runs N]

Two agents, 100 issues of two options, utilities x'Hx with every entry of H drawn evenly from -1 to 1. A mediator
changes one issue of the text at random, 10,000 times; a climber votes for what is better for it, an annealer also for
what is worse, with the chance exp(dU / T), T falling evenly from 10 to 0. Payoffs, and welfare (the sum), are
(U - least) / (greatest - least), with the least and the greatest that long annealing finds; dividing by the greatest
alone would give other figures.

The talks are those of the protocol `annealed-text` with `climber`, `annealer` and `mutator`, played by a twin that
keeps arrays of many talks instead of records (`final_texts`): a test compares it with the engine, text by text.

The figures beside ours are of an independent simulation of the same description, not of the paper.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices

ISSUES, PROPOSALS, HOTTEST, RUNS = 100, 10_000, 10.0, 76
LONG, LONG_HOTTEST = 40_000, 30.0
"""Changes, and the first temperature, of the annealing that looks for the least and the greatest."""
ROWS = {
    "two climbers": (False, False),
    "annealer and climber": (True, False),
    "two annealers": (True, True),
}
REFERENCE = {
    "two climbers": (0.872, 0.765, 0.765),
    "annealer and climber": (0.853, 0.511, 0.992),
    "two annealers": (0.981, 0.842, 0.839),
}
"""Welfare, and the payoffs of the first and the second."""
TOLERANCE = 0.03

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Quadratic:
    """What an agent wants, without a list of outcomes: x'Hx for the options x, 0 or 1. Neither vote asks for more."""

    matrix: Floats
    reserved: float = float("-inf")
    greatest: float = float("inf")

    def utility(self, choices: Choices) -> float:
        """Of an outcome."""
        x = np.array(choices, dtype=float)
        return float(x @ self.matrix @ x)


class Texts:
    """A text in each of many talks, and what changing any one issue would add for an agent, kept up to date.

    matrices : (n_talks, n_issues, n_issues) of each agent; texts : (n_talks, n_issues) of 0 and 1.
    """

    def __init__(self, matrices: Sequence[Floats], texts: Floats) -> None:
        self.texts = texts
        self.talks = np.arange(len(texts))
        self.steps = np.zeros(len(texts))
        diagonal = np.arange(texts.shape[1])
        self.ties = [matrix + matrix.transpose(0, 2, 1) for matrix in matrices]
        for ties in self.ties:
            ties[:, diagonal, diagonal] = 0
        self.slopes = [
            np.einsum("gij,gj->gi", ties, texts) + np.einsum("gii->gi", matrix)
            for ties, matrix in zip(self.ties, matrices, strict=True)
        ]

    def gains(self, issues: NDArray[np.intp]) -> list[Floats]:
        """(n_talks,) for each agent: what changing this issue in each talk would add."""
        self.steps = 1 - 2 * self.texts[self.talks, issues]
        return [self.steps * slopes[self.talks, issues] for slopes in self.slopes]

    def change(self, issues: NDArray[np.intp], agreed: NDArray[np.bool_]) -> None:
        """Change these issues where it was agreed, after their gains were asked for."""
        steps = self.steps * agreed
        self.texts[self.talks, issues] += steps
        for slopes, ties in zip(self.slopes, self.ties, strict=True):
            slopes += ties[self.talks, issues] * steps[:, None]


def final_texts(matrices: Sequence[Floats], anneals: Sequence[bool], seeds: Sequence[int], proposals: int) -> Floats:
    """(n_talks, n_issues): how the talks of these seeds end, as played by the engine.

    Every seat draws from the stream that the engine would give it: parties first, then the mediator.
    """
    agents, issues = len(matrices), matrices[0].shape[1]
    streams = [np.random.default_rng(seed).spawn(agents + 1) for seed in seeds]
    first = [mediator.integers([2] * issues) for *_, mediator in streams]
    drawn = np.array([mediator.integers(issues, size=proposals) for *_, mediator in streams]).T
    chances = np.array([[party.random(proposals) for party in parties] for *parties, _ in streams]).T
    texts = Texts(matrices, np.array(first, dtype=float))
    for number in range(proposals):
        temperature = HOTTEST * (1 - number / proposals)
        agreed = np.ones(len(seeds), dtype=bool)
        for agent, gains in enumerate(texts.gains(drawn[number])):
            cool = np.exp(np.minimum(gains, 0) / temperature)
            agreed &= chances[number, agent] < cool if anneals[agent] else gains > 0
        texts.change(drawn[number], agreed)
    return texts.texts


def greatest(matrices: Floats, rng: np.random.Generator, changes: int = LONG) -> Floats:
    """(n_matrices,): the greatest x'Hx that one long annealing of each finds."""
    texts = Texts([matrices], rng.integers(2, size=matrices.shape[:2]).astype(float))
    now = worths(texts.texts, matrices)
    best = now.copy()
    for number in range(changes):
        issues = rng.integers(matrices.shape[1], size=len(matrices))
        (gains,) = texts.gains(issues)
        temperature = LONG_HOTTEST * (1 - number / changes)
        agreed = rng.random(len(matrices)) < np.exp(np.minimum(gains, 0) / temperature)
        texts.change(issues, agreed)
        now += gains * agreed
        best = np.maximum(best, now)
    return best


def worths(texts: Floats, matrices: Floats) -> Floats:
    """(n_talks,): x'Hx of each text."""
    return np.einsum("gi,gij,gj->g", texts, matrices, texts)


def table(runs: int = RUNS, issues: int = ISSUES, proposals: int = PROPOSALS) -> Mapping[str, Floats]:
    """(3, 2) for each row: welfare and the payoffs of both agents, each as mean over the runs and standard error."""
    rng = np.random.default_rng(0)
    agents = rng.uniform(-1, 1, size=(2, runs, issues, issues))
    scored = np.concatenate([agents.sum(axis=0)[None], agents])
    ends = greatest(np.concatenate([*scored, *-scored]), rng, LONG * issues // ISSUES).reshape(2, 3, runs)
    found = {}
    for name, anneals in ROWS.items():
        texts = final_texts(list(agents), anneals, range(runs), proposals)
        shares = np.array([worths(texts, matrices) for matrices in scored])
        shares = (shares + ends[1]) / (ends[0] + ends[1])
        found[name] = np.column_stack([shares.mean(axis=1), shares.std(axis=1, ddof=1) / runs**0.5])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    print(f"{runs} runs, means ± standard errors, in brackets the reference; `off`: further from it than {TOLERANCE}")
    for name, figures in table(runs).items():
        parts = [
            f"{what} {mean:.3f} ± {error:.3f} ({reference:.3f}{'' if abs(mean - reference) <= TOLERANCE else ', off'})"
            for what, (mean, error), reference in zip(
                ("welfare", "first", "second"), figures, REFERENCE[name], strict=True
            )
        ]
        print(f"{name}: " + "; ".join(parts))


if __name__ == "__main__":
    main()

"""Klein et al. 2003: the twin of many talks ends as the engine does, and the figures are those that are known."""

from __future__ import annotations

import json

import numpy as np
import pytest

from benchmarks.klein_2003 import (
    HOTTEST,
    LONG,
    REFERENCE,
    ROWS,
    TOLERANCE,
    Quadratic,
    final_texts,
    greatest,
    table,
    worths,
)
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Preferences, Term
from mediant.talks.mediators.mutator import Mutator
from mediant.talks.protocols.annealed_text import AnnealedText
from mediant.talks.session import Talk, play
from mediant.talks.standing import standings_of
from mediant.talks.strategies.annealing import Annealer, Climber


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(("issues", "proposals"), [(4, 30), (30, 150)])
def test_the_twin_and_the_engine_end_with_the_same_texts(row, issues, proposals):
    seeds = (3, 4, 5)
    matrices = [np.random.default_rng(agent).uniform(-1, 1, (len(seeds), issues, issues)) for agent in range(2)]
    twins = final_texts(matrices, ROWS[row], seeds, proposals)
    for talk, seed in enumerate(seeds):
        standings = {name: Quadratic(each[talk]) for name, each in zip(("a", "b"), matrices, strict=True)}
        seats = {
            name: Annealer(HOTTEST) if anneals else Climber()
            for name, anneals in zip(standings, ROWS[row], strict=True)
        }
        game = Talk(
            standings=standings, options=(2,) * issues, protocol=AnnealedText(proposals), mediators={"m": frozenset({"draft"})}
        )  # fmt: skip
        assert play(game, {**seats, "m": Mutator()}, seed).end.agreement == tuple(twins[talk].astype(int).tolist())


def test_the_utility_is_that_of_a_case_with_terms_over_pairs_of_issues():
    """x'Hx: every issue has a value, and every pair of issues a term for both taken together."""
    rng = np.random.default_rng(0)
    matrices = rng.uniform(-1, 1, (2, 5, 5)).round(6)
    issues = tuple(Issue(id=f"i{number}", name=f"Issue {number}", options=("no", "yes")) for number in range(5))
    case = Case(
        title="Quadratic",
        parties=(Party(id="a", name="A"), Party(id="b", name="B")),
        issues=issues,
        preferences={
            party: Preferences(
                values={f"i{i}": {"no": 0.0, "yes": float(matrix[i, i])} for i in range(5)},
                together=tuple(
                    Term(when={f"i{i}": ("yes",), f"i{j}": ("yes",)}, add=float(matrix[i, j] + matrix[j, i]))
                    for i in range(5)
                    for j in range(i)
                ),
            )
            for party, matrix in zip(("a", "b"), matrices, strict=True)
        },
    )
    for standing, matrix in zip(standings_of(case).values(), matrices, strict=True):
        for choices in np.ndindex((2,) * 5):
            assert standing.utility(choices) == pytest.approx(Quadratic(matrix).utility(choices), abs=1e-9)


def test_long_annealing_finds_the_greatest():
    rng = np.random.default_rng(1)
    matrices = rng.uniform(-1, 1, (4, 10, 10))
    texts = np.array(list(np.ndindex((2,) * 10)), dtype=float)
    best = np.einsum("ti,gij,tj->gt", texts, matrices, texts).max(axis=1)
    assert greatest(matrices, rng, 4000) == pytest.approx(best, abs=1e-9)
    assert worths(texts[-4:], matrices) == pytest.approx(
        [texts[-4 + k] @ matrices[k] @ texts[-4 + k] for k in range(4)]
    )


def test_what_is_shown_beside_our_figures_is_the_reference(shared_data):
    cases = json.loads((shared_data / "literature" / "cases.json").read_text(encoding="utf-8"))["cases"]
    (case,) = (case for case in cases if case["id"] == "klein-2003")
    found = [tuple(row.values()) for row in case["expected"].values()]
    assert found == list(REFERENCE.values())
    assert case["tolerance"] == TOLERANCE


@pytest.mark.slow
def test_the_figures_are_within_the_tolerance():
    for row, figures in table().items():
        for (mean, _), reference in zip(figures, REFERENCE[row], strict=True):
            assert abs(mean - reference) <= TOLERANCE
    assert LONG == 40_000

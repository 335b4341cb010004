"""Ito, Hattori & Klein 2007: scenarios, and figures beside the reference."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.ito_2007 import (
    EACH,
    ISSUES,
    REFERENCE,
    RUNS,
    TOLERANCE,
    VALUES,
    WIDEST,
    Outcome,
    as_case,
    constraints,
    line,
    played,
    scenario,
    shown,
    utilities,
)
from mediant.talks.standing import standings_of


def test_constraints_are_as_described():
    drawn = constraints(4, np.random.default_rng(0))
    assert [len(constraint.intervals) for constraint in drawn] == [1] * EACH + [2] * EACH + [3] * EACH + [4] * EACH
    for constraint in drawn:
        assert 0 <= constraint.value <= 100 * len(constraint.intervals)
        assert all(0 <= first <= last < VALUES for first, last in constraint.intervals.values())
        assert all(1 <= last - first + 1 <= WIDEST for first, last in constraint.intervals.values())


def test_a_scenario_is_a_case_of_mediant():
    """Every constraint is a term over options taken together."""
    rng = np.random.default_rng(0)
    agents = [constraints(3, rng) for _ in range(2)]
    for standing, agent in zip(standings_of(as_case(agents, 3)).values(), agents, strict=True):
        assert standing.utilities.ravel() == pytest.approx(utilities(agent, 3).ravel(), abs=1e-9)


def test_both_protocols_are_played_and_nothing_is_better_than_the_best():
    outcome = played(scenario(2, 2, 0), 0)
    assert 0 <= outcome.climbing <= 1 + 1e-9
    assert outcome.bidding is not None
    assert 0.8 < outcome.bidding <= 1 + 1e-9
    assert outcome == played(scenario(2, 2, 0), 0)


def test_means_errors_and_what_is_off_the_reference():
    row = line(4, 5, [Outcome(climbing=0.4, bidding=None), Outcome(climbing=0.5, bidding=0.9)])
    assert row.figures["climbing"] == pytest.approx((0.45, 0.05))
    assert row.figures["bidding"][0] == 0.9
    assert row.figures["no deal"] == pytest.approx((0.5, 0.5))
    assert shown(row) == (
        "4 agents, 5 issues, 2 runs: climbing 0.450 ± 0.050 (0.43); bidding 0.900 ± nan (none, off); "
        "no deal 0.500 ± 0.500 (1.00, off)"
    )
    assert "bidding none (none)" in shown(line(4, 5, [Outcome(climbing=0.4, bidding=None)] * 2))


def test_what_is_shown_beside_our_figures_is_the_reference(shared_data):
    cases = json.loads((shared_data / "literature" / "cases.json").read_text(encoding="utf-8"))["cases"]
    (case,) = (case for case in cases if case["id"] == "ito-2007")
    two, four = case["expected"], case["expected"]["with_4_agents"]
    assert [tuple(two[key]) for key in ("HC_nonlinear", "AS", "AS_fail")] == list(REFERENCE[2].values())
    assert [tuple(four[key]) for key in ("HC_nonlinear", "AS_when_deal", "AS_fail")] == list(REFERENCE[4].values())
    assert (tuple(case["inputs"]["M"]), case["inputs"]["runs"], case["tolerance"]) == (ISSUES, RUNS[2], TOLERANCE)


@pytest.mark.slow
def test_climbing_decays_with_the_issues_and_bidding_does_not():
    rows = [line(2, issues, [played(scenario(2, issues, run), run) for run in range(12)]) for issues in (2, 4, 6)]
    climbing = [row.figures["climbing"][0] for row in rows]
    assert all(more > less for more, less in pairwise(climbing))
    assert all(row.figures["bidding"][0] > 0.9 and row.figures["no deal"][0] == 0 for row in rows)

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from mediant.analysis.elimination import frontier, greatest, least, settling_order
from mediant.analysis.pareto import efficient_rows
from mediant.analysis.tables import Box, Tables
from mediant.analysis.thinning import futures
from tests.analysis.random_cases import all_choices, random_additive, random_tables

ENOUGH = 1 << 40


@pytest.mark.parametrize("seed", range(10))
def test_agrees_with_enumeration(seed):
    rng = np.random.default_rng(seed)
    for _ in range(100):
        tables = random_tables(rng)
        choices = all_choices(tables)
        choices = choices[~tables.forbidden(choices)]
        rows = efficient_rows(tables.utilities(choices))
        found = frontier(tables, limit=ENOUGH)
        assert found.choices.tolist() == choices[rows].tolist()
        assert found.utilities.tolist() == tables.utilities(choices[rows]).tolist()
        assert not found.slack.any()


@pytest.mark.parametrize("seed", range(5))
def test_extremes_agree_with_enumeration(seed):
    rng = np.random.default_rng(seed)
    for _ in range(50):
        tables = random_tables(rng)
        choices = all_choices(tables)
        free = choices[~tables.forbidden(choices)]
        for party in range(tables.n_parties):
            assert least(tables, party) == tables.utilities(choices)[:, party].min()
            best = tables.utilities(free)[:, party].max() if len(free) else None
            assert greatest(tables, party) == best


@pytest.mark.parametrize("seed", range(5))
def test_a_thinned_frontier_keeps_its_guarantee(seed):
    rng = np.random.default_rng(seed)
    thinned = 0
    for _ in range(60):
        tables = random_tables(rng)
        choices = all_choices(tables)
        utilities = tables.utilities(choices[~tables.forbidden(choices)])
        found = frontier(tables, limit=int(rng.integers(1, 30)))
        thinned += bool(found.slack.any())
        for row in utilities:
            assert (found.utilities + found.slack >= row).all(axis=1).any()
        assert found.utilities.tolist() == tables.utilities(found.choices).tolist()
    assert thinned > 5


def test_spaces_far_too_large_to_enumerate():
    tables = random_additive(np.random.default_rng(0), issues=50, options=10, parties=2)
    assert tables.size == 10**50
    found = frontier(tables, limit=ENOUGH)
    assert len(found.utilities) > 100
    assert efficient_rows(found.utilities).tolist() == list(range(len(found.utilities)))
    for party in range(2):  # each end of the frontier is that party's best, which is the sum of its best options
        best = sum(int(table[:, party].max()) for table in tables.worth)
        assert found.utilities[:, party].max() == best == greatest(tables, party)


def test_a_frontier_of_a_sum_is_that_of_the_sum_of_frontiers():
    rng = np.random.default_rng(1)
    left, right = (random_additive(rng, issues=3, options=6, parties=3, unit=1e3) for _ in range(2))
    both = Tables((*left.worth, *right.worth), (), np.zeros((0, 3), dtype=np.int64))
    parts = [frontier(half, limit=ENOUGH).utilities for half in (left, right)]
    sums = (parts[0][:, None] + parts[1][None]).reshape(-1, 3)
    expected = sorted(map(tuple, sums[efficient_rows(sums)].tolist()))
    assert sorted(map(tuple, frontier(both, limit=ENOUGH).utilities.tolist())) == expected


def test_equal_vectors_are_shown_by_the_first_outcome_of_the_file():
    worth = np.array([[1, 1], [1, 1], [0, 0]])
    tie = Box({1: np.array([True, True, False]), 2: np.array([True, True, False])})
    tables = Tables((worth, worth, worth), (tie,), np.array([[1, 1]]))
    assert frontier(tables, limit=ENOUGH).choices.tolist() == [[0, 0, 0]]


def test_nothing_is_left_when_red_lines_forbid_all():
    all_of_it = Box({0: np.array([True, True])})
    tables = Tables((np.array([[1, 2], [3, 4]]),), (), np.zeros((0, 2), dtype=np.int64), (all_of_it,))
    assert len(frontier(tables, limit=ENOUGH).utilities) == 0
    assert greatest(tables, 0) is None
    assert least(tables, 0) == 1


def test_tied_issues_are_settled_first_and_all_are_settled_once():
    rng = np.random.default_rng(2)
    for _ in range(50):
        tables = random_tables(rng)
        order = settling_order(tables)
        tied = {issue for box in tables.ties for issue in box.marks}
        assert sorted(order) == list(range(len(tables.worth)))
        assert set(order[: len(tied)]) == tied


def test_progress_is_told_at_every_step():
    told = []
    tables = random_additive(np.random.default_rng(0), issues=4, options=3, parties=2)
    frontier(tables, limit=ENOUGH, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def _clique(issues, options):
    rng = np.random.default_rng(3)
    pairs = list(combinations(range(issues), 2))
    boxes = tuple(Box({i: rng.random(options) < 0.3, j: rng.random(options) < 0.3}) for i, j in pairs)
    worth = tuple(rng.integers(0, 1000, (options, 2)) for _ in range(issues))
    return Tables(worth, boxes, rng.integers(-200, 200, (len(pairs), 2)))


def test_issues_tied_each_to_each_are_bounded_by_taking_futures_for_one():
    tables = _clique(8, 4)
    found = frontier(tables, limit=300)
    assert found.slack.all()
    choices = all_choices(tables)
    assert found.utilities.tolist() == tables.utilities(found.choices).tolist()
    truth = frontier(tables, limit=ENOUGH)
    for row in truth.utilities:
        assert (found.utilities + found.slack >= row).all(axis=1).any()
    assert (tables.utilities(choices).max(axis=0) <= found.utilities.max(axis=0) + found.slack).all()


def test_more_open_boxes_than_a_word_has_bits_tell_futures_apart():
    live = np.random.default_rng(1).random((400, 130)) < 0.5
    live[200:] = live[:200]
    groups = futures(live)
    assert groups[:200].tolist() == groups[200:].tolist()
    assert len(set(groups.tolist())) == 200 == groups.max() + 1


def test_a_long_case_thins_earlier_so_that_its_steps_together_stay_affordable():
    sizes = []
    for issues in (8, 40):
        tables = random_additive(np.random.default_rng(2), issues=issues, options=4, parties=4)
        sizes.append(len(frontier(tables, limit=5_000).utilities))
    assert sizes[1] < sizes[0]

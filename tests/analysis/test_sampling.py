"""The draws are uniform on all that fits: held against the closed forms of order statistics and of the simplex."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.analysis import sampling
from mediant.analysis.sampling import Draws, draw
from mediant.analysis.unknowns import knowledge_of
from mediant.errors import CannotSample, Contradiction
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import (
    AsGoodAs,
    Comparison,
    Curve,
    Interval,
    Preferences,
    Ranking,
    Term,
)

COUNT = 20_000
PARTY = Party(id="south", name="South")


def order(*groups):
    return Ranking(tuple(group if isinstance(group, tuple) else (group,) for group in groups))


def issues(*sizes):
    return tuple(Issue(id=f"i{k}", name=f"Issue {k}", options=tuple("abcdefgh"[:size])) for k, size in enumerate(sizes))


def known_draws(known: Preferences, on, *, count: int = COUNT, seed: int = 1) -> Draws:
    knowledge = knowledge_of(PARTY, known, on, [tuple(issue.options) for issue in on])
    return draw(knowledge, count, np.random.default_rng(seed))


def weights_of(draws: Draws):
    return draws.knowledge.weights.numbers(draws.sample.weights)


def values_of(draws: Draws, issue: int = 0):
    return draws.knowledge.values[issue].numbers(draws.sample.values[issue])


def distance(drawn, distribution) -> float:
    """Kolmogorov–Smirnov: the greatest distance between the drawn and the stated distribution function."""
    drawn = np.sort(drawn)
    stated = distribution(drawn)
    steps = np.arange(len(drawn) + 1) / len(drawn)
    return float(max(np.abs(stated - steps[1:]).max(), np.abs(stated - steps[:-1]).max()))


def distance_of_two(left, right) -> float:
    every = np.concatenate([left, right])
    return float(
        np.abs(
            np.searchsorted(np.sort(left), every, side="right") / len(left)
            - np.searchsorted(np.sort(right), every, side="right") / len(right)
        ).max()
    )


CRITICAL = 1.95 / sqrt(COUNT)  # one in a thousand


class TestValues:
    def test_an_order_gives_order_statistics_of_uniforms(self):
        drawn = values_of(known_draws(Preferences(values={"i0": order("b", "a", "d", "c", "e")}), issues(5)))
        assert drawn[:, 1] == pytest.approx(1.0)
        assert np.all(drawn[:, 4] == 0.0)
        for rank, option in enumerate([0, 3, 2], start=1):  # the best of three uniforms is Beta(3, 1), and so on
            one, other = 4 - rank, rank
            assert drawn[:, option].mean() == pytest.approx(one / 4, abs=0.006)
            assert drawn[:, option].var() == pytest.approx(one * other / (16 * 5), rel=0.05)
        assert distance(drawn[:, 0], lambda x: x**3) < CRITICAL
        assert distance(drawn[:, 2], lambda x: 1 - (1 - x) ** 3) < CRITICAL

    def test_ties_are_equal_and_one_group_is_all_best(self):
        drawn = values_of(known_draws(Preferences(values={"i0": order("a", ("b", "c"), "d")}), issues(4)))
        assert np.array_equal(drawn[:, 1], drawn[:, 2])
        assert distance(drawn[:, 1], lambda x: x) < CRITICAL
        flat = values_of(known_draws(Preferences(values={"i0": order(("a", "b"))}), issues(2), count=5))
        assert np.all(flat == 1.0)

    def test_an_unknown_issue_is_uniform_option_by_option(self):
        drawn = values_of(known_draws(Preferences(), issues(3)))
        for option in range(3):
            assert distance(drawn[:, option], lambda x: x) < CRITICAL
        assert abs(np.corrcoef(drawn.T)[0, 1]) < 0.03

    def test_tables_hold_numbers_and_intervals(self):
        drawn = values_of(known_draws(Preferences(values={"i0": {"a": 2.0, "b": Interval(1, 3)}}), issues(2)))
        assert np.all(drawn[:, 0] == 2.0)
        assert distance(drawn[:, 1], lambda x: (x - 1) / 2) < CRITICAL

    def test_curves_and_directions_run_over_the_range(self):
        fee = (Issue(id="fee", name="Fee", options=Range(low=10, high=30, step=5)),)
        curve = Curve(((10, 1.0), (20, Interval(0.2, 0.8)), (30, 0.0)))
        drawn = values_of(known_draws(Preferences(values={"fee": curve}), fee))
        assert distance(drawn[:, 2], lambda x: (x - 0.2) / 0.6) < CRITICAL
        assert np.allclose(drawn[:, 1], (1 + drawn[:, 2]) / 2)
        more = values_of(known_draws(Preferences(values={"fee": "more"}), fee, count=2))
        less = values_of(known_draws(Preferences(values={"fee": "less"}), fee, count=2))
        assert np.allclose(more[0], [0, 0.25, 0.5, 0.75, 1])
        assert np.allclose(less, 1 - more)


class TestWeights:
    def test_an_order_has_the_rank_order_centroid(self):
        drawn = weights_of(known_draws(Preferences(weights=order("i2", "i0", "i1", "i3")), issues(2, 2, 2, 2)))
        centroid = [sum(1 / k for k in range(rank, 5)) / 4 for rank in range(1, 5)]
        assert drawn[:, [2, 0, 1, 3]].mean(axis=0) == pytest.approx(centroid, abs=0.004)
        assert np.allclose(drawn.sum(axis=1), 1.0)
        assert np.all(np.diff(drawn[:, [2, 0, 1, 3]], axis=1) <= 1e-12)
        # The least of n weights on the simplex times n has the distribution function 1 - (1 - x)^(n - 1).
        assert distance(4 * drawn[:, 3], lambda x: 1 - (1 - x) ** 3) < CRITICAL

    def test_unknown_weights_are_flat_on_the_simplex(self):
        drawn = weights_of(known_draws(Preferences(weights="unknown"), issues(2, 2, 2)))
        for column in range(3):
            assert distance(drawn[:, column], lambda x: 1 - (1 - x) ** 2) < CRITICAL

    def test_tied_weights_are_uniform_on_the_ordered_plane(self):
        # w0 = w1 >= w2 and 2 w0 + w2 = 1: w2 is uniform on [0, 1/3].
        drawn = weights_of(known_draws(Preferences(weights=order(("i0", "i1"), "i2")), issues(2, 2, 2)))
        assert np.allclose(drawn[:, 0], drawn[:, 1])
        assert distance(drawn[:, 2], lambda x: 3 * x) < CRITICAL

    def test_issues_left_out_of_an_order_stand_anywhere(self):
        drawn = weights_of(known_draws(Preferences(weights=order("i0", "i1")), issues(2, 2, 2)))
        flat = weights_of(known_draws(Preferences(weights="unknown"), issues(2, 2, 2), count=2 * COUNT, seed=5))
        flat = flat[flat[:, 0] >= flat[:, 1]]
        for column in range(3):
            assert distance_of_two(drawn[:, column], flat[:, column]) < 1.95 * sqrt(1 / COUNT + 1 / len(flat))
        assert (drawn[:, 2] > drawn[:, 0]).mean() == pytest.approx(1 / 3, abs=0.015)

    def test_tables_leave_out_what_lies_anywhere_up_to_one(self):
        drawn = weights_of(known_draws(Preferences(weights={"i0": 0.5, "i1": Interval(2, 4)}), issues(2, 2, 2)))
        assert np.all(drawn[:, 0] == 0.5)
        assert distance(drawn[:, 1], lambda x: (x - 2) / 2) < CRITICAL
        assert distance(drawn[:, 2], lambda x: x) < CRITICAL


STATED = {"i0": {"a": 3.0, "b": 1.0}}


class TestWalkAway:
    def test_every_kind(self):
        on = issues(2)
        assert known_draws(Preferences(values=STATED), on).walk_away is None
        assert np.all(known_draws(Preferences(values=STATED, walk_away=2), on).walk_away == 2)
        within = known_draws(Preferences(values=STATED, walk_away=Interval(0, 2)), on).walk_away
        assert distance(within, lambda x: x / 2) < CRITICAL
        unknown = known_draws(Preferences(values=STATED, walk_away="unknown"), on).walk_away
        assert distance(unknown, lambda x: (x - 1) / 2) < CRITICAL
        quo = known_draws(Preferences(walk_away=AsGoodAs({"i0": "b"})), on)
        assert np.allclose(quo.walk_away, quo.utilities(np.array([[1]]))[0])

    def test_without_one_the_least_utility_is_the_disagreement_point(self):
        drawn = known_draws(
            Preferences(values=STATED, together=(Term(when={"i0": ("b",)}, add=Interval(-1, 0)),)), issues(2)
        )
        assert distance(drawn.disagreement, lambda x: x) < CRITICAL


class TestStatements:
    def test_a_comparison_conditions_what_is_unknown(self):
        # Two uniforms given that the first is the greater: Beta(2, 1) and Beta(1, 2).
        known = Preferences(prefers=(Comparison(this={"i0": "a"}, to={"i0": "b"}),))
        drawn = values_of(known_draws(known, issues(2)))
        assert distance(drawn[:, 0], lambda x: x**2) < CRITICAL
        assert distance(drawn[:, 1], lambda x: 1 - (1 - x) ** 2) < CRITICAL

    def test_acceptance_and_rejection_bound_the_walk_away(self):
        known = Preferences(
            values={"i0": {"a": 0.9, "b": 0.6, "c": 0.2}},
            walk_away=Interval(0, 1),
            accepts=({"i0": "b"},),
            rejects=({"i0": "c"},),
        )
        drawn = known_draws(known, issues(3))
        assert distance(drawn.walk_away, lambda x: (x - 0.2) / 0.4) < CRITICAL

    def test_acceptance_under_an_unknown_walk_away_counts_from_the_least_utility(self):
        known = Preferences(values={"i0": {"a": 8.0, "b": 6.0, "c": 4.0}}, walk_away="unknown", accepts=({"i0": "b"},))
        drawn = known_draws(known, issues(3))
        assert distance(drawn.walk_away, lambda x: (x - 4) / 2) < CRITICAL

    def test_a_rejection_under_an_unknown_walk_away_weighs_by_what_is_left(self):
        # v is uniform and t uniform with t > v: v then has the density 2 (1 - v).
        known = Preferences(
            values={"i0": {"a": 1.0, "b": Interval(0, 1), "c": 0.0}}, walk_away="unknown", rejects=({"i0": "b"},)
        )
        drawn = known_draws(known, issues(3))
        assert distance(values_of(drawn)[:, 1], lambda x: 1 - (1 - x) ** 2) < CRITICAL
        assert np.all(drawn.walk_away > values_of(drawn)[:, 1])

    def test_chains_agree_with_rejection(self, monkeypatch):
        known = Preferences(
            weights=order("i0", "i1"),
            values={"i0": order("a", "b", "c"), "i1": order("c", "b", "a")},
            walk_away="unknown",
            together=(Term(when={"i0": ("b",), "i2": ("a",)}, add=Interval(0, 0.5)),),
            prefers=(Comparison(this={"i0": "b", "i1": "a", "i2": "a"}, to={"i0": "a", "i1": "b", "i2": "b"}),),
            accepts=({"i0": "b", "i1": "b", "i2": "a"},),
            rejects=({"i0": "c", "i1": "a", "i2": "c"},),
        )
        on = issues(3, 3, 3)
        exact = known_draws(known, on, count=4000)
        assert exact.chained is None
        monkeypatch.setattr(sampling, "_by_rejection", lambda k, count, rng: (sampling.propose(k, 0, rng), np.zeros(0)))
        chained = known_draws(known, on, count=4000, seed=2)
        assert "4,000 hit-and-run chains of 100 sweeps" in str(chained.chained)
        critical = 1.95 * sqrt(2 / 4000)
        for issue in range(3):
            assert distance_of_two(weights_of(exact)[:, issue], weights_of(chained)[:, issue]) < critical
            for option in range(3):
                left, right = (each.contributions[issue][:, option] for each in (exact, chained))
                assert distance_of_two(left, right) < critical
        assert distance_of_two(exact.walk_away, chained.walk_away) < critical
        assert distance_of_two(exact.adds[:, 0], chained.adds[:, 0]) < critical

    def test_a_corner_is_reached_by_chains_and_said(self):
        # Ten unknown values, each above the next: one proposal in 10! fits.
        on = issues(*[2] * 9)
        outcomes = [{f"i{k}": "a" if k == j else "b" for k in range(9)} for j in range(9)]
        known = Preferences(
            values={f"i{k}": {"a": Interval(0, 1), "b": 0.0} for k in range(9)},
            prefers=tuple(Comparison(this=outcomes[j], to=outcomes[j + 1]) for j in range(8)),
        )
        drawn = known_draws(known, on, count=1000)
        assert "hit-and-run" in str(drawn.chained)
        firsts = np.stack([table[:, 0] for table in drawn.contributions], axis=1)
        assert np.all(np.diff(firsts, axis=1) <= 1e-9)
        assert firsts.mean(axis=0) == pytest.approx([(9 - j) / 10 for j in range(9)], abs=0.03)

    def test_what_cannot_hold_is_named(self):
        known = Preferences(
            values={"i0": order("a", "b", "c")},
            prefers=(
                Comparison(this={"i0": "a"}, to={"i0": "c"}),
                Comparison(this={"i0": "c"}, to={"i0": "a"}),
            ),
        )
        with pytest.raises(Contradiction) as caught:
            known_draws(known, issues(3), count=50)
        assert caught.value.statements == ("prefers.2 (c over a)",)

    def test_equality_has_no_volume(self):
        known = Preferences(
            prefers=(Comparison(this={"i0": "a"}, to={"i0": "b"}), Comparison(this={"i0": "b"}, to={"i0": "a"}))
        )
        with pytest.raises(CannotSample, match="no volume"):
            known_draws(known, issues(2), count=50)

    def test_what_holds_with_equality_anyway_is_no_obstacle(self):
        known = Preferences(
            values={"i0": order(("a", "b"), "c")},
            walk_away=0.5,
            prefers=(Comparison(this={"i0": "a"}, to={"i0": "b"}), Comparison(this={"i0": "b"}, to={"i0": "a"})),
        )
        assert len(known_draws(known, issues(3), count=10)) == 10


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 300))
def test_the_same_seed_gives_the_same_draws(seed, count):
    known = Preferences(weights=order("i0", "i1"), walk_away=Interval(0, 1), accepts=({"i0": "a", "i1": "b"},))
    on = issues(3, 2)
    one, two = (known_draws(known, on, count=count, seed=seed) for _ in range(2))
    assert np.array_equal(one.walk_away, two.walk_away)
    assert all(np.array_equal(a, b) for a, b in zip(one.contributions, two.contributions, strict=True))
    assert not np.array_equal(one.walk_away, known_draws(replace(known), on, count=count, seed=seed + 1).walk_away)

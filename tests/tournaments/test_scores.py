"""Means, intervals and ranks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tournaments import table

from mediant.tournaments.scores import Mean, ranked, ranking

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", "z"]), st.sampled_from(["a", "b", "c"]), st.integers(0, 8).map(lambda k: k / 8)
    ),
    min_size=1,
    max_size=12,
)


def by_name(standings):
    return {one.name: one for one in standings}


def test_the_interval_of_two_cases_is_known():
    """Draws of two cases are xx, xy, yx, yy, each as likely: the ends of the interval are the means of xx and yy."""
    rows = [("x", "a", 0.2), ("x", "a", 0.4), ("y", "a", 0.9)]
    (one,) = ranking(table(rows))
    score = one.means["score"]
    assert score.mean == pytest.approx(0.5)  # of seats, not of cases
    assert (score.low, score.high) == (pytest.approx(0.3), pytest.approx(0.9))
    assert (one.seats, one.rank, one.failed) == (3, (1, 1), 0)


def test_the_interval_of_three_cases_is_counted_out():
    """All 27 draws of three cases, one by one; one of 27 is more than 2.5 %, so the ends are the extremes."""
    rows = [("x", "a", 0.0), ("y", "a", 0.3), ("z", "a", 0.6), ("z", "a", 0.9)]
    kept = {"x": [0.0], "y": [0.3], "z": [0.6, 0.9]}
    means = np.repeat([np.mean(kept[i] + kept[j] + kept[k]) for i in kept for j in kept for k in kept], 1000)
    (one,) = ranking(table(rows), draws=100_000)
    assert one.means["score"].low == pytest.approx(np.percentile(means, 2.5), abs=1e-9)
    assert one.means["score"].high == pytest.approx(np.percentile(means, 97.5), abs=1e-9)
    assert (one.means["score"].low, one.means["score"].high) == (0.0, pytest.approx(0.75))


def test_one_case_has_no_interval():
    better, worse = ranking(table([("x", "b", 0.4), ("x", "a", 0.9)]))
    assert better.means["score"] == Mean(0.9, None, None)
    assert (better.name, better.rank, worse.rank) == ("a", (1, 1), (2, 2))


def test_what_cannot_be_told_apart_shares_its_ranks():
    rows = [("x", "a", 0.9), ("x", "b", 0.5), ("y", "a", 0.3), ("y", "b", 0.5), ("x", "c", 0.1), ("y", "c", 0.1)]
    found = by_name(ranking(table(rows)))
    assert (found["a"].rank, found["b"].rank, found["c"].rank) == ((1, 2), (1, 2), (3, 3))
    assert [one.name for one in ranking(table(rows))] == ["a", "b", "c"]


def test_equal_strategies_are_tied():
    rows = [(case, name, 0.5) for case in "xyz" for name in "ab"]
    assert [one.rank for one in ranking(table(rows))] == [(1, 2), (1, 2)]
    assert [one.rank for one in ranking(table(rows[:2]))] == [(1, 2), (1, 2)]


def test_a_strategy_without_scores_is_last():
    """Its party could never have more than its reserve."""
    first, last = ranking(table([("x", "a", None), ("x", "b", 0.0), ("y", "b", 0.0)]))
    assert (first.name, last.name, last.means["score"]) == ("b", "a", None)
    assert last.rank == (2, 2)


@given(rows=ROWS, names=st.permutations(["a", "b", "c"]))
def test_other_names_give_the_same_figures_under_other_names(rows, names):
    renamed = dict(zip("abc", names, strict=True))
    before = by_name(ranking(table(rows), draws=50))
    after = by_name(ranking(table([(case, renamed[name], score) for case, name, score in rows]), draws=50))
    assert set(after) == {renamed[name] for name in before}
    for name, one in before.items():
        other = after[renamed[name]]
        assert (one.rank, one.seats) == (other.rank, other.seats)
        assert one.means == other.means


@given(rows=ROWS)
def test_the_order_of_rows_of_a_case_changes_nothing(rows):
    ordered = sorted(rows, key=lambda row: [r[0] for r in rows].index(row[0]))
    found, again = (by_name(ranking(table(each), draws=50)) for each in (rows, ordered))
    for name in found:
        assert found[name].means["score"].mean == pytest.approx(again[name].means["score"].mean)
        assert found[name].means["score"].low == pytest.approx(again[name].means["score"].low, nan_ok=True)


@given(rows=ROWS)
def test_an_interval_holds_between_the_extremes_and_ranks_hold_their_order(rows):
    standings = ranking(table(rows), draws=50)
    for place, one in enumerate(standings, 1):
        score = one.means["score"]
        mine = [score for _, name, score in rows if name == one.name]
        assert score.mean == pytest.approx(np.mean(mine))
        if score.low is not None:
            assert min(mine) - 1e-9 <= score.low <= score.high <= max(mine) + 1e-9
        assert one.rank[0] <= place <= one.rank[1]
    assert [one.means["score"].mean for one in standings] == sorted(
        (one.means["score"].mean for one in standings), reverse=True
    )


def test_protocols_are_ranked_in_the_same_way():
    rows = table([("x", "a", 0.2), ("y", "a", 0.2), ("x", "a", 0.8), ("y", "a", 0.8)])
    rows.protocol[2:] = ["q", "q"]
    rows.error[2] = "raised"
    rows.at_fault[2] = True
    out = ranked("t", rows)
    assert [(one.name, one.rank, one.failed) for one in out.protocols] == [("q", (1, 1), 1), ("p", (2, 2), 0)]
    assert [(one.name, one.failed) for one in out.strategies] == [("a", 1)]
    assert out.counts == {"cases": 2, "games": 4, "failed": 1}


def test_the_curve_is_the_mean_of_what_there_is():
    rows = table([("x", "a", 0.5), ("x", "a", 0.5)])
    rows.offered[0] = (1.0, 0.5, *(None,) * 8)
    rows.offered[1] = (0.5, None, *(None,) * 8)
    (one,) = ranking(rows)
    assert one.offered == (0.75, 0.5, *(None,) * 8)


def test_strategies_are_compared_on_the_same_cases():
    """One is better by a little in every case, and cases differ by much more: over draws of its own it would not show."""
    worths = (0.1, 0.9, 0.3, 0.7, 0.5, 0.2, 0.8, 0.4)
    rows = [
        (f"case {k}", name, worth + more) for k, worth in enumerate(worths) for name, more in (("a", 0.05), ("b", 0.0))
    ]
    assert [(one.name, one.rank) for one in ranking(table(rows))] == [("a", (1, 1)), ("b", (2, 2))]


def test_a_failed_game_counts_once_and_against_the_seat_at_fault_alone():
    rows = table([("x", "a", 0.0), ("x", "b", 0.0), ("y", "a", 0.5), ("y", "b", 0.5)])
    rows.game[:], rows.place[:] = [0, 0, 1, 1], [0, 1, 0, 1]
    rows.error[:2], rows.at_fault[1] = ["b raised", "b raised"], True
    out = ranked("t", rows)
    assert {one.name: one.failed for one in out.strategies} == {"a": 0, "b": 1}
    assert [one.failed for one in out.protocols] == [1]
    assert out.counts == {"cases": 2, "games": 2, "failed": 1}


def covered(cases, tournaments=300, games=4):
    """How often the 95 % interval of a mean holds the true one, and how often one of two equals is ranked above."""
    rng = np.random.default_rng(0)
    held = above = 0
    for _ in range(tournaments):
        effect = rng.normal(0.5, 0.2, cases)
        rows = [
            (str(case), name, effect[case] + rng.normal(0, 0.1))
            for case in range(cases) for name in "ab" for _ in range(games)
        ]  # fmt: skip
        one, two = ranking(table(rows), draws=300)
        held += one.means["score"].low <= 0.5 <= one.means["score"].high
        above += one.rank != two.rank
    return held / tournaments, above / tournaments


@pytest.mark.slow
@pytest.mark.xfail(reason="a bootstrap over few cases is too narrow: with 5 it holds the mean in 84 % of tournaments")
@pytest.mark.parametrize("cases", [2, 3, 5, 12])
def test_an_interval_of_95_percent_holds_the_mean_about_as_often(cases):
    held, above = covered(cases)
    assert held > 0.91
    assert above < 0.09

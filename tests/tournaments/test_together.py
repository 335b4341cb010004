"""Games that are played at once give the results of games played one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tournaments import install_odd, plan, tournament

from mediant.errors import InvalidValue
from mediant.tournaments import together
from mediant.tournaments.plan import Entered, Rules, Tournament
from mediant.tournaments.play import played
from mediant.tournaments.together import groups, played_together

PLAIN = ("boulware", "micro", "conceder", "linear")


def found(whole, numbers=None):
    """The groups, and the results of all their games."""
    grouped = list(groups(whole, range(whole.size) if numbers is None else numbers))
    return grouped, [result for group in grouped for result in played_together(whole, group)]


@given(
    kind=st.sampled_from(["random", "opposed"]),
    count=st.integers(1, 3),
    options=st.lists(st.integers(2, 5), min_size=1, max_size=3).map(tuple),
    parties=st.integers(2, 3),
    rounds=st.sampled_from([1, 2, 3, 10, 37]),
    repetitions=st.integers(1, 2),
    seed=st.integers(0, 99),
)
def test_results_are_those_of_games_played_one_by_one(kind, count, options, parties, rounds, repetitions, seed):
    whole = tournament(
        kind=kind, count=count, options=options, parties=parties, strategies=PLAIN[: 5 - parties], seed=seed,
        repetitions=repetitions, rules=(Rules("alternating-offers", {"rounds": rounds}),),
    )  # fmt: skip
    grouped, results = found(whole)
    assert sorted(number for group in grouped for number in group) == list(range(whole.size))
    for result in results:
        assert result == played(whole, result.game)


def test_walk_outs_and_reserves_that_nobody_reaches_too():
    (entered,) = tournament(count=1).cases
    stated = {party: replace(known, walk_away=level) for (party, known), level in zip(
        entered.case.preferences.items(), (0.3, 2.0), strict=True)}  # fmt: skip
    whole = Tournament(plan(strategies=PLAIN), (entered, Entered("far", replace(entered.case, preferences=stated))))
    _, results = found(whole)
    assert any("walked out" in result.why for result in results)
    assert results
    assert all(result == played(whole, result.game) for result in results)


def test_a_group_is_of_one_line_up_on_cases_of_one_shape():
    whole = Tournament(
        plan(strategies=("boulware", "random")),
        tournament(count=2).cases + tournament(count=2, options=(2, 2)).cases + tournament(count=1, parties=3).cases,
    )
    grouped, _ = found(whole)
    seen = [[(whole.game(n).case, whole.game(n).seats) for n in group] for group in grouped]
    two, three = ("boulware",) * 2, ("boulware",) * 3
    assert seen == [[(0, two), (1, two)], [(2, two), (3, two)], [(4, three)]]


def test_only_what_is_missing_is_played():
    whole = tournament(count=3, strategies=PLAIN, repetitions=2)
    numbers = [number for number in range(whole.size) if number % 3]
    grouped, results = found(whole, numbers)
    assert sorted(number for group in grouped for number in group) == numbers
    assert all(result == played(whole, result.game) for result in results)


def test_large_cases_are_few_at_once(monkeypatch):
    monkeypatch.setattr(together, "MOST_OUTCOMES_AT_ONCE", 30)
    whole = tournament(count=5, options=(4, 3), strategies=("boulware",))
    assert [len(group) for group in groups(whole, range(whole.size))] == [2, 2, 1]
    monkeypatch.setattr(together, "MOST_CASES_AT_ONCE", 1)
    whole = tournament(count=3, options=(4, 3), strategies=("boulware",))
    assert [len(group) for group in groups(whole, range(whole.size))] == [1, 1, 1]
    assert list(groups(tournament(options=(31,), strategies=("boulware",)), range(2))) == []


@pytest.mark.parametrize(
    "rules",
    [
        Rules("shuttle", {}, "facilitator"),
        Rules("alternating-offers", {}, "facilitator"),
        Rules("alternating-offers", {"rounds": 20_000}),
    ],
)
def test_other_protocols_are_played_one_by_one(rules):
    whole = tournament(rules=(rules,))
    assert list(groups(whole, range(whole.size))) == []


def test_other_strategies_are_played_one_by_one(tmp_path, monkeypatch):
    install_odd(tmp_path / "odd")
    monkeypatch.syspath_prepend(tmp_path / "odd")
    for name in ("random", "frontier", "raises", "exits", "takes", "draws"):
        whole = tournament(strategies=(), seats=((name, "boulware"), ("boulware", name)))
        assert list(groups(whole, range(whole.size))) == []


def test_a_case_in_which_nothing_can_be_played_is_named():
    (entered,) = tournament(count=1).cases
    never = tuple({entered.case.issues[0].id: (option,)} for option in entered.case.issues[0].options)
    stated = entered.case.preferences | {"party-1": replace(entered.case.preferences["party-1"], never=never)}
    whole = Tournament(plan(), (Entered("stuck", replace(entered.case, preferences=stated)),))
    with pytest.raises(InvalidValue, match="case 'stuck', party party-1: red lines that every outcome crosses"):
        found(whole)

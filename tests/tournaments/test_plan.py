"""Which games follow from a plan."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tournaments import plan, tournament

from mediant.errors import InvalidValue
from mediant.model.preferences import Preferences
from mediant.tournaments.plan import Entered, Rules, Tournament


def test_everybody_meets_everybody_in_every_seat():
    games = tournament(count=1, strategies=("a", "b", "c"))
    assert [games.game(number).seats for number in range(games.size)] == [
        ("a", "a"), ("a", "b"), ("a", "c"), ("b", "a"), ("b", "b"), ("b", "c"), ("c", "a"), ("c", "b"), ("c", "c"),
    ]  # fmt: skip


def test_nobody_needs_to_meet_itself():
    games = tournament(count=1, strategies=("a", "b"), self_play=False, parties=3)
    assert {games.game(number).seats for number in range(games.size)} == {
        ("a", "a", "b"), ("a", "b", "a"), ("a", "b", "b"), ("b", "a", "a"), ("b", "a", "b"), ("b", "b", "a"),
    }  # fmt: skip


def test_line_ups_can_be_named():
    games = tournament(count=1, strategies=(), seats=(("a", "b"), ("c", "d"), ("x", "y", "z")))
    assert [games.game(number).seats for number in range(games.size)] == [("a", "b"), ("c", "d")]
    assert games.plan.names == ("a", "b", "c", "d", "x", "y", "z")


@given(
    counts=st.lists(st.tuples(st.integers(2, 4), st.integers(1, 3)), min_size=1, max_size=3, unique=True),
    rules=st.integers(1, 3),
    repetitions=st.integers(1, 3),
    self_play=st.booleans(),
)
def test_every_game_is_there_once(counts, rules, repetitions, self_play):
    """The games are cases times protocols times line-ups times repetitions, each once, each with its own seed."""
    cases = []
    for parties, count in counts:
        for entered in tournament(count=count, options=(2,), parties=parties).cases:
            cases.append(Entered(f"{entered.label} {len(cases)}", entered.case))
    whole = Tournament(
        plan(
            rules=tuple(Rules("p", {"rounds": k}) for k in range(rules)), repetitions=repetitions, self_play=self_play
        ),
        tuple(cases),
    )
    games = [whole.game(number) for number in range(whole.size)]
    assert [game.number for game in games] == list(range(whole.size))
    assert all(whole.case_of(game.number) == game.case for game in games)
    told = [(game.case, game.rules, game.seats, game.repetition) for game in games]
    expected = [
        (case, rule, line_up, repetition)
        for case, entered in enumerate(cases)
        for rule in range(rules)
        for line_up in whole.plan.line_ups(len(entered.case.parties))
        for repetition in range(repetitions)
    ]
    assert told == expected
    assert len({game.seed for game in games}) == whole.size
    assert all(0 <= game.seed < 2**63 for game in games)


def test_a_seed_depends_on_the_game_alone():
    """Other cases, strategies and repetitions beside it change nothing about a game."""
    small, large = tournament(count=1), tournament(count=2, strategies=("x", "boulware", "conceder"), repetitions=3)
    seeds = {(g.case, g.seats, g.repetition): g.seed for g in map(large.game, range(large.size))}
    for number in range(small.size):
        game = small.game(number)
        assert seeds[game.case, game.seats, game.repetition] == game.seed
    other = tournament(count=1, seed=4)
    assert other.game(0).seed != small.game(0).seed
    first, second = tournament(count=2).cases
    turned = Tournament(plan(), (second, first))
    assert turned.game(small.size).seed == small.game(0).seed  # wherever its case stands


def test_too_many_games_are_refused_without_being_listed():
    names = tuple(f"s{k}" for k in range(1000))
    with pytest.raises(InvalidValue, match="1,000,000,000 games; expected at most 500,000"):
        tournament(count=1, strategies=names, parties=3)


def test_cases_are_exact_distinct_and_seated():
    whole = tournament(count=1)
    (entered,) = whole.cases
    unknown = replace(entered.case, preferences={"party-1": Preferences()})
    for cases, seats, gist in (
        ((), (), "no cases"),
        ((entered, entered), (), "stands in the plan twice"),
        ((Entered("x", unknown),), (), "numbers are not given"),
        ((entered,), (("a", "b", "c"),), "2 parties"),
    ):
        with pytest.raises(InvalidValue, match=gist):
            Tournament(plan(strategies=() if seats else ("a",), seats=seats), cases)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Rules("p", {"rounds": 3}), Rules("p", {"rounds": 3})),
        (Rules("p", {"a": "1, b 2"}), Rules("p", {"a": 1, "b": 2})),
        (Rules("p (m)", {}), Rules("p", {}, "m")),
    ],
)
def test_rules_that_nothing_tells_apart_are_refused(one, two):
    """They would be played with the same seeds and counted as one."""
    with pytest.raises(InvalidValue, match="the same rules twice"):
        tournament(count=1, rules=(one, two))


def test_the_fingerprint_tells_every_change():
    whole = tournament()
    prints = {
        whole.fingerprint({}),
        whole.fingerprint({"strategies boulware": "other 2.0"}),
        tournament(count=1).fingerprint({}),
        tournament(options=(3, 4)).fingerprint({}),
        tournament(seed=4).fingerprint({}),
        tournament(repetitions=2).fingerprint({}),
        tournament(self_play=False).fingerprint({}),
        tournament(strategies=("conceder", "boulware")).fingerprint({}),
        tournament(rules=(Rules("alternating-offers", {}),)).fingerprint({}),
        tournament(rules=(Rules("alternating-offers", {"rounds": 10}, "m"),)).fingerprint({}),
        tournament(kind="opposed").fingerprint({}),
    }
    assert len(prints) == 11
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in prints)
    assert whole.fingerprint({}) == tournament(title="another").fingerprint({})


def test_a_label_names_mediator_and_settings():
    assert Rules("p", {}).label == "p"
    assert Rules("p", {"rounds": 3, "fair": True}, "m").label == "p (m, rounds 3, fair True)"

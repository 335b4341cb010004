"""The table: what stands in each column."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from small_tournaments import NOTHING, plan, result, tournament

import mediant
from mediant.model.files import load_case
from mediant.model.preferences import Preferences
from mediant.talks.standing import standings_of
from mediant.tournaments.plan import Entered, Tournament
from mediant.tournaments.play import played
from mediant.tournaments.table import Table, arrow_table, counts_of, table_of

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "cases" / "constructed" / "ceasefire-two"


def rows_of(table):
    names = [column.name for column in fields(Table)]
    return [dict(zip(names, row, strict=True)) for row in zip(*(getattr(table, name) for name in names), strict=True)]


def test_a_row_for_every_seat():
    whole = tournament(count=2, repetitions=2)
    rows = rows_of(table_of(whole, (played(whole, number) for number in range(whole.size))))
    assert len(rows) == 2 * whole.size
    for at, row in enumerate(rows):
        game = whole.game(at // 2)
        assert (row["game"], row["place"]) == divmod(at, 2)
        assert row["scenario"] == whole.cases[game.case].label
        assert (row["strategy"], row["others"]) == (game.seats[at % 2], game.seats[1 - at % 2])
        assert (row["seed"], row["repetition"], row["protocol"]) == (
            game.seed,
            game.repetition,
            whole.plan.rules[0].label,
        )
        assert row["party"] == f"party-{at % 2 + 1}"
        assert row["advantage"] == pytest.approx(row["utility"] - row["reserved"])
        assert row["score"] == pytest.approx(row["advantage"] / (row["greatest"] - row["reserved"]))
        assert row["welfare"] == pytest.approx((row["score"] + rows[at ^ 1]["score"]) / 2)
        assert (row["outcome"] is None) == (row["frontier_distance"] is None) == (not row["agreed"])
        assert (row["error"], row["at_fault"]) == (None, False)


def test_distances_are_those_to_every_outcome_by_hand():
    """All outcomes, one by one: the frontier is of those that no other beats, Nash has the greatest product."""
    case = load_case(HARBOUR)
    standings = list(standings_of(case).values())
    options = tuple(len(issue.options) for issue in case.issues)
    every = list(np.ndindex(*options))
    worth = np.array([[standing.utility(x) for standing in standings] for x in every])
    reserved = np.array([standing.reserved for standing in standings])
    scale = np.array([standing.greatest for standing in standings]) - reserved
    lawful = worth[np.isfinite(worth).all(axis=1)]
    efficient = np.array([u for u in lawful if not ((lawful >= u).all(axis=1) & (lawful > u).any(axis=1)).any()])
    inside = lawful[(lawful >= reserved).all(axis=1)]
    nash = inside[np.argmax(np.prod(inside - reserved, axis=1))]
    whole = Tournament(plan(strategies=("boulware", "conceder", "linear", "micro")), (Entered("x", case),))
    results = [played(whole, number) for number in range(whole.size)]
    assert any(one.agreement for one in results)
    for one, row in zip(results, rows_of(table_of(whole, results))[::2], strict=True):
        if one.agreement is None:
            continue
        here = worth[every.index(one.agreement)]
        assert row["frontier_distance"] == pytest.approx(np.linalg.norm((efficient - here) / scale, axis=1).min())
        assert row["nash_distance"] == pytest.approx(np.linalg.norm((nash - here) / scale), abs=1e-9)
        said = json.loads(row["outcome"])
        assert said == {i.id: i.options[k] for i, k in zip(case.issues, one.agreement, strict=True)}


def test_no_agreement_is_the_reserve():
    whole = tournament(count=1)
    first, second = rows_of(table_of(whole, [result(0, (0.0, 0.0), agreement=None, error="x", at_fault=1)]))
    for row in (first, second):
        assert (row["agreed"], row["outcome"], row["frontier_distance"], row["nash_distance"]) == (False, *[None] * 3)
        assert (row["advantage"], row["score"], row["welfare"], row["error"]) == (0.0, 0.0, 0.0, "x")
    assert (first["at_fault"], second["at_fault"]) == (False, True)


def test_a_party_that_can_gain_nothing_has_no_score():
    whole = tournament(count=1)
    one = result(0, (0.5, 0.5))
    one = replace(one, seats=(one.seats[0], replace(one.seats[1], reserved=1.0, utility=1.0)))
    first, second = rows_of(table_of(whole, [one]))
    assert (first["score"], second["score"], first["welfare"], second["welfare"]) == (0.5, None, None, None)
    assert first["frontier_distance"] is None


def test_without_a_zone_there_is_no_nash_solution():
    (entered,) = tournament(count=1).cases
    stated = {party: replace(known, walk_away=0.99) for party, known in entered.case.preferences.items()}
    whole = Tournament(plan(), (Entered("far", replace(entered.case, preferences=stated)),))
    one = replace(result(0, (0.5, 0.5)), agreement=(0, 0))
    row = rows_of(table_of(whole, [one]))[0]
    assert row["nash_distance"] is None
    assert row["frontier_distance"] >= 0


def test_offers_are_on_the_scale_of_scores():
    whole = tournament(count=1)
    one = result(0, (0.5, 0.5))
    seat = replace(one.seats[0], reserved=0.2, greatest=0.7, offered=(0.7, 0.45, *NOTHING[2:]))
    row = rows_of(table_of(whole, [replace(one, seats=(seat, one.seats[1]))]))[0]
    assert row["offered"] == (pytest.approx(1.0), pytest.approx(0.5), *NOTHING[2:])


def test_the_arrow_table_holds_the_same():
    whole = tournament(count=1)
    table = table_of(whole, [result(0, (0.5, 0.25)), result(1, (0.0, 0.0), agreement=None, error="é\n", at_fault=0)])
    arrow = arrow_table(table)
    assert arrow.column_names == [column.name for column in fields(Table)]
    for column in fields(Table):
        held = arrow[column.name].to_pylist()
        assert [tuple(v) if isinstance(v, list) else v for v in held] == getattr(table, column.name)
    assert counts_of(table) == {"cases": 1, "games": 2, "failed": 1}
    assert mediant.__version__


def test_preferences_of_no_worth_are_measured_too():
    """A party to whom all is alike can gain nothing."""
    (entered,) = tournament(count=1).cases
    flat = {issue.id: dict.fromkeys(issue.options, 0.0) for issue in entered.case.issues}
    stated = entered.case.preferences | {"party-1": Preferences(values=flat)}
    whole = Tournament(plan(), (Entered("flat", replace(entered.case, preferences=stated)),))
    rows = rows_of(table_of(whole, [played(whole, 0)]))
    assert rows[0]["score"] is None

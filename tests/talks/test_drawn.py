"""Partial cases in talks: what is drawn fits what is stated, and tells nothing of the other draws."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from case_strategies import cases
from hypothesis import assume, given
from hypothesis import strategies as st

import mediant
from mediant.analysis.exact_tables import tables_of
from mediant.errors import CannotSample, Contradiction, InvalidValue
from mediant.model.formats import mediant_case
from mediant.talks.drawn import MOST_NUMBERS, drawn_case, stated_draws, stated_together
from mediant.talks.standing import standings_of

CASES = Path(__file__).resolve().parents[2] / "cases"
CAIRO = mediant.load_case(CASES / "news" / "cairo-2024")
ORANGE = mediant.load_case(CASES / "books" / "fisher-ury-1981-orange")

SAID = mediant_case.parse(
    b"""
format = "mediant-case/1"
title = "T"
party = [{ id = "a", name = "A" }, { id = "b", name = "B" }]
issue = [{ id = "x", name = "X", options = ["no", "some", "yes"] }, { id = "y", name = "Y", options = ["no", "yes"] }]
[preferences.a]
weights = ["x", "y"]
walk_away = "unknown"
values.x = ["yes", "some", "no"]
together = [{ when = { x = "yes", y = "yes" }, add = [0.2, 0.4] }]
never = [{ x = "no", y = "no" }]
accepts = [{ x = "some", y = "yes" }]
rejects = [{ x = "no", y = "yes" }]
""",
    "t.toml",
)


@given(st.integers(0, 10_000))
def test_what_is_drawn_fits_what_is_stated(seed):
    case = drawn_case(SAID, seed)
    assert case.exact
    a = standings_of(case)["a"]
    assert a.utility((1, 1)) >= a.reserved - 1e-9
    assert a.utility((0, 1)) < a.reserved
    assert a.utility((0, 0)) == float("-inf")
    (term,) = case.preferences["a"].together
    assert 0.2 <= term.add <= 0.4
    worth = list(case.preferences["a"].values["x"].values())
    assert worth == sorted(worth)
    assert worth[-1] >= max(case.preferences["a"].values["y"].values()) - 1e-9  # x weighs more, and its best is worth 1


@given(cases(statements=False), st.integers(0, 99))
def test_a_case_is_drawn_the_same_and_stays_what_it_is(case, seed):
    try:
        drawn = drawn_case(case, seed)
    except (CannotSample, Contradiction):
        assume(False)
    assert drawn.exact
    assert drawn == drawn_case(case, seed)
    assert (drawn.parties, drawn.issues, drawn.mediators) == (case.parties, case.issues, case.mediators)
    assert [drawn.known_of(p.id).never for p in drawn.parties] == [case.known_of(p.id).never for p in case.parties]
    tables_of(drawn)


def test_what_is_given_is_kept():
    assert drawn_case(ORANGE, 3) == ORANGE


def test_what_a_mediator_starts_from_is_what_the_case_states():
    stated = stated_draws(CAIRO, 0, 50)
    options = sum(len(issue.options) for issue in CAIRO.issues)
    assert {party: table.shape for party, table in stated.items()} == dict.fromkeys(
        ("hamas", "israel"), (50, options + 1)
    )
    hamas = stated["hamas"]
    assert (np.diff(hamas[:, :4], axis=1) >= 0).all()  # the options of truce, in the order in which Hamas ranks them
    assert (hamas[:, -1] >= 0).all()
    assert (hamas[:, -1] <= hamas[:, :-1].sum(axis=1)).all()


def test_what_options_add_together_stands_behind_what_they_add_alone(monkeypatch):
    assert stated_together(SAID) == {"a": (((0, 2), (1, 1)),)}
    stated = stated_draws(SAID, 0, 40)
    assert {party: table.shape for party, table in stated.items()} == {"a": (40, 7), "b": (40, 6)}
    assert (stated["a"][:, 5] >= 0.2 - 1e-9).all()
    assert (stated["a"][:, 5] <= 0.4 + 1e-9).all()
    assert np.ptp(stated["a"][:, 5]) > 0.05
    assert stated_together(CAIRO) == {}
    monkeypatch.setattr("mediant.talks.drawn.MOST_TOGETHER", 0)
    with pytest.raises(InvalidValue, match="together"):
        stated_together(SAID)


def test_the_last_column_is_the_walk_away_or_the_least_utility():
    stated = stated_draws(ORANGE, 0, 2)
    for party, standing in standings_of(ORANGE).items():
        assert stated[party][:, -1] == pytest.approx(standing.reserved)
        worth = np.split(stated[party][0, :-1], np.cumsum([len(issue.options) for issue in ORANGE.issues])[:-1])
        for choices in product(*(range(len(table)) for table in worth)):
            assert sum(t[c] for t, c in zip(worth, choices, strict=True)) == pytest.approx(standing.utility(choices))


def test_the_mediators_do_not_start_from_the_numbers_that_are_played():
    drawn, stated = drawn_case(CAIRO, 5), stated_draws(CAIRO, 5, 1)
    played = [worth for table in drawn.preferences["hamas"].values.values() for worth in table.values()]
    assert not np.allclose(stated["hamas"][0, :-1], played)


@pytest.mark.parametrize(("seed", "draws"), [(-1, 1), (0, 0), (0, MOST_NUMBERS)])
def test_what_cannot_be_drawn_is_said(seed, draws):
    with pytest.raises(InvalidValue, match="draws"):
        stated_draws(CAIRO, seed, draws)

"""Draws of what a party could want."""

from __future__ import annotations

import numpy as np
import pytest
from sitting import HARBOUR, package

from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.workbench.drawn import drawn_of, options_for, with_preferences

LONG = Case(
    title="Price",
    parties=HARBOUR.parties,
    issues=(Issue(id="price", name="Price", options=Range(low=0, high=1000, step=1)),),
)


def test_other_preferences_take_the_place_of_those_of_one_party():
    case = with_preferences(HARBOUR, {"north": {"weights": "unknown"}, "south": {"walk_away": 0.5}})
    assert case.known_of("north").weights == "unknown"
    assert case.known_of("south").walk_away == 0.5
    assert (case.issues, case.parties) == (HARBOUR.issues, HARBOUR.parties)


def test_packages_in_words_and_in_choices():
    drawn = drawn_of(HARBOUR, "north", {"never": [{"truce": "none"}]}, np.random.default_rng(0), 10)
    assert drawn.words((1, 2)) == package("40 days", 10)
    assert drawn.choices(package("40 days", 10)) == (1, 2)
    assert drawn.forbids((1, 1), (0, 0))
    assert not drawn.forbids((1, 1), (2, 0))
    assert len(drawn.draws) == 10


def test_of_a_long_range_a_few_steps_and_those_that_are_named():
    named = {"rejects": [{"price": 77}], "walk_away": {"as_good_as": {"price": 78}}}
    (few,) = options_for(LONG, "north", named)
    assert {0, 77, 78, 1000} <= set(few)
    assert len(few) == 14
    (every,) = options_for(LONG, "north", named, None)
    assert len(every) == 1001
    assert drawn_of(LONG, "north", named, np.random.default_rng(0), 5, options=(every,)).choices({"price": 500}) == (
        500,
    )
    with pytest.raises(ValueError, match="not in tuple"):
        drawn_of(LONG, "north", named, np.random.default_rng(0), 5).choices({"price": 500})

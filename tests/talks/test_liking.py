"""Scores in whole units: hostile ones are refused, sums come in the order of the file."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.talks.liking import liked_in_units, summed

rows = st.lists(st.lists(st.floats(-5, 5), min_size=1, max_size=3), min_size=1, max_size=4)


@given(rows)
def test_sums_are_those_of_the_outcomes_in_the_order_of_the_file(liked):
    units, per_one = liked_in_units(liked, tuple(map(len, liked)))
    sums = [
        sum(score[choice] for score, choice in zip(liked, x, strict=True))
        for x in product(*map(range, map(len, liked)))
    ]
    assert summed(units) / per_one == pytest.approx(sums, abs=1e-11)


@pytest.mark.parametrize(
    "liked", [(), ((1,),), ((1, 2), (3, 4, 5)), ((1, 2, 3), (1, float("nan"))), ((1, 2, float("inf")), (1, 2))]
)
def test_scores_that_do_not_fit_are_refused(liked):
    with pytest.raises(InvalidValue, match="liked"):
        liked_in_units(liked, (3, 2))

from __future__ import annotations

import numpy as np
import pytest

from mediant.analysis.stated import box_of, choices_of, exact_number, exact_values, numbers_of, outcome_of
from mediant.model.issue import Issue, Range
from mediant.model.preferences import Curve, Interval, Ranking

FEE = Issue(id="fee", name="Fee", options=Range(low=0, high=100, step=5))
TRUCE = Issue(id="truce", name="Truce", options=("none", "40 days", "permanent"))


def test_more_and_less_are_linear_in_the_number():
    assert exact_values(FEE, "more") == pytest.approx(numbers_of(FEE.options) / 100)
    assert exact_values(FEE, "less") == pytest.approx(1 - numbers_of(FEE.options) / 100)


def test_a_curve_is_linear_between_its_points_and_keeps_every_step():
    curve = Curve(((0, 1.0), (20, 0.5), (100, 0.0)))
    values = exact_values(FEE, curve)
    assert len(values) == 21
    assert values[[0, 2, 4, 12, 20]].tolist() == pytest.approx([1.0, 0.75, 0.5, 0.25, 0.0])


def test_a_table_is_read_in_the_order_of_the_options():
    assert exact_values(TRUCE, {"permanent": 1.0, "none": 0.0, "40 days": 0.7}).tolist() == [0.0, 0.7, 1.0]


def test_what_gives_no_numbers_is_refused():
    with pytest.raises(TypeError, match="order"):
        exact_values(TRUCE, Ranking((("none",), ("40 days",), ("permanent",))))
    with pytest.raises(TypeError, match="single number"):
        exact_number(Interval(0, 1))
    with pytest.raises(TypeError, match="no range"):
        exact_values(TRUCE, Curve(((0, 1.0), (1, 0.0))))


def test_a_box_leaves_out_issues_at_which_everything_matches():
    box = box_of({"truce": ("none", "permanent"), "fee": tuple(FEE.options)}, (TRUCE, FEE))
    assert list(box.marks) == [0]
    assert box.marks[0].tolist() == [True, False, True]


def test_outcomes_and_choices_are_inverse():
    outcome = {"truce": "40 days", "fee": 35}
    choices = choices_of(outcome, (TRUCE, FEE))
    assert choices.tolist() == [[1, 7]]
    assert outcome_of(choices[0], (TRUCE, FEE)) == outcome
    assert isinstance(np.asarray(choices), np.ndarray)

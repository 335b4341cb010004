from decimal import Decimal
from itertools import pairwise

import pytest
from case_strategies import ranges
from hypothesis import given

from mediant.errors import InvalidValue
from mediant.model.issue import Issue, Range


def test_a_range_counts_in_decimals():
    assert list(Range(low=0, high=1, step=0.1)) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]


def test_a_whole_range_holds_whole_numbers():
    fees = Range(low=0, high=100, step=5)
    assert len(fees) == 21
    assert fees[-1] == 100
    assert all(isinstance(fee, int) for fee in fees)


@given(ranges())
def test_positions_and_numbers_are_inverse(span):
    assert [span.index(number) for number in span] == list(range(len(span)))
    assert (span[0], span[-1]) == (span.low, span.high)


@given(ranges())
def test_neighbours_are_one_step_apart(span):
    for before, after in pairwise(span):
        assert Decimal(repr(after)) - Decimal(repr(before)) == Decimal(repr(span.step))
        assert (before + after) / 2 not in span


@pytest.mark.parametrize("stranger", [True, "5", None, float("nan"), float("inf"), -5, 105, 2, 10**400])
def test_what_is_no_number_of_the_range_is_not_in_it(stranger):
    fees = Range(low=0, high=100, step=5)
    assert stranger not in fees
    with pytest.raises(ValueError, match="not in the range"):
        fees.index(stranger)


@pytest.mark.parametrize(
    ("low", "high", "step", "gist"),
    [
        (0, 100, 0, "step above 0"),
        (0, 100, -5, "step above 0"),
        (5, 5, 1, "from < to"),
        (0, float("inf"), 1, "from < to"),
        (float("nan"), 1, 1, "from < to"),
        (0, 10, 3, "such as 9 or 12"),
        (0, 1_000_000, 1, "at most 999,999 steps"),
    ],
)
def test_what_makes_no_range_is_refused(low, high, step, gist):
    with pytest.raises(InvalidValue, match=gist):
        Range(low=low, high=high, step=step)


def test_slices_and_positions_outside():
    fees = Range(low=0, high=20, step=5)
    assert fees[1:3] == (5, 10)
    with pytest.raises(IndexError):
        fees[5]


def test_an_issue_knows_whether_its_options_are_numbers():
    assert Issue(id="fee", name="Fee", options=Range(low=0, high=1, step=1)).numeric
    assert not Issue(id="truce", name="Truce", options=("yes", "no")).numeric

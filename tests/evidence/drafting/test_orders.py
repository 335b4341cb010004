"""An order says what is told and no more."""

from itertools import combinations

import pytest
from draft_samples import said
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.drafting.options import table_of
from mediant.evidence.drafting.orders import reading_of, values_of
from mediant.evidence.drafting.positions import positions_of

WANTS, WOULD, REFUSES = range(3)


def reading(*claims, party="north"):
    return reading_of(table_of("road", positions_of(claims, [claim.sources[0].actor for claim in claims])), party)


@pytest.mark.parametrize(
    ("levels", "values"),
    [
        ({"a": WANTS}, {"a": 1, "b": [0, 1], "c": [0, 1]}),
        ({"a": WANTS, "b": WOULD, "c": REFUSES}, ["a", "b", "c"]),
        ({"a": REFUSES, "b": WANTS, "c": WOULD}, ["b", "c", "a"]),
        ({"a": WANTS, "b": REFUSES, "c": REFUSES}, {"a": 1, "b": [0, 1], "c": [0, 1]}),
        ({"a": WANTS, "b": WANTS, "c": REFUSES}, {"a": [0, 1], "b": [0, 1], "c": 0}),
        ({"a": WOULD}, None),
        ({"a": REFUSES}, None),
        ({}, None),
    ],
)
def test_the_weakest_entry_that_says_it(levels, values):
    assert values_of(("a", "b", "c"), levels) == values


def test_ties_stand_only_where_the_format_can_say_it_in_no_other_way():
    assert values_of("abcd", {"a": WANTS, "b": WANTS, "c": REFUSES, "d": REFUSES}) == [["a", "b"], ["c", "d"]]
    assert values_of("abcd", {"a": WANTS, "b": WOULD, "c": REFUSES, "d": REFUSES}) == ["a", "b", ["c", "d"]]


def test_the_option_that_nobody_named_is_better_than_a_refused_one_and_worse_than_a_demand():
    assert values_of(("a", "not agreed"), {"a": REFUSES}, "not agreed") == ["not agreed", "a"]
    assert values_of(("a", "not agreed"), {"a": WANTS}, "not agreed") == ["a", "not agreed"]
    assert values_of(("a", "not agreed"), {"a": WOULD}, "not agreed") is None


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 2)))
def test_no_entry_turns_an_order_round(levels):
    values = values_of("abcde", levels)
    if isinstance(values, dict):
        low = {option: value if isinstance(value, int) else 0 for option, value in values.items()}
        high = {option: value if isinstance(value, int) else 1 for option, value in values.items()}
    elif values is None:
        return
    else:
        place = {option: -n for n, group in enumerate(values) for option in group}
        low = high = place
    for one, other in combinations(levels, 2):
        if levels[one] < levels[other]:
            assert high[one] >= low[other]
            assert not (isinstance(values, list) and low[one] < high[other])


def test_the_newest_stand_counts():
    first = said("c1", "north", "reject", "the ferry line", "road", day="2031-03-14", cue="ruled out")
    then = said("c2", "north", "accept", "the ferry line", "road", day="2031-03-15")
    other = said("c3", "south", "demand", "the ferry line", "road")
    found = reading(first, then, other)
    assert (found.values, found.never) == (None, ())
    assert reading(first, other).never == (("the ferry line", ("c1",)),)


def test_contradictions_of_one_day_are_told_and_not_used():
    first = said("c1", "north", "reject", "the ferry line", "road", cue="ruled out")
    then = said("c2", "north", "accept", "the ferry line", "road")
    found = reading(first, then, said("c3", "south", "demand", "the ferry line", "road"))
    assert found.opposed == (("the ferry line", ("c1", "c2")),)
    assert (found.values, found.never) == (None, ())


def test_a_firm_refusal_on_two_days_is_a_red_line():
    refused = [said(f"c{day}", "north", "reject", "the ferry line", "road", day=f"2031-03-{day}") for day in (14, 15)]
    other = said("x", "south", "demand", "the ferry line", "road")
    assert reading(*refused, other).never == (("the ferry line", ("c14", "c15")),)
    assert reading(refused[0], other).never == ()


def test_a_demand_given_up_is_no_longer_one():
    first = said("c1", "north", "demand", "an observer in every bus", "road", day="2031-03-14")
    then = said("c2", "north", "concede", "an observer in every bus", "road", day="2031-03-15", cue="dropped")
    assert reading(first, then).values is None
    assert reading(first).values == ["an observer in every bus", "not agreed"]


def test_the_ends_of_a_range():
    claims = (said("c1", "north", "demand", "90 days", "road"), said("c2", "south", "offer", "60 days", "road"),
              said("c3", "west", "offer", "70 days", "road"))  # fmt: skip
    assert [reading(*claims, party=party).values for party in ("north", "south", "west")] == ["more", "less", None]
    assert reading(*claims).claims == ("c1",)

"""What is wrong with references to issues and options (whole files are tried in test_check_preferences)."""

import tomllib

import pytest
from case_strategies import issues, outcomes, patterns, ranges
from hypothesis import given
from hypothesis import strategies as st
from wrong_cases import GROUND

from mediant.model.check_outcomes import (
    Known,
    curve_problems,
    known_in,
    option_order_problems,
    option_problems,
    outcome_problems,
    pattern_problems,
    range_problems,
    value_table_problems,
)
from mediant.model.document import range_in
from mediant.model.issue import Range

FEE = Range(low=0, high=100, step=5, unit="USD")
DAYS = dict.fromkeys(("none", "40 days", "permanent"))
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
on_table = st.lists(issues(), min_size=1, max_size=3, unique_by=lambda issue: issue.id)


def known(*table) -> Known:
    options = {i.id: i.options if isinstance(i.options, Range) else dict.fromkeys(i.options) for i in table}
    return Known(parties={}, mediators={}, issues=options, every_party=True, every_issue=True)


def told(problems) -> list[tuple[str, str]]:
    return [(problem.place, problem.seen) for problem in problems]


def test_what_a_document_defines_is_known():
    found = known_in(tomllib.loads(GROUND))
    assert (list(found.parties), list(found.mediators)) == (["north", "south"], ["host"])
    assert list(found.issues["truce"]) == ["none", "short", "long"]
    assert found.issues["fee"] == Range(low=0, high=100, step=5)
    assert found.every_party
    assert found.every_issue


@pytest.mark.parametrize(
    ("old", "new", "every_party", "every_issue"),
    [
        ('id = "south"', "id = 5", False, True),
        ('id = "south"', 'id = "north"', False, True),
        ('id = "fee"', 'id = "FEE"', True, False),
        ("step = 5", "step = 3", True, True),
    ],
)
def test_what_is_defined_wrongly_is_not_taken_for_complete(old, new, every_party, every_issue):
    found = known_in(tomllib.loads(GROUND.replace(old, new)))
    assert (found.every_party, found.every_issue) == (every_party, every_issue)
    assert found.issues["truce"]
    assert (found.issues.get("fee") is None) == ("fee" in old or "step" in old)


@given(junk)
def test_of_rubbish_nothing_is_known(rubbish):
    found = known_in({"party": rubbish, "issue": rubbish, "mediator": rubbish})
    assert not found.every_issue or found.issues
    assert list(range_problems(rubbish, "here"))


@given(on_table.flatmap(lambda table: st.tuples(st.just(table), outcomes(table), patterns(table))))
def test_outcomes_and_patterns_of_a_case_are_right_and_a_part_is_no_outcome(drawn):
    table, outcome, pattern = drawn
    assert told(outcome_problems(outcome, "here", known(*table))) == []
    pattern = {issue: list(options) for issue, options in pattern.items()}
    assert told(pattern_problems(pattern, "here", known(*table))) == []
    for issue in table:
        part = {other: option for other, option in outcome.items() if other != issue.id}
        assert told(outcome_problems(part, "here", known(*table))) == [("here", f"nothing for {issue.id!r}")]


@given(junk, junk)
def test_rubbish_is_told_and_nothing_raised(rubbish, other):
    ground = known_in(tomllib.loads(GROUND))
    if not isinstance(rubbish, str):
        assert len(list(option_problems(rubbish, "here", DAYS))) == 1
    assert all(problem.do for problem in outcome_problems({"truce": rubbish, "fee": other}, "here", ground))
    assert all(problem.do for problem in pattern_problems({"truce": rubbish, "fee": [other]}, "here", ground))
    assert list(outcome_problems(rubbish, "here", ground))
    assert list(pattern_problems(rubbish, "here", ground))
    assert list(curve_problems({"at": rubbish}, "here", FEE))


@given(ranges(), st.floats(-60, 200) | st.integers(-60, 200))
def test_an_option_of_a_range_is_one_of_its_numbers(span, number):
    assert bool(list(option_problems(number, "here", span))) == (number not in list(span))
    ends = {"from": span.low, "to": span.high, "step": span.step}
    assert told(range_problems(ends, "here")) == []
    assert list(range_in(ends)) == list(span)


def test_a_number_in_quotes_is_told_to_lose_them():
    (problem,) = option_problems("40", "here", FEE)
    assert problem.expected == "a number from 0 to 100 USD in steps of 5"
    assert problem.do == "write it without quotes"
    assert told(option_problems("40", "here", None)) == []


def test_a_fault_of_an_issue_is_not_told_where_it_is_referred_to():
    broken = Known(parties={}, mediators={}, issues={"fee": None}, every_party=True, every_issue=False)
    assert told(outcome_problems({"fee": 7, "elsewhere": "x"}, "here", broken)) == []


def test_an_order_holds_every_option_once():
    assert told(option_order_problems(["permanent", ["none", "40 days"]], "here", DAYS)) == []
    assert told(option_order_problems(["permanent", "none"], "here", DAYS)) == [("here", "an order without '40 days'")]
    assert told(option_order_problems([*DAYS, "none"], "here", DAYS)) == [("here", "'none' twice")]
    assert told(option_order_problems([list(DAYS)], "here", DAYS)) == [("here", "an order that ties all options")]


@given(ranges())
def test_a_table_holds_every_number_of_a_range_once(span):
    table = {str(number): [0, 1] for number in span}
    assert told(value_table_problems(table, "here", span)) == []
    table.pop(str(span.high))
    assert told(value_table_problems(table, "here", span)) == [("here", f"no value for {span.high}")]


def test_what_is_missing_of_a_long_range_is_counted_not_listed():
    (problem,) = value_table_problems({"0": 0}, "here", Range(low=0, high=999_998, step=1))
    assert problem.seen == "no value for 1, 2, 3 and 999,995 more"


def test_a_curve_ascends_and_reaches_both_ends():
    assert told(curve_problems({"at": [[-5, 1], [50, [0, 1]], [100, 0]]}, "v", FEE)) == []
    assert told(curve_problems({"at": [[0, 1], [95, 0]]}, "v", FEE)) == [("v.at", "points from 0 to 95")]
    assert told(curve_problems({"at": [[0, 1], [0, 0], [100, 0]]}, "v", FEE)) == [("v.at", "0 after 0")]
    assert [place for place, _ in told(curve_problems({"at": [[0, 1], [100]], "x": 1}, "v", FEE))] == ["v.x", "v.at[2]"]

from itertools import product

import pytest
from case_strategies import cases
from hypothesis import given

from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import Preferences


@given(cases())
def test_the_size_counts_the_outcomes(case):
    assert case.size == sum(1 for _ in product(*(issue.options for issue in case.issues)))


def test_the_size_of_a_large_space_is_a_product():
    issues = tuple(Issue(id=f"i{k}", name="I", options=Range(low=0, high=9, step=1)) for k in range(50))
    assert Case(title="Large", parties=(), issues=issues).size == 10**50


@given(cases(exact=True))
def test_a_case_of_given_numbers_is_exact(case):
    assert case.exact


def test_a_party_of_whom_nothing_is_known_makes_a_case_partial():
    parties = (Party(id="north", name="North"), Party(id="south", name="South"))
    case = Case(title="T", parties=parties, issues=(Issue(id="i", name="I", options=("a", "b")),))
    assert case.known_of("north") == Preferences()
    assert not case.exact


def test_issues_are_found_by_id():
    issue = Issue(id="i", name="I", options=("a", "b"))
    case = Case(title="T", parties=(), issues=(issue,))
    assert case.issue("i") is issue
    with pytest.raises(KeyError):
        case.issue("j")

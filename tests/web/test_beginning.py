"""A case in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import MediantError, Refused
from mediant.web.beginning import case_in_words
from mediant.workbench.course import case_from, document_from

PARTIES = "Upper villages\n\n  Lower   villages \nالمدينة"
ISSUES = "Water in summer: a third, half , two thirds\nWho keeps the gate: in turns، a keeper"


def test_parties_and_issues_by_the_line():
    case = case_in_words(" Water of  the valley", PARTIES, ISSUES)
    assert case.title == "Water of the valley"
    assert [(one.id, one.name) for one in case.parties] == [
        ("upper-villages", "Upper villages"),
        ("lower-villages", "Lower villages"),
        ("party-3", "المدينة"),
    ]
    assert [(one.id, one.options) for one in case.issues] == [
        ("water-in-summer", ("a third", "half", "two thirds")),
        ("who-keeps-the-gate", ("in turns", "a keeper")),
    ]
    assert case_from(document_from(case)) == case


@pytest.mark.parametrize(
    ("title", "parties", "issues", "words"),
    [
        ("", PARTIES, ISSUES, "a title"),
        ("x", "One", ISSUES, "two parties"),
        ("x", "One\nOne", ISSUES, "a name of its own"),
        ("x", PARTIES, "", "an issue"),
        ("x", PARTIES, "Gate", "two different options: Gate"),
        ("x", PARTIES, "Gate: open, open", "two different options"),
        ("x", PARTIES, ": open, shut", "needs a name"),
    ],
)
def test_what_is_no_case_is_refused_in_words(title, parties, issues, words):
    with pytest.raises(Refused, match=words):
        case_in_words(title, parties, issues)


@given(st.text(max_size=30), st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_typed_is_a_case_or_is_refused(title, parties, issues):
    try:
        case = case_in_words(title, f"A\nB\n{parties}", f"Open: yes, no\n{issues}")
    except MediantError:
        return
    assert case_from(document_from(case)) == case

"""The case comes and goes as JSON, and its public part holds nobody's preferences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sitting import HARBOUR

from mediant.errors import InvalidFile
from mediant.workbench.course import Course, Modelled, Opened, PhaseSet, StateSet, case_from, document_from, public


def test_a_case_goes_there_and_back():
    case = replace(HARBOUR, as_of=date(2024, 5, 4))
    assert case_from(document_from(case)) == case


def test_what_is_no_case_is_refused():
    with pytest.raises(InvalidFile, match="title"):
        case_from(document_from(HARBOUR) | {"title": 3})
    with pytest.raises(InvalidFile, match="as_of"):
        case_from(document_from(HARBOUR) | {"as_of": "soon"})


def test_the_public_case_holds_no_preferences():
    document = public(document_from(replace(HARBOUR, claims="claims.jsonl")))
    assert case_from(document) == replace(HARBOUR, preferences={})


def test_the_course():
    document = document_from(HARBOUR)
    course = Course().evolve(Opened(public(document)))
    assert (course.state, course.phase) == ("open", "prepare")
    assert course.case.preferences == {}
    assert course.evolve(Modelled(document)).case == HARBOUR
    assert course.evolve(PhaseSet("joint")).phase == "joint"
    paused = course.evolve(StateSet("paused", "lunch"))
    assert (paused.state, paused.why) == ("paused", "lunch")
    assert course.evolve("something else") is course

"""The debrief: what was agreed beside what could have been, and only what is released."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sitting import package
from small_class import joined

from mediant.workbench.debrief import CLOSE, PARTS, Ended, debrief_of, released

OUTCOMES = st.builds(package, st.sampled_from(["none", "40 days", "permanent"]), st.sampled_from([0, 5, 10]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(Ended, st.none() | OUTCOMES, st.none() | st.floats(0, 1e6)), max_size=12))
def test_every_agreement_is_counted_once_and_none_is_above_the_frontier(ended):
    document = debrief_of(joined(2).lesson.case, ended)
    assert sum(deal["groups"] for deal in document["deals"]) == document["agreed"] <= document["groups"] == len(ended)
    efficient = [tuple(point["utilities"].values()) for point in document["frontier"]]
    for deal in document["deals"]:
        north, south = deal["utilities"].values()
        assert deal["left"] >= 0
        better = [one for one in efficient if one[0] >= north - CLOSE and one[1] >= south - CLOSE]
        assert better, "an efficient outcome is at least as good for all"
        assert deal["efficient"] == (deal["left"] <= CLOSE)
        assert deal["left"] == pytest.approx(max(sum(one) - north - south for one in better), abs=1e-6)
    assert json.loads(json.dumps(document)) == document


def test_what_is_left_on_the_table_is_what_both_could_have_had_more():
    (deal,) = debrief_of(joined(2).lesson.case, [Ended(package("none", 0), 5.0)])["deals"]
    assert deal["utilities"] == {"north": pytest.approx(0.4), "south": pytest.approx(0.2)}
    assert not deal["efficient"]
    assert deal["left"] == pytest.approx(0.8)  # a permanent truce for 10 USD brings 0.6 and 0.8


def test_an_agreement_across_a_red_line_is_said_to_be_so():
    case = dict(joined(2).lesson.case)
    north = {**case["preferences"]["north"], "never": [{"truce": "none"}]}
    case["preferences"] = {**case["preferences"], "north": north}
    (deal,) = debrief_of(case, [Ended(package("none", 0), 5.0)])["deals"]
    assert deal["utilities"]["north"] is None
    assert deal["left"] is None


def test_only_what_is_ticked_is_released():
    document = debrief_of(joined(2).lesson.case, [Ended(package(), 5.0), Ended(None, None)])
    assert released(document, (), "Why?") == {
        "parties": document["parties"], "issues": document["issues"], "questions": "Why?",
    }  # fmt: skip
    assert set(document) | {"questions"} == set(released(document, PARTS, ""))
    assert "deals" not in released(document, ("rate", "frontier"), "")

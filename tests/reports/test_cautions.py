"""Entries that decide the figures without being seen: what is said of them, and when nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediant.analysis.dealspace import analyze
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Interval, Preferences, Ranking
from mediant.reports.brief import summary_of
from mediant.reports.cautions import cautions_of

ISSUES = tuple(Issue(id=name, name=name.title(), options=("no", "yes")) for name in ("pay", "jobs"))
STATED = Preferences(weights="unknown", values={"pay": Ranking((("yes",), ("no",)))}, walk_away="unknown")


def said(*preferences):
    parties = tuple(Party(id=f"p{k}", name=f"Side {k}") for k in range(1, len(preferences) + 1))
    known = {party.id: each for party, each in zip(parties, preferences, strict=True) if each}
    case = Case(title="t", parties=parties, issues=ISSUES, preferences=known)
    analysis = analyze(case, draws=50)
    told = cautions_of(case, analysis)
    assert summary_of(case, analysis)[-len(told) :] == told or not told
    return told


def test_a_case_that_states_its_limits_needs_no_caution():
    assert said(STATED, STATED) == ()


def test_a_walk_away_left_out_is_said_to_accept_everything():
    (one,) = said(STATED, None)
    assert one.startswith("No walk-away is stated for Side 2, so it is taken to accept whatever crosses no red line;")
    (both,) = said(None, replace(STATED, walk_away=None))
    assert "for Side 1 and Side 2, so each is taken" in both
    assert "if their limits are only not known" in both


def test_of_many_parties_the_first_are_named():
    (many,) = said(*[None] * 9)
    assert "Side 5, Side 6 and 3 more, so each" in many


def test_a_walk_away_on_another_scale_is_named():
    (found,) = said(replace(STATED, walk_away=55), STATED)
    assert found.startswith("Of 4 outcomes compared, Side 1 accepts none in any draw")
    assert "scale" in found


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"pay": 40}, "up to 40"),
        ({"pay": Interval(0.5, 60)}, "up to 60"),
        ({"pay": 0.4}, ""),
        ({"pay": 40, "jobs": 60}, ""),
        ({}, ""),
    ],
)
def test_weights_as_percentages_beside_issues_left_out_are_pointed_out(weights, words):
    found = said(replace(STATED, weights=weights), STATED)
    assert len(found) == bool(words)
    assert all(words in each and "Side 1" in each for each in found)


def named(parties=("Hamas", "Israel"), issues=("Pay", "Jobs"), options=("no", "yes")):
    case = Case(
        title="t", parties=tuple(Party(id=f"p{k}", name=name) for k, name in enumerate(parties, 1)),
        issues=tuple(Issue(id=f"i{k}", name=name, options=options) for k, name in enumerate(issues, 1)),
        preferences={f"p{k}": Preferences(walk_away=0.0) for k in range(1, len(parties) + 1)},
    )  # fmt: skip
    return [told for told in cautions_of(case, analyze(case, draws=5)) if "look alike" in told]


def test_names_that_a_reader_could_take_for_each_other_are_told():
    assert named() == []
    assert named(parties=("Hamas", "H\u0430mas")) == [
        "Parties and mediators that look alike: “Hamas” (p1) and “H\u0430mas” (p2)."
    ]
    assert named(issues=("Pay", "Pay ")) == ["Issues that look alike: “Pay” (i1) and “Pay ” (i2)."]
    (pay, jobs) = named(options=("no", "n\u03bf", "yes"))
    assert pay == "Options of Pay that look alike: “no” (number 1) and “n\u03bf” (number 2)."
    assert jobs.startswith("Options of Jobs")


def test_of_many_groups_that_look_alike_the_first_are_told():
    names = tuple(name for k in "abcdefgh" for name in (k, f"{k} "))
    *_, last = told = named(options=names)
    assert (len(told), last) == (7, "And 10 more groups that look alike.")

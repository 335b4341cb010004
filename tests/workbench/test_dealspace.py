"""The deal space that mediators see is what `mediant analyze` says of what was stated."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sitting import HARBOUR, opened, package

from mediant.analysis.dealspace import analyze
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.workbench.dealspace import (
    LIVE,
    POINTS,
    Held,
    blocking,
    blocks,
    case_known,
    fingerprint,
    sources_of,
    space_of,
)
from mediant.workbench.drawn import with_preferences
from mediant.workbench.wants import State

NORTH = {
    "weights": {"truce": 0.75, "fee": 0.25},
    "walk_away": 0.4,
    "values": {"truce": {"none": 0, "40 days": 0.5, "permanent": 1}, "fee": "less"},
}
SOUTH = {
    "weights": {"truce": 0.25, "fee": 0.75},
    "walk_away": 0.4,
    "values": {"truce": {"none": 1, "40 days": 0.5, "permanent": 0}, "fee": "more"},
}
EXACT = with_preferences(HARBOUR, {"north": NORTH, "south": SOUTH})


def test_what_was_stated_takes_the_place_of_what_was_believed():
    sitting = opened()
    assert sources_of(sitting.table("m")) == {"north": "believed", "south": "unknown"}
    before = fingerprint(case_known(sitting.table("m")))
    sitting.ask("s", State(SOUTH))
    table = sitting.table("m")
    assert sources_of(table) == {"north": "believed", "south": "stated"}
    assert case_known(table).known_of("south").walk_away == 0.4
    assert case_known(table).known_of("north") == HARBOUR.known_of("north")
    assert fingerprint(case_known(table)) != before


def test_a_party_finds_nothing_of_others_in_it():
    sitting = opened()
    sitting.ask("s", State(SOUTH))
    assert case_known(sitting.table("n")).preferences == {}
    assert sources_of(sitting.table("n")) == {"north": "unknown", "south": "unknown"}


def test_an_exact_case_is_what_analysis_says():
    space, said = space_of(EXACT, {}), analyze(EXACT)
    assert len(space.points) == EXACT.size
    assert not space.expected
    for name, one in said.solutions.items():
        assert space.points[space.solutions[name]].outcome == one.outcome
        assert {party: gain.mean for party, gain in space.points[space.solutions[name]].gains.items()} == pytest.approx(
            one.gains
        )
    assert sum(point.acceptable["all"].p for point in space.points) == said.zone.size
    front = [point.outcome for point in said.frontier.points]
    assert sorted(map(str, front)) == sorted(str(point.outcome) for point in space.points if point.efficient.p)


def test_where_nothing_is_acceptable_to_all_the_nearest_miss_is_among_the_points():
    case = with_preferences(EXACT, {"north": {**NORTH, "walk_away": 0.9}, "south": {**SOUTH, "walk_away": 0.9}})
    space = space_of(case, {})
    assert space.solutions == {}
    assert space.analysis.zone.nearest_miss.outcome in [point.outcome for point in space.points]


def test_a_partial_case_has_chances_and_solutions_of_what_is_expected():
    half = {key: value for key, value in NORTH.items() if key != "weights"} | {"weights": ["truce", "fee"]}
    case = with_preferences(HARBOUR, {"north": half, "south": {**SOUTH, "walk_away": [0.2, 0.5]}})
    space = space_of(case, {}, 400)
    assert space.points == analyze(case, draws=400, points=POINTS, budget=LIVE).uncertainty.outcomes
    assert space.expected
    best = space.points[space.solutions["utilitarian"]]
    total = {k: sum(gain.mean for gain in point.gains.values()) for k, point in enumerate(space.points)}
    inside = [k for k, point in enumerate(space.points) if all(gain.mean >= 0 for gain in point.gains.values())]
    assert sum(gain.mean for gain in best.gains.values()) == pytest.approx(max(total[k] for k in inside))


def test_who_blocks_what():
    space = space_of(EXACT, {})
    north, south = blocks(space.points)
    for number, point in enumerate(space.points):
        against = {party for party in ("north", "south") if point.acceptable[party].p == 0}
        assert set(blocking(point)) == against
        assert (number in north.points) == (against == {"north"})
    short = space.points[north.nearest].gains["north"].mean
    assert short == max(space.points[k].gains["north"].mean for k in north.points) < 0
    assert south.party == "south"
    assert blocks(()) == ()


def test_statements_that_cannot_hold_are_said_in_words():
    pair = [{"this": package("none"), "to": package()}, {"this": package(), "to": package("none")}]
    space = space_of(
        with_preferences(
            HARBOUR,
            {
                "north": {
                    "values": {"truce": ["none", "40 days", "permanent"]},
                    "rejects": [package("none")],
                    "accepts": [package("permanent", 5)],
                    "walk_away": 0.5,
                }
            },
        ),
        {},
    )
    assert space.analysis is None
    assert "cannot all hold" in space.refused
    assert space.party == "north"
    assert space.clash == (Held("rejects", ({"truce": ("none",), "fee": (5,)},)),)
    unsure = space_of(with_preferences(HARBOUR, {"north": {"prefers": pair}}), {})
    assert unsure.refused.startswith("what fits its statements has no volume")
    assert (unsure.party, unsure.clash) == ("north", ())


@pytest.mark.parametrize(
    ("stated", "clash"),
    [
        (
            {
                "values": NORTH["values"],
                "prefers": [
                    {"this": package("permanent"), "to": package("none")},
                    {"this": package("none"), "to": package("permanent")},
                ],
            },
            (Held("prefers", ({"truce": ("none",), "fee": (5,)}, {"truce": ("permanent",), "fee": (5,)})),),
        ),
        (
            {"never": [{"truce": ["permanent"]}, {"truce": ["none", "40 days"]}], "accepts": [package("none")]},
            (Held("accepts", ({"truce": ("none",), "fee": (5,)},)), Held("never", ({"truce": ("none", "40 days")},))),
        ),
        ({"rejects": [package("none")]}, (Held("rejects", ({"truce": ("none",), "fee": (5,)},)), Held("no walk_away"))),
    ],
)
def test_each_statement_that_cannot_hold_is_found_again(stated, clash):
    assert space_of(with_preferences(HARBOUR, {"north": stated}), {}).clash == clash


def test_66_a_scenario_of_ten_to_the_ninth_outcomes_is_answered_within_bounds_and_says_so():
    issues = tuple(Issue(id=f"i{k}", name=f"Issue {k}", options=tuple(f"o{j}" for j in range(10))) for k in range(9))
    case = Case(title="Large", parties=HARBOUR.parties, issues=issues)
    space = space_of(case, {}, 100)
    assert len(space.points) == POINTS
    assert "were examined" in space.analysis.uncertainty.note
    values = {issue.id: dict(zip(issue.options, range(10), strict=True)) for issue in issues}
    back = {issue: {option: 9 - value for option, value in row.items()} for issue, row in values.items()}
    known = with_preferences(
        case, {"north": {"values": values, "walk_away": 30}, "south": {"values": back, "walk_away": 30}}
    )
    found = space_of(known, {})
    assert found.analysis.zone.size > 10**6
    assert len(found.points) <= 2 * POINTS


def test_three_parties():
    case = replace(HARBOUR, parties=(*HARBOUR.parties, Party(id="west", name="West")))
    space = space_of(with_preferences(case, {"west": {"never": [{"truce": "none"}]}}), {}, 100)
    assert set(space.points[0].gains) == {"north", "south", "west"}
    assert len(blocks(space.points)) == 3

"""The JSON document: keys, order and nesting as the format fixes them."""

from __future__ import annotations

import json
from dataclasses import replace

from mediant.analysis.results import Zone
from mediant.reports.document import analysis_document

KEYS = [
    "format", "case", "exact", "parties", "issues", "outcomes", "zone", "frontier", "solutions", "uncertainty",
]  # fmt: skip


def test_an_exact_case(exact_two):
    _, analysis = exact_two
    found = json.loads(json.dumps(analysis_document(analysis, points=None)))
    assert list(found) == KEYS
    assert found["format"] == "mediant-analysis/1"
    assert found["case"] == "Harbour dispute"
    assert found["parties"] == ["north", "south"]
    assert found["issues"] == ["truce", "fee", "pilots"]
    assert found["outcomes"] == 252
    assert found["zone"] == {"size": analysis.zone.size, "exact": True, "nearest_miss": None}
    assert list(found["frontier"]) == ["size", "exact", "points"]
    assert len(found["frontier"]["points"]) == found["frontier"]["size"] == len(analysis.frontier.points)
    assert list(found["frontier"]["points"][0]) == ["outcome", "utilities"]
    assert list(found["solutions"]) == ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]
    assert list(found["solutions"]["nash"]) == ["outcome", "utilities", "gains"]
    assert found["solutions"]["nash"]["gains"] == analysis.solutions["nash"].gains
    assert found["uncertainty"] is None


def test_points_are_cut_and_counts_are_not(exact_two):
    _, analysis = exact_two
    found = analysis_document(analysis, points=3)["frontier"]
    assert found["size"] == len(analysis.frontier.points) > 3
    assert [p["utilities"] for p in found["points"]] == [dict(p.utilities) for p in analysis.frontier.points[:3]]
    assert analysis_document(analysis, points=0)["frontier"]["points"] == []


def test_an_empty_zone(no_zone):
    _, analysis = no_zone
    found = analysis_document(analysis, points=None)
    assert list(found["zone"]["nearest_miss"]) == ["outcome", "utilities", "shortfall"]
    assert found["zone"]["size"] == 0
    assert set(found["solutions"].values()) == {None}


def test_what_is_bounded_carries_its_bounds(exact_two):
    _, analysis = exact_two
    found = analysis_document(
        replace(
            analysis,
            zone=Zone(size=5, exact=False, low=2, high=9),
            frontier=replace(analysis.frontier, exact=False, error={"north": 0.01, "south": 0.02}),
            solutions={**analysis.solutions, "nash": replace(analysis.solutions["nash"], error=0.5)},
        ),
        points=1,
    )
    assert found["zone"] == {"size": 5, "exact": False, "low": 2, "high": 9, "nearest_miss": None}
    assert (found["frontier"]["exact"], found["frontier"]["error"]) == (False, {"north": 0.01, "south": 0.02})
    assert found["solutions"]["nash"]["error"] == 0.5
    assert "error" not in found["solutions"]["egalitarian"]


def test_a_partial_case(partial_two):
    _, analysis = partial_two
    found = json.loads(json.dumps(analysis_document(analysis, points=None)))
    assert list(found) == KEYS
    assert found["frontier"] is None
    assert found["solutions"] is None
    assert found["zone"] is None
    uncertainty = found["uncertainty"]
    assert list(uncertainty) == ["draws", "seed", "outcomes", "matters_most", "note"]
    assert (uncertainty["draws"], uncertainty["seed"]) == (2000, 0)
    first = uncertainty["outcomes"][0]
    assert list(first) == ["outcome", "acceptable", "efficient", "gains"]
    assert list(first["acceptable"]) == ["north", "south", "all"]
    assert first["acceptable"]["all"] == {"p": 0.62, "se": 0.0109}
    assert list(first["gains"]["north"]) == ["mean", "p5", "p95"]
    assert list(uncertainty["matters_most"][0]) == ["party", "entry", "label", "rise"]
    assert uncertainty["note"] == "24 of 252 outcomes were ranked."


def test_a_partial_case_prints_a_hundred_outcomes_and_says_what_it_left_out(partial_two):
    _, analysis = partial_two
    many = replace(analysis.uncertainty, outcomes=analysis.uncertainty.outcomes * 10)
    analysis = replace(analysis, uncertainty=many)
    assert len(analysis_document(analysis, points=None)["uncertainty"]["outcomes"]) == 100
    cut = analysis_document(analysis, points=7)["uncertainty"]
    assert len(cut["outcomes"]) == 7
    assert "7 of 240 ranked outcomes are given here." in cut["note"]
    assert len(analysis_document(analysis, points=1000)["uncertainty"]["outcomes"]) == 240

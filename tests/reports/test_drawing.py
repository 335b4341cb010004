"""What is drawn: which outcomes, which walk-aways, on which axes, with which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.analysis.results import Frontier, Point
from mediant.model.party import Party
from mediant.reports.charts import MOST_DRAWN
from mediant.reports.drawing import MOST_TRACED, SHAPES, deal_space, names_of, sample, spots_of, walk_aways


def frontier_of(rows):
    points = tuple(Point(outcome={"k": k}, utilities=dict(zip("abc", row, strict=True))) for k, row in enumerate(rows))
    return Frontier(points=points, exact=True)


@given(st.lists(st.tuples(*[st.floats(-5, 5)] * 3), max_size=40), st.integers(5, 12))
def test_a_sample_runs_downhill_and_keeps_every_partys_best(rows, most):
    frontier = frontier_of(rows)
    chosen = sample(frontier, "abc", most)
    assert len(chosen) <= most
    assert len(chosen) == len(rows) or len(rows) > most
    assert len({point.outcome["k"] for point in chosen}) == len(chosen)
    first = [point.utilities["a"] for point in chosen]
    assert first == sorted(first, reverse=True)
    for party in "abc" if rows else "":
        best = max(point.utilities[party] for point in frontier.points)
        assert max(point.utilities[party] for point in chosen) == best


def test_a_walk_away_tied_to_an_outcome_is_read_off_the_answer(exact_two, no_zone, partial_two):
    assert walk_aways(*exact_two) == pytest.approx({"north": 0.45, "south": 0.3})
    assert walk_aways(*no_zone) == pytest.approx({"north": 0.9, "south": 0.8})
    assert walk_aways(*partial_two) == {}
    case, analysis = exact_two
    bare = replace(case, preferences={p: replace(known, walk_away=None) for p, known in case.preferences.items()})
    assert walk_aways(bare, analysis) == {}


def test_solutions_are_pointed_out_where_they_are(exact_two, no_zone):
    _, analysis = exact_two
    spots = {spot.label: spot for spot in spots_of(analysis)}
    assert list(spots) == list("NKEU")
    nash = analysis.solutions["nash"].utilities
    assert (spots["N"].shape, spots["N"].at) == (SHAPES["nash"], (nash["north"], nash["south"]))
    (miss,) = spots_of(no_zone[1])
    assert (miss.shape, miss.label) == ("cross", "nearest miss")
    assert miss.at == tuple(no_zone[1].zone.nearest_miss.utilities.values())


def test_two_parties_are_a_scatter_and_three_are_lanes_with_a_matrix(exact_two, exact_three):
    two, three = deal_space(*exact_two), deal_space(*exact_three)
    assert two.plot.dots.count("M") == len(exact_two[1].frontier.points)
    assert (two.plot.x.name, two.plot.y.name) == ("North", "South")
    assert two.parallel is two.matrix is None
    assert three.plot is None
    assert [pole.name for pole in three.parallel.poles] == ["North", "South", "The Outer Isles"]
    assert len(three.matrix.panels) == 3
    for drawing in (two, three):
        assert "N at North" in drawing.description
        assert {key.kind for key in drawing.legend} >= {"dot", *SHAPES.values()}


def test_no_walk_away_no_line_and_no_word_of_one(exact_two):
    case, analysis = exact_two
    bare = replace(case, preferences={p: replace(known, walk_away=None) for p, known in case.preferences.items()})
    drawing = deal_space(bare, analysis)
    assert (drawing.plot.x_line, drawing.plot.y_line, drawing.plot.zone) == (None, None, None)
    assert "No walk-away is stated." in drawing.caption
    assert not {key.kind for key in drawing.legend} & {"line", "zone"}


def test_what_is_not_drawn_is_counted(exact_two):
    case, analysis = exact_two
    rows = [Point(outcome={}, utilities={"north": k / 999, "south": 1 - k / 999}) for k in range(1000)]
    drawing = deal_space(case, replace(analysis, frontier=Frontier(points=tuple(rows), exact=True)))
    assert "Of 1,000 efficient outcomes, 600 spread evenly are drawn." in drawing.caption
    assert drawing.plot.dots.count("M") <= MOST_DRAWN
    assert "All " in deal_space(case, analysis).caption


def test_a_partial_case_is_drawn_by_its_chances(partial_two, partial_three):
    case, analysis = partial_two
    drawing = deal_space(case, analysis)
    assert [label for shown in drawing.plot.labels for label in shown.text.split(", ")]
    assert len(drawing.plot.shapes) == 10
    assert -0.03 <= drawing.plot.x.low < drawing.plot.x.high <= 1.03
    for prospect in analysis.uncertainty.outcomes:
        assert drawing.plot.x.low <= prospect.acceptable["north"].p <= drawing.plot.x.high
    assert len(deal_space(*partial_three).parallel.traces) == MOST_TRACED
    nothing = replace(analysis, uncertainty=replace(analysis.uncertainty, outcomes=()))
    assert deal_space(case, nothing) is None


def test_names_are_cut_to_labels_and_fall_back_to_ids(exact_two):
    case, _ = exact_two
    named = replace(case, parties=(Party(id="north", name="The North of the Isles"), Party(id="south", name="")))
    assert names_of(named, 10) == {"north": "The North…", "south": "south"}


def test_names_that_begin_alike_can_be_told_apart(exact_two):
    case, _ = exact_two
    named = [
        Party(id="a", name="Riparian state number 1"),
        Party(id="b", name="Riparian state number 2"),
        Party(id="c", name="Twin"),
        Party(id="d", name="Twin"),
    ]
    names = names_of(replace(case, parties=tuple(named)), 15)
    assert names == {"a": "Riparia…umber 1", "b": "Riparia…umber 2", "c": "c", "d": "d"}

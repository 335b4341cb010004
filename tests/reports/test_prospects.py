"""The view of a partial answer: places, chances and bars, what all settle alike, what to learn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediant.analysis.results import Chance
from mediant.reports.prospects import MOST_RECOMMENDED, MOST_UNKNOWNS, partial_view


def with_uncertainty(analysis, **changes):
    return replace(analysis, uncertainty=replace(analysis.uncertainty, **changes))


def test_an_exact_case_has_no_partial_view(exact_two):
    assert partial_view(*exact_two) is None


def test_outcomes_keep_their_places_chances_and_gains(partial_three):
    case, analysis = partial_three
    view = partial_view(case, analysis)
    assert [row.place for row in view.outcomes] == list(range(1, MOST_RECOMMENDED + 1))
    assert (view.ranked, view.draws.text, view.seed) == (24, "2,000", 0)
    first = view.outcomes[0]
    assert (first.everyone.value.text, first.everyone.error.text) == ("62%", "1.1")
    assert [bar.value.text for bar in first.parties] == ["70%", "92%", "70%"]
    assert first.efficient.value.text == "40%"
    gain = first.gains[0]
    assert [str(figure) for figure in (gain.mean, gain.low, gain.high)] == ["0.21", "−0.12", "0.55"]


@pytest.mark.parametrize("most", [0, 1, 3, 99])
def test_as_many_are_shown_as_asked_for(partial_two, most):
    view = partial_view(*partial_two, most)
    assert len(view.outcomes) == len(view.packages.heads) == min(most, 24)
    assert view.ranked == 24


def test_issues_are_either_alike_or_side_by_side(partial_two):
    case, analysis = partial_two
    view = partial_view(case, analysis)
    alike, apart = [name for name, _ in view.same], [name for name, _, _ in view.packages.issues]
    assert sorted(alike + apart) == sorted(issue.name for issue in case.issues)
    shown = [prospect.outcome for prospect in analysis.uncertainty.outcomes[: len(view.outcomes)]]
    for issue in case.issues:
        assert (issue.name in alike) == (len({outcome[issue.id] for outcome in shown}) == 1)


@pytest.mark.parametrize(
    ("chances", "level"),
    [([(0.6, 0.01), (0.6, 0.01), (0.6, 0.01)], 3), ([(0.6, 0.01), (0.58, 0.01), (0.5, 0.01)], 2), ([(0.6, 0.0)], 1)],
)
def test_places_within_two_standard_errors_are_level(partial_two, chances, level):
    case, analysis = partial_two
    rows = tuple(
        replace(row, acceptable=row.acceptable | {"all": Chance(p=p, se=se)})
        for row, (p, se) in zip(analysis.uncertainty.outcomes, chances, strict=False)
    )
    assert partial_view(case, with_uncertainty(analysis, outcomes=rows)).level == level


def test_what_to_learn_is_drawn_against_the_longest(partial_two):
    case, analysis = partial_two
    learning = partial_view(case, analysis).learning
    assert (learning[0].label, learning[0].party) == ("South's walk-away", "South")
    assert [row.bar.length for row in learning] == [
        100.0,
        pytest.approx(100 * 0.06 / 0.17, abs=0.05),
        pytest.approx(1.2),
    ]
    assert learning[0].bar.value.text == "17.0 points"
    many = analysis.uncertainty.matters_most * 9
    view = partial_view(case, with_uncertainty(analysis, matters_most=many))
    assert (len(view.learning), view.unknowns) == (MOST_UNKNOWNS, 27)
    assert partial_view(case, with_uncertainty(analysis, matters_most=())).learning == ()


# The fixture holds frozen values, so that every example may share it.
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(p=st.floats(0, 1), se=st.floats(0, 0.5), rise=st.floats(-1, 1))
def test_bars_stay_within_their_rail(partial_two, p, se, rise):
    case, analysis = partial_two
    chance = Chance(p=p, se=se)
    row = replace(analysis.uncertainty.outcomes[0], acceptable={"north": chance, "south": chance, "all": chance})
    unknown = replace(analysis.uncertainty.matters_most[0], rise=Chance(p=rise, se=se))
    view = partial_view(case, with_uncertainty(analysis, outcomes=(row,), matters_most=(unknown,)))
    for bar in (view.outcomes[0].everyone, view.learning[0].bar):
        assert 0 <= bar.low <= bar.length <= bar.high <= 100

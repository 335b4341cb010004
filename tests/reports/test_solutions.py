"""The view of an exact answer: solutions with gains, packages side by side, the nearest miss, the walk."""

from __future__ import annotations

from dataclasses import replace

from case_strategies import cases, outcomes
from hypothesis import given
from hypothesis import strategies as st

from mediant.reports.solutions import MOST_STEPS, exact_view, grouped, packages
from mediant.reports.wording import SOLUTIONS, option_words


def test_a_partial_case_has_no_exact_view(partial_two):
    assert exact_view(*partial_two) is None


def test_every_solution_has_a_row_with_utilities_and_gains(exact_two):
    case, analysis = exact_two
    view = exact_view(case, analysis)
    assert [row.name for row in view.rows] == [f"{words.name} ({words.letter})" for words in SOLUTIONS.values()]
    nash = analysis.solutions["nash"]
    for party, worth in zip(analysis.parties, view.rows[0].worths, strict=True):
        assert float(worth.value.full) == nash.utilities[party]
        assert float(worth.beside.full.replace("−", "-")) == nash.gains[party]
        assert worth.beside.text.startswith("+") == (nash.gains[party] > 0)
    assert view.shortfalls is None
    assert len({row.path for row in view.rows}) == 4


def test_solutions_that_agree_share_a_heading(exact_two):
    _, analysis = exact_two
    nash = analysis.solutions["nash"]
    same = replace(analysis, solutions=dict.fromkeys(analysis.solutions, nash))
    assert grouped(same) == [("Nash, Kalai–Smorodinsky, Egalitarian, Utilitarian", nash.outcome)]
    apart = {str(sorted(solution.outcome.items())) for solution in analysis.solutions.values()}
    assert len(grouped(analysis)) == len(apart)


def test_the_nearest_miss_says_how_far_each_party_is_below(no_zone):
    case, analysis = no_zone
    view = exact_view(case, analysis)
    miss = analysis.zone.nearest_miss
    assert view.rows == ()
    assert view.packages.heads == ("Nearest miss",)
    worth, needed, below = view.shortfalls
    for k, party in enumerate(analysis.parties):
        assert float(worth.worths[k].value.full) == miss.utilities[party]
        assert float(below.worths[k].value.full) == max(0.0, miss.shortfall[party])
    assert [w.value.text for w in needed.worths] == ["0.9", "0.8"]


def test_who_has_no_walk_away_is_said_to_have_none(no_zone):
    case, analysis = no_zone
    bare = replace(case, preferences=case.preferences | {"north": replace(case.preferences["north"], walk_away=None)})
    assert exact_view(bare, analysis).shortfalls[1].worths[0].value.full == "not stated"


def test_the_walk_is_short_and_runs_from_the_first_partys_best(exact_two):
    case, analysis = exact_two
    view = exact_view(case, analysis)
    first = [float(row.worths[0].value.full) for row in view.walk]
    assert len(first) == MOST_STEPS < view.points == len(analysis.frontier.points)
    assert first == sorted(first, reverse=True)
    assert first[0] == max(point.utilities["north"] for point in analysis.frontier.points)
    assert view.walk_packages.heads == tuple("1234567")


@given(cases().flatmap(lambda case: st.tuples(st.just(case), st.lists(outcomes(case.issues), min_size=1, max_size=4))))
def test_packages_hold_every_option_and_mark_what_differs(drawn):
    case, chosen = drawn
    view = packages(case, [(str(k), outcome) for k, outcome in enumerate(chosen)])
    assert len(view.heads) == len(chosen)
    for issue, (_, words, differs) in zip(case.issues, view.issues, strict=True):
        assert words == tuple(option_words(issue, outcome[issue.id]) for outcome in chosen)
        assert differs or len({outcome[issue.id] for outcome in chosen}) == 1 or len(set(words)) == 1


def test_an_issue_that_an_outcome_leaves_open_is_a_dash(exact_two):
    case, _ = exact_two
    view = packages(case, [("A", {"truce": "none"}), ("B", {"truce": "none", "fee": 5})])
    assert [(words, differs) for _, words, differs in view.issues] == [
        (("none", "none"), False),
        (("–", "5 USD"), True),
        (("–", "–"), False),
    ]

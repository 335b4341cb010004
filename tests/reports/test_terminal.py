"""The terminal's text: width, colours, what is said, and hostile texts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from mediant.analysis.results import Point
from mediant.model.party import Party
from mediant.reports.terminal import analysis_text

CASES = ("exact_two", "exact_three", "no_zone", "partial_two", "partial_three")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [60, 80, 100, 137, 200])
@pytest.mark.parametrize("name", CASES)
def test_no_line_is_wider_than_the_terminal(name, width, request):
    case, analysis = request.getfixturevalue(name)
    text = analysis_text(case, analysis, width=width, color=False, points=None)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", CASES)
def test_colour_adds_escapes_and_nothing_else(name, request):
    case, analysis = request.getfixturevalue(name)
    plain = analysis_text(case, analysis, width=90, color=False, points=None)
    coloured = analysis_text(case, analysis, width=90, color=True, points=None)
    assert ESCAPE.search(coloured)
    lines = [line.rstrip() for line in ESCAPE.sub("", coloured).splitlines()]
    assert "\n".join(lines).strip() == plain.strip()


def test_eight_parties_lose_nothing_at_sixty_columns(exact_two):
    case, analysis = exact_two
    ids = [f"p{k}" for k in range(8)]
    spread = dict.fromkeys(ids, case.preferences["north"])
    wide = replace(case, parties=tuple(Party(id=party, name=f"Party {party}") for party in ids), preferences=spread)
    solution = replace(
        analysis.solutions["nash"],
        utilities={party: 0.1111 * (k + 1) for k, party in enumerate(ids)},
        gains=dict.fromkeys(ids, 0.05),
    )
    points = tuple(replace(p, utilities=solution.utilities) for p in analysis.frontier.points[:1])
    many = replace(
        analysis,
        parties=tuple(ids),
        solutions=dict.fromkeys(analysis.solutions, solution),
        frontier=replace(analysis.frontier, points=points),
    )
    text = analysis_text(wide, many, width=60, color=False, points=None)
    assert max(cell_len(line) for line in text.splitlines()) <= 60
    assert text.count("0.889") >= 4
    assert text.count("0.111") >= 4


def test_two_parties_are_drawn_with_their_solutions(exact_two):
    text = analysis_text(*exact_two, width=100, color=False, points=None)
    plot = text.split("The deal space")[1].split("Solutions:")[0]
    for letter in "NKEU":
        assert re.search(rf"[┊┄ \u2800-\u28ff│NKEU]{letter}", plot)
    assert re.search(r"[\u2801-\u28ff]", plot)
    assert "┊" in plot
    assert "┄" in plot


def test_points_limits_what_is_listed_and_says_so(exact_two):
    case, analysis = exact_two
    total = len(analysis.frontier.points)
    assert f"3 of {total} efficient" in analysis_text(case, analysis, width=100, color=False, points=3)
    assert f"{total} of {total} efficient" in analysis_text(case, analysis, width=100, color=False, points=10_000)
    assert "The frontier:" not in analysis_text(case, analysis, width=100, color=False, points=0)


def test_a_partial_case_ranks_outcomes_and_what_to_learn(partial_two):
    text = analysis_text(*partial_two, width=100, color=False, points=4)
    assert "4 of 252 outcomes" in text
    assert "62% ± 1.1" in text
    assert "South's walk-away" in text
    assert "17.0 ± 1.2" in text
    assert "2,000 draws (seed 0)" in text


def test_a_low_chance_to_be_efficient_and_what_is_not_supported_are_explained(partial_two):
    text = " ".join(analysis_text(*partial_two, width=100, color=False, points=2).split())
    assert "Low figures are normal where little is known" in text
    assert "In 1 to 2 nothing reported supports: North, assumed: Harbour fee" in text
    assert "They all settle alike" in text
    one = analysis_text(*partial_two, width=100, color=False, points=1)
    assert "alike" not in one
    assert "It settles: " in one


def test_no_date_is_no_line(exact_two):
    case, analysis = exact_two
    said = analysis_text(replace(case, as_of=None), analysis, width=100, color=False, points=0)
    assert "as of 2024-05-04" in analysis_text(case, analysis, width=100, color=False, points=0)
    assert "as of" not in said
    assert "no date" not in said


def test_the_solutions_are_explained_and_the_nearest_miss_is_not_marked_as_nash(exact_two, no_zone):
    text = analysis_text(*exact_two, width=100, color=False, points=0)
    assert "Nash: largest product of the gains" in text
    assert "nearest miss ×" in analysis_text(*no_zone, width=100, color=False, points=0)


def listed(text):
    return re.findall(r"^\d+ +(\S+) +(\S+)$", text.split("The frontier: ")[1].split("\n\n")[0], re.MULTILINE)


def test_points_are_spread_over_the_frontier_and_told_apart(exact_two):
    case, analysis = exact_two
    points = tuple(
        Point(outcome={"truce": "none", "fee": 5 * (k % 21), "pilots": "both"}, utilities={"north": 0.5 + k / 1e6, "south": 0.7 - k / 1e6})
        for k in range(100)
    )  # fmt: skip
    many = replace(analysis, frontier=replace(analysis.frontier, points=points))
    rows = listed(analysis_text(case, many, width=100, color=False, points=5))
    assert (float(rows[0][0]), float(rows[-1][0])) == (pytest.approx(0.5001, abs=2e-6), 0.5)
    assert len({row[0] for row in rows}) == len(rows) == 5


def test_packages_that_do_not_fit_show_the_issues_that_differ(exact_two):
    case, analysis = exact_two
    more = tuple(replace(case.issues[0], id=f"i{k}", name=f"Settled {k}") for k in range(30))
    points = tuple(
        replace(p, outcome={**p.outcome, **{issue.id: "none" for issue in more}}) for p in analysis.frontier.points
    )
    wide = replace(case, issues=(*case.issues, *more))
    many = replace(analysis, frontier=replace(analysis.frontier, points=points))
    listing = analysis_text(wide, many, width=80, color=False, points=8).split("The frontier: ")[1]
    assert "Harbour fee" in listing
    assert "Settled 3" not in listing
    assert re.search(r"Settled alike in all of them: 3[0-3] issues", listing)


def test_a_thinned_frontier_is_not_called_all_there_is(exact_two):
    case, analysis = exact_two
    thin = replace(analysis, frontier=replace(analysis.frontier, exact=False, error={"north": 0.031, "south": 0.0}))
    text = " ".join(analysis_text(case, thin, width=100, color=False, points=2).split())
    total = len(analysis.frontier.points)
    assert f"{total} outcomes stand for all of them" in text
    assert "or less by no more than 0.031 for North, 0 for South, on its own scale" in text
    assert f"{total} outcomes are efficient" not in text
    assert f"2 of {total} outcomes that stand for the efficient ones" in text
    assert "so what is shown is computed from it" not in text


def test_an_empty_zone_shows_how_far_each_is_short(no_zone):
    text = analysis_text(*no_zone, width=100, color=False, points=None)
    assert "Short by" in text
    assert "Nothing is acceptable to all" in text


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m", "\x1b]8;;http://x\x07link", "[bold]x[/bold]", "\u202eabc", "a\nb\rc", "日本" * 300])  # fmt: skip
@pytest.mark.parametrize("name", CASES)
def test_hostile_names_cannot_steer_the_terminal(name, text, request):
    case, analysis = request.getfixturevalue(name)
    issues = tuple(replace(issue, name=text) for issue in case.issues)
    parties = tuple(replace(party, name=text) for party in case.parties)
    said = analysis_text(
        replace(case, title=text, issues=issues, parties=parties), analysis, width=70, color=False, points=None
    )
    assert not any(c in said for c in "\x1b\x07\r\u202e")
    assert max(cell_len(line) for line in said.splitlines()) <= 70
    if text.startswith("[bold]"):
        assert "[bold]x[/bold]" in said

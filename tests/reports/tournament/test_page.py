"""The page of a tournament, as text and in a real browser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_tournaments import table

from mediant.reports.files import write_report
from mediant.reports.tournament.page import tournament_html
from mediant.tournaments.scores import ranked

EVIL = '<script>alert("x")</script>\u202e'


def outcome(title="Small", names=("a", "b", "c"), cases="xyz", **others):
    rows = table([(case, name, (k + ord(case) % 3) / 9) for case in cases for k, name in enumerate(names)])
    for at in range(len(rows.game)):
        rows.offered[at] = (1.0, 0.9 - at / 40, *(None,) * 7, 0.5)
        rows.frontier_distance[at] = 0.1 * (at % 3)
    for column, values in others.items():
        getattr(rows, column)[:] = values
    return ranked(title, rows)


def test_the_figures_stand_in_the_page():
    page = tournament_html(outcome())
    for words in ("<h1><bdi>Small</bdi></h1>", "3 strategies, 3 cases, 9 games", "Agreement rate", "Who concedes how"):
        assert words in page
    assert "Distance to the Nash" not in page  # nobody has one
    assert page.count('class="whisker"') == 9
    assert page.count('class="trace ') == 3
    assert '<h2 id="protocol-head">' not in page


def test_one_case_has_no_intervals():
    page = tournament_html(outcome(cases="x"))
    assert 'class="whisker"' not in page
    assert "95 %" not in page


def test_protocols_are_shown_where_there_are_several():
    page = tournament_html(outcome(protocol=["p", "q", "p"] * 3))
    assert '<h2 id="protocol-head">Protocols</h2>' in page


def test_no_text_can_act():
    page = tournament_html(outcome(title=EVIL, names=(EVIL, "b")))
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page


def test_many_strategies_are_drawn_in_part_and_listed_in_whole():
    names = [f"strategy-{k}" for k in range(12)]
    page = tournament_html(outcome(names=names))
    assert page.count('class="trace ') == 8
    assert "Drawn are the first eight" in page
    assert all(f"<bdi>{name}</bdi>" in page for name in names)


def test_nothing_agreed_is_a_page_too():
    found = outcome()
    bare = tuple(replace(one, means=dict.fromkeys(one.means), offered=(None,) * 10) for one in found.strategies)
    page = tournament_html(replace(found, strategies=bare))
    assert "<svg" not in page
    assert "–" in page


@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 320)])
def test_axe_finds_nothing(browser, scheme, width, tmp_path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    target = tmp_path / "page.html"
    write_report(tournament_html(outcome(protocol=["p", "q", "p"] * 3)), target)
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(target.as_uri())
    found = axe.Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found] == []
    assert wide <= width
    assert fetched == [target.as_uri()]

"""The deal-space explorer: the table says what the chart shows, a preview says what a release does."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from languages import foreign_text
from seeing import seen, shown, submitted
from sitting import HARBOUR, PEOPLE, opened, package

from mediant.model.party import Party
from mediant.talks.acts import Propose
from mediant.web.languages.locales import LOCALES
from mediant.web.screens.space import SCREEN, axes
from mediant.web.screens.text import SCREEN as TEXT
from mediant.workbench.wants import State

NORTH = {"weights": {"truce": 0.75, "fee": 0.25}, "walk_away": 0.4, "values": {"truce": {"none": 0, "40 days": 0.5, "permanent": 1}, "fee": "less"}}  # fmt: skip
SOUTH = {"weights": {"truce": 0.25, "fee": 0.75}, "walk_away": 0.4, "values": {"truce": {"none": 1, "40 days": 0.5, "permanent": 0}, "fee": "more"}}  # fmt: skip
PLAIN = replace(HARBOUR, title="1", parties=(Party(id="north", name="N"), Party(id="south", name="S")))


def stated(case=HARBOUR):
    sitting = opened(case)
    sitting.ask("n", State(NORTH))
    sitting.ask("s", State(SOUTH))
    return sitting


def test_the_table_says_what_the_chart_shows():
    sitting = stated()
    page, given = shown(sitting, "m", SCREEN), SCREEN.values(seen(sitting, "m", SCREEN))
    drawn = re.findall(r'<tr data-x="([^"]+)" data-y="([^"]+)" data-kind="(\w+)">', page)
    assert len(drawn) == len(given["points"]) == HARBOUR.size
    for (x, y, kind), point in zip(drawn, given["points"], strict=True):
        assert (float(x), float(y)) == (point["gains"]["north"].mean, point["gains"]["south"].mean)
        assert kind == point["kind"]
    assert sum(kind == "solution" for _, _, kind in drawn) == len(set(given["space"].solutions.values()))


def test_the_axes_are_two_parties():
    ids = ["a", "b", "c"]
    assert axes(ids, "", "") == ("a", "b")
    assert axes(ids, "c", "a") == ("c", "a")
    assert axes(ids, "b", "b") == ("b", "a")
    assert axes(ids, "", "a") == ("b", "a")
    assert axes(ids, "nonesuch", "nonesuch") == ("a", "b")


def test_what_is_chosen_is_compared():
    sitting = stated()
    given = SCREEN.values(seen(sitting, "m", SCREEN, "pick=1-1&pick=2-2&pick=nonsense"))
    assert sorted(point["code"] for point in given["picked"]) == ["1-1", "2-2"]
    assert "side by side" in shown(sitting, "m", SCREEN, "pick=1-1&pick=2-2")


def test_from_a_package_what_could_be_traded():
    given = SCREEN.values(seen(stated(), "m", SCREEN, "at=1-1"))
    assert {row["id"]: row["option"] for row in given["rolls"][0]["rows"]} == package("permanent", 10)
    assert given["preview"] is None
    assert SCREEN.values(seen(stated(), "m", SCREEN, "at=7-7"))["at"] is None


def test_a_release_is_what_its_preview_showed():
    sitting = stated()
    query = "at=2-2&room=south&words=Well"
    given = SCREEN.values(seen(sitting, "m", SCREEN, query))
    sights = {person.id: sight.events for sight in given["preview"].sights for person in sight.people}
    (meter,) = given["preview"].meters
    assert (meter.after.by, meter.after.about) == ("south", "north")
    assert "bits" in shown(sitting, "m", SCREEN, query)
    before = {seat: len(sitting.book.public(person)) for seat, person in sitting.people.items()}
    submitted(sitting, "m", SCREEN, "release", package="2-2", room="south", words="Well")
    for seat, person in sitting.people.items():
        assert sitting.book.public(person)[before[seat] :] == sights[seat]
    assert sitting.table("m").talk.entries[-1].act == Propose((2, 2), "Well", rests_on=("north",))


def test_a_release_that_is_refused_says_why():
    case = replace(HARBOUR, mediators=(replace(HARBOUR.mediators[0], may=("carry",)),))
    sitting = opened(case, (*PEOPLE,))
    given = SCREEN.values(seen(sitting, "m", SCREEN, "at=2-2&room=joint"))
    assert "Propose" in given["hindrance"]


def test_contradictions_are_said():
    sitting = opened()
    sitting.ask("n", State({"walk_away": 0.5, "rejects": [package("none")], "values": {"truce": ["none", "40 days", "permanent"]}, "accepts": [package("permanent")]}))  # fmt: skip
    assert "cannot all hold" in shown(sitting, "m", SCREEN, "at=1-1")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("parties", [2, 3])
def test_the_explorer_in_every_language(locale, parties):
    case = PLAIN if parties == 2 else replace(PLAIN, parties=(*PLAIN.parties, Party(id="west", name="W")))
    issues = tuple(replace(issue, name=str(number)) for number, issue in enumerate(case.issues))
    sitting = opened(replace(case, issues=issues))
    for query in ("", "pick=1-1&pick=2-2", "at=1-1", "at=1-1&room=joint&words=1", "all=1&x=south"):
        assert foreign_text(shown(sitting, "m", SCREEN, query, locale)) == []
    sitting.ask("n", State(NORTH))
    sitting.ask("s", State(SOUTH))
    for query in ("at=2-2&room=south", "at=0-0&room=joint"):
        assert foreign_text(shown(sitting, "m", SCREEN, query, locale)) == []
    sitting.ask("n", State({**NORTH, "walk_away": 0.95}))
    sitting.ask("s", State({**SOUTH, "walk_away": 0.95}))
    assert foreign_text(shown(sitting, "m", SCREEN, "", locale)) == []


def test_the_text_is_drafted_from_an_outcome():
    sitting = stated()
    page = shown(sitting, "m", SCREEN, "at=1-1")
    outcome = unescape(re.search(r'name="outcome" value="([^"]+)"', page)[1])
    submitted(sitting, "m", TEXT, "draft", outcome=outcome)
    drafted = {one.content.issue: one.content.option for one in sitting.table("m").text.standing}
    assert drafted == package("40 days", 5)
    assert sitting.table("s").text.standing == ()

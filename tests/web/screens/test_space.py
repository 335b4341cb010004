"""The deal-space explorer: the table says what the chart shows, a preview says what a release does."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from languages import foreign_text, in_other_languages, not_typed
from msgspec.json import decode, encode
from seeing import seen, shown, submitted
from sitting import HARBOUR, PEOPLE, opened, package
from valley import PEOPLE as VILLAGERS
from valley import VALLEY

from mediant.analysis.limits import Chained, Efficiency, Searched, Thinned
from mediant.model.issue import Range
from mediant.model.party import Party
from mediant.talks.acts import Propose
from mediant.web.languages.locales import LOCALES
from mediant.web.rendering import environment
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


FIRM = {"truce": {"none": 0, "40 days": 0.5, "permanent": 1}, "fee": "less"}
RISING = {"truce": ["none", "40 days", "permanent"]}
LONG = {"together": [{"when": {"truce": ["40 days", "permanent"], "fee": [0]}, "add": [0, 3]}]}
CLASHES = {
    "rather have": {"values": FIRM, "prefers": [{"this": package("none"), "to": package("permanent")}]},
    "could live with": {"never": [{"truce": ["none", "40 days"]}], "accepts": [package("none")]},
    "could not live with": {
        "walk_away": 0.5, "rejects": [package("none")], "values": RISING, "accepts": [package("permanent")],
    },
    "no walk-away": {"rejects": [package("none")]},
    "no volume": {
        "prefers": [{"this": package("none"), "to": package()}, {"this": package(), "to": package("none")}],
    },
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("said", CLASHES)
def test_what_cannot_hold_is_said_in_every_language(said, locale):
    sitting = opened(in_numbers())
    sitting.ask("n", State(numbered(CLASHES[said])))
    page = shown(sitting, "m", SCREEN, "", locale)
    assert (said in page) == (locale == "en")
    assert in_one_language(page, locale)


LEARNED = {
    "how much": {"values": FIRM, "weights": "unknown", "walk_away": 0.5},
    "thinks of": {"values": {**FIRM, "truce": {option: [0, 1] for option in FIRM["truce"]}}, "walk_away": 0.5},
    "adds for": {"values": FIRM, "walk_away": 1.5, **LONG},
    "how low": {"values": FIRM, "walk_away": [0.1, 1.9]},
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("said", LEARNED)
def test_what_could_be_learned_is_said_in_every_language(said, locale):
    sitting = opened(in_numbers())
    sitting.ask("n", State(numbered(LEARNED[said])))
    sitting.ask("s", State(numbered({**SOUTH, "walk_away": 0.2})))
    given = SCREEN.values(seen(sitting, "m", SCREEN))
    assert given["unknowns"]
    page = shown(sitting, "m", SCREEN, "", locale)
    assert (said in page) == (locale == "en")
    assert in_one_language(page, locale)


LIMITS = {
    "Of the": Thinned("1", 5000, 100_001),
    "Of ": Searched(2000, 10**9, 4000),
    "proposals": Chained(party="1", proposals=200, draws=500, sweeps=100),
    "the first": Efficiency(50, thinned=False),
    "thinned": Efficiency(None, thinned=True),
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("said", LIMITS)
def test_what_was_not_examined_is_said_in_every_language(said, locale):
    words = environment(locale).get_template("space_words.html.jinja").make_module({"names": {}})
    text = f"<p>{words.limit(LIMITS[said])}</p>"
    assert (said in text) == (locale == "en")
    assert foreign_text(text, locale) == in_other_languages(text) == []


def test_what_was_not_examined_stands_beside_the_zone():
    page = shown(opened(VALLEY, VILLAGERS), "m", SCREEN)
    assert re.search(r'<p class="hint">Chances to be efficient come from the first \d+ draws\.</p>', page)


def in_numbers():
    """The harbour, with no word that people have typed."""
    truce = replace(PLAIN.issues[0], name="1", options=("1", "2", "3"))
    return replace(PLAIN, issues=(truce, replace(PLAIN.issues[1], name="2", options=Range(low=0, high=10, step=5))))


def numbered(stated):
    """The same statements, on its options."""
    text = encode(stated).decode()
    for number, option in enumerate(("none", "40 days", "permanent"), 1):
        text = text.replace(f'"{option}"', f'"{number}"')
    return decode(text)


def in_one_language(page, locale):
    html = page.replace(">N<", "><").replace(">S<", "><")
    return foreign_text(html) == in_other_languages(html) == [] and (locale != "ar" or not_typed(html, ()) == [])


def test_the_text_is_drafted_from_an_outcome():
    sitting = stated()
    page = shown(sitting, "m", SCREEN, "at=1-1")
    outcome = unescape(re.search(r'name="outcome" value="([^"]+)"', page)[1])
    submitted(sitting, "m", TEXT, "draft", outcome=outcome)
    drafted = {one.content.issue: one.content.option for one in sitting.table("m").text.standing}
    assert drafted == package("40 days", 5)
    assert sitting.table("s").text.standing == ()

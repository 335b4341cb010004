"""Who can see what: the page is made from the rules, names every kind of fact and command, and says what is so."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from sitting import opened
from small_workbench import at_the_bench

from mediant.web.languages.locales import LOCALES
from mediant.web.rendering import Setting, page
from mediant.web.rules import ROLES, as_markdown, by_audience, rules, sees, tag_of, values
from mediant.workbench.audience import EVERYBODY, ONE_PERSON, PARTY_AND_MEDIATORS, THE_MEDIATORS, THE_PARTY, THE_ROOM
from mediant.workbench.commands import MAY, Command
from mediant.workbench.events import Fact
from mediant.workbench.notes import Note
from mediant.workbench.sheets import LiveWith, Reply
from mediant.workbench.talk import Write

DOC = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "who-can-see-what.md"


def test_the_page_of_the_documentation_is_what_the_rules_say():
    assert DOC.read_text(encoding="utf-8") == as_markdown(), f"run: python -m mediant.web.rules > {DOC}"


@pytest.mark.parametrize("code", LOCALES)
def test_every_fact_and_command_has_words_in_every_language(code):
    """Where this fails for a new kind: give it words in `templates/rules.html.jinja`."""
    assert page("who.html.jinja", Setting(locale=code, nonce="n"), **values())


def test_every_kind_of_fact_stands_there_once():
    listed = [kind for _, kinds in by_audience() for kind in kinds]
    assert sorted(map(tag_of, listed)) == sorted(map(tag_of, get_args(Fact)))
    assert [words for words, _ in by_audience()] == [rule.words for rule in rules()]
    told = dict(values()["may"])
    assert {role: set(tags) for role, tags in told.items()} == {
        role: {tag_of(kind) for kind in get_args(Command) if kind in MAY[role]} for role in ROLES
    }


@pytest.mark.parametrize(
    ("role", "rule", "how"),
    [
        ("principal", EVERYBODY, "all"), ("principal", THE_ROOM, "own"), ("principal", THE_PARTY, "own"),
        ("principal", THE_MEDIATORS, "none"), ("mediator", THE_PARTY, "none"), ("mediator", PARTY_AND_MEDIATORS, "all"),
        ("mediator", ONE_PERSON, "own"), ("observer", EVERYBODY, "all"), ("observer", THE_ROOM, "none"),
        *(("administrator", rule, "none") for rule in rules()),
    ],
)  # fmt: skip
def test_what_a_role_sees(role, rule, how):
    assert sees(role, rule) == how


def test_it_is_what_happens():
    """What the table says of the roles is what people of these roles are shown."""
    sitting = opened()
    done = [
        *sitting.ask("n", Write("north", "x")),
        *sitting.ask("n", Reply(LiveWith({"truce": "none", "fee": 5}), answer=True)),
        *sitting.ask("n", Note("x")),
    ]
    for event in done:
        for seat, person in sitting.people.items():
            mine = seat == "n" or (person.side == "north" and event.fact.AUDIENCE is not ONE_PERSON)
            how = sees(person.role, event.fact.AUDIENCE)
            assert (event in sitting.book.public(person)) == (how == "all" or (how == "own" and mine))


@at_the_bench
async def test_anybody_may_read_it(bench):
    answer = await (await bench.browser()).get("/who")
    assert answer.status_code == 200
    assert "Who can see what" in answer.text

"""A page is in one language: nothing that the program says is left in English, not even marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from languages import foreign_text, in_other_languages, not_typed
from markupsafe import escape
from msgspec import to_builtins
from seeing import seen, shown
from sitting import Sitting, opened
from valley import ARTICLE, PEOPLE, VALLEY, open_a_ballot, set_out
from workbench.test_automated_mediator import mediated, replied, says

from mediant.talks.acts import Propose
from mediant.web.languages.files import SOURCE
from mediant.web.languages.locales import LOCALES
from mediant.web.rendering import Setting, page
from mediant.web.screens import report
from mediant.web.screens.all import SCREENS
from mediant.workbench.course import document_from
from mediant.workbench.deals import deal_of
from mediant.workbench.records import View

OTHERS = [code for code in LOCALES if code != SOURCE]
ASKED = {
    "control": ("done=phase",),
    "room": ("issue-share=1&issue-gate=2&issue-fee=1&issue-term=1",),
    "wants": ("ask=walk_away", "ask=never", "ask=1"),
    "table": ("room=lower",),
    "text": ("clause=clause-1", "clause=clause-2"),
    "space": ("at=1-2-2-1&room=lower&pick=1-2-2-1&pick=0-0-0-0", "at=1-2-2-1&room=joint"),
    "evidence": ("claim=host.joint.a1.c2", "claim=host.joint.a1.c3", "claim=joint.claim-2"),
}  # fmt: skip


class Recorded:
    """A sitting that the valley is set out in, and all that people have typed there."""

    def __init__(self) -> None:
        self.sitting = opened(VALLEY, PEOPLE)
        self.typed = [ARTICLE, *_texts([document_from(VALLEY), [to_builtins(one) for one in PEOPLE], "Mo"])]

    def ask(self, seat: str, command: Any) -> None:
        self.typed += _texts(to_builtins(command))
        self.sitting.ask(seat, command)

    def clock(self) -> float:
        return self.sitting.now


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _texts([*value, *value.values()])
        case list() | tuple() | set() | frozenset():
            for one in value:
                yield from _texts(one)


@pytest.fixture(scope="module")
def valley() -> Recorded:
    live = Recorded()
    set_out(live)  # type: ignore[arg-type]
    for one in ("l", "o"):
        live.ask("m", View(one))
    open_a_ballot(live)  # type: ignore[arg-type]
    return live


def pages(sitting: Sitting, code: str) -> Iterator[tuple[str, str]]:
    """Every screen of everybody, and everybody's report."""
    for name, screen in SCREENS.items():
        for seat, person in sitting.people.items():
            for query in ("", *ASKED.get(name, ())) if screen.stands(sitting.table(seat), person) else ():
                yield f"{name} of {seat} at {query}", shown(sitting, seat, name, query, code)
    for seat in sitting.people:
        values = report.values(seen(sitting, seat), sitting.now)
        yield f"report of {seat}", page("report.html.jinja", Setting(locale=code, nonce=""), **values)


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_on_a_page_is_left_in_english(valley, code):
    looked = dict(pages(valley.sitting, code))
    assert {name.partition(" ")[0] for name in looked} >= {*ASKED, "records", "report"}
    assert {name: found for name, html in looked.items() if (found := in_other_languages(html))} == {}
    assert {name: found for name, html in looked.items() if (found := not_typed(html, valley.typed))} == {}


@pytest.fixture(scope="module")
def group() -> Sitting:
    """A group of a class in which an automated mediator has drafted, and gave its reasons."""
    made, book = mediated(automated=True)
    while deal_of(book.kept) is None and says(book, made.now):
        replied(book, made.now)
    return Sitting(made.now, book, dict(book.kept.people.seated))


@pytest.mark.parametrize("code", OTHERS)
def test_a_draft_that_waits_for_a_reply_gives_its_reasons_in_the_language_of_the_page(code):
    made, book = mediated(automated=True)
    while says(book, made.now):
        draft = book.kept.talk.entries[-1]
        if draft.room.id == "north" and isinstance(draft.act, Propose) and draft.act.words:
            break
        replied(book, made.now)
    sitting = Sitting(made.now, book, dict(book.kept.people.seated))
    for locale, there in ((SOURCE, True), (code, False)):
        html = shown(sitting, "north-1", "room", "", locale)
        assert 'action="/c/x/room/reply"' in html
        assert "‘" in html
        assert (str(escape(draft.act.words)) in html) == there


@pytest.mark.parametrize("code", OTHERS)
def test_what_an_automated_mediator_says_is_not_english(group, code):
    drafts = [entry.act for entry in group.kept.talk.entries if isinstance(entry.act, Propose)]
    assert any(draft.words for draft in drafts)
    seats = ("north-1", "class")
    looked = [shown(group, seat, "table", "room=north", code) for seat in seats]
    looked += [
        page("report.html.jinja", Setting(locale=code, nonce=""), **report.values(seen(group, seat), 0.0))
        for seat in seats
    ]
    english = {words for draft in drafts if (words := draft.words)}
    said = sum(text.count("‘") for text in looked)
    assert said
    for text in looked:
        assert not any(escape(words) in text for words in english)
        assert in_other_languages(text) == []


def test_what_is_isolated_and_was_not_typed_is_found():
    html = '<html lang="ar"><p><bdi>North</bdi> <bdi lang="en">the first 50 draws</bdi><button name="language" lang="fr">F</button></p>'
    assert in_other_languages(html) == ["bdi en"]
    assert not_typed(html, ["North"]) == ["the first 50 draws"]
    assert foreign_text(html) == []

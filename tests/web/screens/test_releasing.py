"""Words that their owner let go, looked at and then carried; nothing else can be."""

from __future__ import annotations

import pytest
from languages import foreign_text
from seeing import seen, shown, submitted
from sitting import opened

from mediant.errors import Refused
from mediant.web.languages.locales import LOCALES
from mediant.web.screens.releasing import asked, values
from mediant.web.screens.space import SCREEN
from mediant.workbench.talk import Allow, Relay, Write


@pytest.fixture
def sitting():
    made = opened()
    made.ask("n", Write("north", "12345"))
    made.ask("n", Write("north", "67890"))
    made.ask("n", Allow("north-1", ("south",)))
    return made


def test_what_may_be_carried_and_where(sitting):
    (letter,) = values(seen(sitting, "m", SCREEN))["letters"]
    assert (letter["id"], letter["words"], letter["rooms"]) == ("north-1", "12345", ["south"])


def test_words_are_carried_as_the_preview_showed(sitting):
    query = "carry=north-1&room=south"
    assert asked(seen(sitting, "m", SCREEN, query)) == Relay("north-1", "south")
    sights = {
        p.id: sight.events
        for sight in values(seen(sitting, "m", SCREEN, query))["preview"].sights
        for p in sight.people
    }
    before = {seat: len(sitting.book.public(person)) for seat, person in sitting.people.items()}
    submitted(sitting, "m", SCREEN, "relay", carry="north-1", room="south")
    for seat, person in sitting.people.items():
        assert sitting.book.public(person)[before[seat] :] == sights[seat]
    assert [line.words for line in sitting.table("s").talk.lines] == ["12345"]


@pytest.mark.parametrize("query", ["carry=north-2&room=south", "carry=north-1&room=joint", "carry=nonesuch&room=south"])
def test_what_was_not_let_go_is_refused_and_said(sitting, query):
    given = values(seen(sitting, "m", SCREEN, query))
    assert given["preview"] is None
    assert "in confidence" in given["hindrance"]
    with pytest.raises(Refused, match="in confidence"):
        submitted(sitting, "m", SCREEN, "relay", carry="north-2", room="south")


def test_where_nothing_is_asked_nothing_is_shown(sitting):
    for query in ("", "room=nonesuch&carry=north-1", "room=south", "room=south&at=9-9"):
        assert asked(seen(sitting, "m", SCREEN, query)) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_in_every_language(sitting, locale):
    for query in ("carry=north-1&room=south", "carry=north-2&room=south"):
        page = shown(sitting, "m", SCREEN, query, locale)
        assert "12345" in page
        assert [text for text in foreign_text(page) if not any(name in text for name in ("North", "South"))] == []

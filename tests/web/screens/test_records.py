"""The records screen: each sees what they may, and who leads the whole sees what becomes of it."""

from __future__ import annotations

import pytest
from seeing import seen, shown
from sitting import opened

from mediant.web.screens.records import leads, values
from mediant.workbench.people import Person
from mediant.workbench.records import Erase, Look


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("seat", ["m", "n", "s", "o"])
def test_it_can_be_shown(seat, code):
    page = shown(opened(), seat, "records", "", code)
    assert ("erase-party" in page) == (seat == "m")
    assert ("/archive" in page) == (seat == "m")


def test_the_mediator_of_a_group_does_not_lead_the_whole():
    given = seen(opened(), "m")
    assert leads(given)
    assert not leads(given._replace(at="/c/case-group1"))


def test_what_was_done_is_told_to_those_who_may_know():
    sitting = opened()
    sitting.people["root"] = Person(id="administrator", role="administrator", name="Root")
    sitting.ask("root", Look("s", "<b>a court</b>"))
    sitting.ask("m", Erase("north"))
    page = shown(sitting, "m", "records/log")
    assert "&lt;b&gt;a court&lt;/b&gt;" in page
    assert "North" in page
    assert values(seen(sitting, "m"))["parties"] == [("south", "South")]
    assert "a court" in shown(sitting, "s", "records/log")
    assert "North" not in shown(sitting, "s", "records/log")
    assert "a court" not in shown(sitting, "o", "records/log")

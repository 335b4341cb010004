"""The clock and the speaking order, as each sees them, and what their forms ask for."""

from __future__ import annotations

import re

import pytest
from seeing import seen, shown
from sitting import opened

from mediant.errors import Refused
from mediant.web.screens.floor import FORMS, clock, floor_shown
from mediant.workbench.floor import GiveFloor, Raise, SetClock, UndoFloor
from mediant.workbench.group import Rule


@pytest.fixture
def sitting():
    made = opened()
    for seat in ("s", "n"):
        made.ask(seat, Raise(raised=True))
    return made


def buttons(page: str) -> list[str]:
    """What the forms of the panel can do."""
    panel = page.partition('id="floor"')[2].partition('id="lines"')[0]
    return [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<button[^>]*>.*?</button>", panel)]


def test_each_is_offered_what_they_can_do(sitting):
    sitting.ask("m", GiveFloor("s"))
    assert buttons(shown(sitting, "s", "table")) == ["I have finished"]
    assert buttons(shown(sitting, "n", "table")) == ["Lower my hand"]
    assert buttons(shown(sitting, "na", "table")) == ["Raise my hand"]
    assert buttons(shown(sitting, "o", "table")) == []
    assert buttons(shown(sitting, "m", "table")) == [
        "Give the floor", "Open the floor to everyone", "Give the floor", "Set the clock",
    ]  # fmt: skip
    assert "Sami</bdi> has the floor" in shown(sitting, "o", "table/floor")
    assert "You have the floor" in shown(sitting, "s", "table/floor")


def test_it_stands_at_the_joint_table_that_somebody_leads(sitting):
    assert 'id="floor"' not in shown(sitting, "m", "table", "room=north")
    sitting.ask("m", Rule(1, "joint", teacher_sees=False))
    assert 'id="floor"' not in shown(sitting, "n", "table")


def test_the_clock_says_its_end_in_words_and_counts_down(sitting):
    sitting.ask("m", SetClock(1090.5))
    for screen, seat in (("table/floor", "o"), ("control/course", "m")):
        page = shown(sitting, seat, screen)
        assert 'datetime="1970-01-01T00:18:10.500000+00:00"' in page
        assert 'data-left="91" data-ends="1090.5"' in page
    assert "Take the clock away" in buttons(shown(sitting, "m", "table"))
    sitting.now = 1091.0
    page = shown(sitting, "o", "table/floor")
    assert "was to end" in page
    assert "data-left" not in page


def test_an_undo_is_offered_to_who_can_for_ten_seconds(sitting):
    sitting.ask("m", GiveFloor("n"))
    sitting.wait(1)
    sitting.ask("m", SetClock(1300.0))
    assert floor_shown(seen(sitting, "m"))["undo"] == {"what": "clock", "seconds": 10}
    assert "The clock was changed" in shown(sitting, "m", "table")
    assert "/table/undo-floor" not in shown(sitting, "n", "table")
    sitting.wait(4)
    sitting.ask("m", GiveFloor(None))
    sitting.wait(9)
    assert floor_shown(seen(sitting, "m"))["undo"] == {"what": "floor", "seconds": 1}
    sitting.wait(1)
    assert floor_shown(seen(sitting, "m"))["undo"] is None


def test_who_gave_it_back_can_undo_nothing(sitting):
    sitting.ask("m", GiveFloor("n"))
    sitting.ask("n", Raise(raised=False))
    assert floor_shown(seen(sitting, "n"))["undo"] is None
    assert floor_shown(seen(sitting, "m"))["undo"] is None


def test_forms(sitting):
    now = seen(sitting, "m")
    assert FORMS["clock"](now, {"minutes": ("30",)}) == SetClock(1000.0 + 1800)
    assert FORMS["clock"](now, {"open": ("yes",), "minutes": ("30",)}) == SetClock(None)
    assert FORMS["give"](now, {"seat": ("n",)}) == GiveFloor("n")
    assert FORMS["give"](now, {}) == GiveFloor(None)
    assert FORMS["raise"](now, {"raised": ("yes",)}) == Raise(raised=True)
    assert FORMS["raise"](now, {"raised": ("no",)}) == Raise(raised=False)
    assert FORMS["undo-floor"](now, {}) == UndoFloor()


@pytest.mark.parametrize("minutes", ["", "0", "1441", "-5", "5.5", "1e3", "٣٠", "x" * 100, "999999"])
def test_minutes_of_no_session(sitting, minutes):
    with pytest.raises(Refused, match="minutes of a session"):
        clock(seen(sitting, "m"), {"minutes": (minutes,)})

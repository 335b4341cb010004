"""What is refused at the joint table, and what an undo brings back."""

from __future__ import annotations

import pytest
from sitting import opened

from mediant.errors import Refused
from mediant.workbench.course import SetState
from mediant.workbench.decisions.floor import LONGEST, SECONDS
from mediant.workbench.floor import GiveFloor, Raise, SetClock, UndoFloor
from mediant.workbench.group import Rule
from mediant.workbench.people import Person, Seat, Unseat


@pytest.fixture
def sitting():
    return opened()


def floor(sitting):
    now = sitting.kept.floor
    return now.holder, now.waiting, now.ends_at


def refused(sitting, seat, command):
    before = len(sitting.events)
    with pytest.raises(Refused) as error:
        sitting.ask(seat, command)
    assert len(sitting.events) == before
    return str(error.value)


def test_a_hand_goes_up_and_down_once(sitting):
    assert "so already" in refused(sitting, "n", Raise(raised=False))
    sitting.ask("n", Raise(raised=True))
    assert "so already" in refused(sitting, "n", Raise(raised=True))
    sitting.ask("s", Raise(raised=True))
    sitting.ask("n", Raise(raised=False))
    assert floor(sitting) == (None, ("s",), None)
    assert "may not do this" in refused(sitting, "o", Raise(raised=True))


def test_who_has_the_floor_gives_it_back_when_they_like(sitting):
    for seat in ("n", "s"):
        sitting.ask(seat, Raise(raised=True))
    sitting.ask("m", GiveFloor("n"))
    assert "you have the floor" in refused(sitting, "n", Raise(raised=True))
    sitting.ask("n", Raise(raised=False))
    assert floor(sitting) == (None, ("s",), None)


def test_to_whom_the_floor_can_be_given(sitting):
    sitting.ask("m", Seat(Person(id="a", role="agent", name="A", side="south", strategy="linear")))
    for seat in ("o", "m", "a", "nobody", ""):
        assert "can have the floor" in refused(sitting, "m", GiveFloor(seat))
    assert "so already" in refused(sitting, "m", GiveFloor(None))
    sitting.ask("m", GiveFloor("na"))
    assert "so already" in refused(sitting, "m", GiveFloor("na"))
    assert "may not do this" in refused(sitting, "na", GiveFloor("n"))


@pytest.mark.parametrize("ends_at", [1000.0, 0.0, -1.0, 1000.0 + LONGEST + 1, float("inf"), float("nan")])
def test_a_time_that_is_none_for_a_session(sitting, ends_at):
    assert "more than a day" in refused(sitting, "m", SetClock(ends_at))
    assert "no clock" in refused(sitting, "m", SetClock(None))


def test_a_clock_is_set_anew_and_taken_away(sitting):
    for ends_at in (1000.0 + LONGEST, 1060.0, None):
        sitting.ask("m", SetClock(ends_at))
        assert floor(sitting) == (None, (), ends_at)
    assert "may not do this" in refused(sitting, "n", SetClock(1060.0))


def test_an_undo_gives_the_floor_back_and_keeps_the_hands_of_others(sitting):
    for seat in ("n", "s"):
        sitting.ask(seat, Raise(raised=True))
    sitting.wait(1)
    sitting.ask("m", GiveFloor("n"))
    sitting.ask("na", Raise(raised=True))
    sitting.ask("s", Raise(raised=False))
    sitting.wait(SECONDS)
    sitting.ask("m", UndoFloor())
    assert floor(sitting) == (None, ("n", "na"), None)


def test_an_undo_of_the_clock_leaves_the_floor(sitting):
    sitting.ask("m", SetClock(1300.0))
    sitting.wait(1)
    sitting.ask("m", GiveFloor("s"))
    sitting.wait(1)
    sitting.ask("m", SetClock(None))
    sitting.ask("m", UndoFloor())
    assert floor(sitting) == ("s", (), 1300.0)


def test_what_can_be_undone_no_more(sitting):
    assert "nothing to undo" in refused(sitting, "m", UndoFloor())
    sitting.ask("m", Seat(Person(id="m2", role="co-mediator", name="Mia", side="host")))
    sitting.people["m2"] = sitting.kept.people.seated["m2"]
    sitting.ask("m", GiveFloor("n"))
    assert "nothing to undo" in refused(sitting, "m2", UndoFloor())
    assert "may not do this" in refused(sitting, "n", UndoFloor())
    sitting.wait(1)
    sitting.ask("m", GiveFloor("s"))
    sitting.ask("m", Unseat("n"))
    sitting.ask("m", Unseat("s"))
    assert "nothing to undo" in refused(sitting, "m", UndoFloor())  # nobody is left who had it
    sitting.ask("m", SetClock(1300.0))
    sitting.wait(SECONDS + 0.5)
    assert "nothing to undo" in refused(sitting, "m", UndoFloor())


def test_where_nobody_mediates_nobody_asks(sitting):
    sitting.ask("m", Rule(1, "joint", teacher_sees=False))
    assert "nobody leads" in refused(sitting, "n", Raise(raised=True))


def test_nothing_of_it_while_the_mediation_is_paused(sitting):
    sitting.ask("m", SetState("paused"))
    for seat, command in (("n", Raise(raised=True)), ("m", GiveFloor("n")), ("m", SetClock(1300.0))):
        assert "is paused" in refused(sitting, seat, command)

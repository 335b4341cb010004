"""Rights, the state of the mediation, and refusals that tell nothing."""

from __future__ import annotations

import pytest
from sitting import HOST, opened
from small_class import CASE, joined, kept

from mediant.errors import Refused
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import OpenBallot, Vote
from mediant.workbench.course import Remodel, SetState
from mediant.workbench.decide import decide, tick
from mediant.workbench.people import Person, Ready, Seat, Unseat
from mediant.workbench.table import Table
from mediant.workbench.talk import Write


def test_what_a_role_may_not_do_is_refused():
    sitting = opened()
    with pytest.raises(Refused, match="observers may not"):
        sitting.ask("o", Write(JOINT, "hello"))
    with pytest.raises(Refused, match="advisers may not"):
        sitting.ask("na", Vote("ballot-1", "0" * 64, yes=True))


def test_a_seat_that_was_taken_away_does_nothing_more():
    sitting = opened()
    sitting.ask("m", Unseat("n"))
    with pytest.raises(Refused, match="taken away"):
        sitting.ask("n", Ready(ready=True))


def test_nobody_speaks_as_a_person_they_are_not():
    sitting = opened()
    other = Person(id="n", role="principal", name="Noor", side="south")
    with pytest.raises(Refused, match="taken away"):
        decide(sitting.table("n"), Write("south", "hello"), other, 1.0)


def test_nothing_happens_in_a_pause():
    sitting = opened()
    sitting.ask("m", SetState("paused", "lunch"))
    with pytest.raises(Refused, match="paused"):
        sitting.ask("n", Write(JOINT, "hello"))
    sitting.ask("m", SetState("open"))
    sitting.ask("n", Write(JOINT, "hello"))


def test_a_table_without_a_case_takes_nothing_but_one():
    with pytest.raises(Refused, match="no case"):
        decide(Table(), Write(JOINT, "hello"), HOST, 1.0)


def test_the_clock_closes_ballots_and_nothing_else_does():
    sitting = opened()
    sitting.ask("m", OpenBallot("Both stop.", sitting.now + 60))
    assert tick(sitting.kept, sitting.now + 59.9) == ()
    (closed,) = tick(sitting.kept, sitting.now + 60)
    assert (closed.by, closed.fact.agreed) == ("", False)


def test_in_a_group_of_a_class_students_decide_neither_its_course_nor_who_sits_there():
    made = joined(3, mediator="student")
    book = kept(made)
    mediator = book.kept.people.seated["host-1"]
    for command in (
        SetState("archived"), Remodel(CASE), Seat(Person(id="x", role="principal", name="X", side="north")),
    ):  # fmt: skip
        with pytest.raises(Refused, match="ask the teacher"):
            book.ask(mediator, command, made.now)

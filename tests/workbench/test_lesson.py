"""The class as it follows from what happened: times, pauses, and who sees any of it."""

from __future__ import annotations

import pytest
from small_class import CASE, desk, digest, joined

from mediant.errors import Refused
from mediant.workbench.audience import CLASS
from mediant.workbench.teaching import End, Enrol, Found, Halt, Miss, Tell


def test_only_the_teacher_sees_any_of_it():
    made = joined(3)
    made.ask(Tell("Good morning"))
    made.ask(Miss("s1", missing=True))
    first = made.book.events[:2]  # the case as everybody may know it, and the teacher's own seat
    assert all(event.sees == (CLASS,) for event in made.book.events[len(first) :])
    assert "preferences" not in first[0].fact.case


def test_the_time_of_a_group_runs_from_when_its_seats_are_taken():
    made = joined(3, minutes=10)
    assert made.lesson.closes_at(1) == 1002.0 + 600
    assert made.lesson.closes_at(2) is None


def test_time_stands_still_in_a_pause():
    made = joined(2, minutes=10)
    made.now = 1102.0
    made.ask(Halt(on=True))
    assert made.lesson.closes_at(1) is None
    made.now += 50
    made.ask(Enrol("Ann", digest("a")))
    made.ask(Enrol("Bob", digest("b")))
    made.now += 50
    made.ask(Halt(on=False))
    assert made.lesson.closes_at(1) == 1002.0 + 600 + 100
    assert made.lesson.closes_at(2) == 1202.0 + 600


def test_a_group_has_talked_as_long_as_it_did_whatever_pauses_come_later():
    made = joined(2)
    made.now = 1102.0
    made.ask(Halt(on=True))
    made.now = 1202.0
    made.ask(Halt(on=False))
    made.now = 1302.0
    made.ask(End(1))
    made.ask(Halt(on=True))
    made.now = 1402.0
    made.ask(Halt(on=False))
    assert made.lesson.over == {1: 200.0}


def test_a_group_that_never_began_talked_no_time():
    made = joined(1)
    made.ask(End(1))
    assert made.lesson.over == {1: None}


def test_a_group_has_one_mediation():
    made = joined(3)
    made.ask(Found(1, "a" * 32))
    for command in (Found(1, "b" * 32), Found(2, "a" * 32), Found(7, "c" * 32)):
        with pytest.raises(Refused):
            made.ask(command)
    assert made.lesson.places == {1: "a" * 32}


def test_roles_are_exact_and_the_same_for_all():
    vague = {**CASE, "preferences": {"north": {"weights": ["truce", "fee"]}}}
    one, two, other = desk(vague), desk(vague), desk(vague, seed=1)
    assert one.lesson.case == two.lesson.case != other.lesson.case
    assert desk().lesson.case["preferences"] == CASE["preferences"]

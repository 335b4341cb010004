"""What a teacher may do with a class, and what is refused."""

from __future__ import annotations

import pytest
from sitting import opened
from small_class import CASE, TESS, desk, digest, joined

from mediant.errors import Refused
from mediant.workbench.book import Book
from mediant.workbench.course import Open
from mediant.workbench.teaching import Automate, End, Enrol, Halt, LeaveOut, Miss, Prepare, Release, Tell, Terms


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (Prepare(Terms(title="Again"), CASE), "already"),
        (Enrol("Ann", digest("s1")), None),
        (Enrol("A\u202enn", digest("s9")), "U\\+202E"),
        (Miss("s9", missing=True), "no such student"),
        (Miss("s1", missing=False), "known"),
        (Automate(1, "north"), "a student sits there"),
        (Automate(9, "north"), "no such seat"),
        (Automate(1, "nobody"), "no such seat"),
        (Automate(2, "south", on=False), "so already"),
        (Tell("Hello", 9), "no such group"),
        (Halt(on=False), "so already"),
        (End(9), "no such group"),
        (Release({}), "may still talk"),
    ],
)
def test_what_cannot_be_is_refused(command, words):
    made = joined(3)
    if words is None:
        made.ask(command)
        assert len(made.lesson.students) == 3
    else:
        with pytest.raises(Refused, match=words):
            made.ask(command)


@pytest.mark.parametrize("command", [Enrol("Ann", digest("a")), Halt(on=True), End(), Automate(2, "north")])
def test_a_class_that_is_closed_stays_so(command):
    made = joined(3)
    made.ask(End())
    made.ask(End(2))
    with pytest.raises(Refused):
        made.ask(command)


def test_who_comes_back_to_a_class_that_is_closed_finds_the_seat():
    made = joined(1)
    made.ask(End())
    made.ask(Enrol("Ann", digest("s1")))
    assert len(made.lesson.students) == 1


@pytest.mark.parametrize(
    ("terms", "case"),
    [
        ({"talks": "separate"}, CASE),
        ({"strategy": "nonesuch"}, CASE),
        ({}, {**CASE, "party": []}),
        ({}, {**CASE, "party": [{"id": "class", "name": "C"}, {"id": "south", "name": "S"}], "preferences": {}}),
        ({"mediator": "student"}, {**CASE, "mediator": [{"id": "teacher", "name": "T"}]}),
    ],
)
def test_a_class_that_cannot_be_played_is_not_made(terms, case):
    with pytest.raises(Refused):
        desk(case, **terms)


def test_without_a_class_there_is_nothing_to_do():
    book = Book()
    book.ask(TESS, Open(CASE), 0.0)
    book.shut()
    teacher = book.kept.people.seated["teacher"]
    for command in (Enrol("Ann", digest("a")), Tell("Hello"), End()):
        with pytest.raises(Refused, match="no class"):
            book.ask(teacher, command, 0.0)


@pytest.mark.parametrize("seat", ["m", "n", "na", "s", "o"])
def test_nobody_but_a_teacher_has_a_class(seat):
    for command in (Prepare(Terms(title="Mine"), CASE), Enrol("Ann", digest("a")), End(), Release({})):
        with pytest.raises(Refused, match="may not do this"):
            opened().ask(seat, command)


def test_who_withdraws_does_so_once_and_for_good():
    made = joined(2)
    made.now += 5
    made.ask(LeaveOut("s1"))
    at = made.now
    made.now += 5
    made.ask(LeaveOut("s1"))
    assert made.lesson.students["s1"].withdrew == at
    assert (made.lesson.counts(1), made.lesson.students["s2"].withdrew) == (False, None)
    with pytest.raises(Refused):
        made.ask(LeaveOut("s3"))

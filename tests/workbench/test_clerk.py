"""A group becomes as its class says, and then nothing is left to do."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_class import Desk, desk, digest, joined, kept

from mediant.errors import Refused
from mediant.workbench.book import Book
from mediant.workbench.clerk import CLERK, sides_of, steps, teacher_in
from mediant.workbench.lines import line_of
from mediant.workbench.people import audiences_of
from mediant.workbench.table import Table
from mediant.workbench.teaching import Automate, End, Enrol, Halt, LeaveOut, Miss, Release, Tell


def left(made: Desk, book: Book) -> list[Any]:
    return list(steps(made.lesson, 1, book.table(book.kept.people.seated[CLERK]), made.teacher))


def test_students_get_their_seats_and_only_their_own_role():
    made = joined(2)
    book = kept(made)
    seated = book.kept.people.seated
    assert {"north-1", "south-1", "teacher", CLERK} == set(seated)
    north = book.table(seated["north-1"])
    assert set(north.wants.given) == {"north"}
    assert north.case.preferences == {}
    assert north.course.phase == "joint"
    assert book.table(seated["teacher"]).wants.given == {}


@pytest.mark.parametrize("sees", [True, False])
def test_the_teacher_sees_what_the_terms_say(sees):
    made = joined(2, teacher_sees=sees)
    teacher = teacher_in(made.lesson, "Tess")
    assert ("mediators" in audiences_of(teacher)) == sees
    assert kept(made).kept.group.ruled.teacher_sees == sees


def test_an_automaton_plays_while_a_student_is_missing_and_no_longer():
    made = joined(2, replace=True)
    book = kept(made)
    made.ask(Miss("s2", missing=True))
    kept(made, book)
    assert book.kept.people.seated["south-automated"].role == "agent"
    assert "south-1" in book.kept.people.seated, "the seat is still the student's"
    made.ask(Miss("s2", missing=False))
    kept(made, book)
    assert "south-automated" not in book.kept.people.seated


def test_a_student_mediates_where_the_terms_say_so():
    made = joined(3, mediator="student", talks="separate")
    assert made.lesson.sides == ("north", "south", "host")
    book = kept(made)
    assert book.kept.people.seated["host-1"].role == "co-mediator"
    assert book.kept.course.phase == "caucus"
    with pytest.raises(Refused, match="seat of a party"):
        made.ask(Automate(1, "host"))


def test_a_pause_a_message_and_the_end_reach_the_group():
    made = joined(2)
    book = kept(made)
    made.ask(Tell("Ten minutes left"))
    made.ask(Tell("Not for you", 1))
    made.ask(Halt(on=True, words="Listen"))
    kept(made, book)
    assert [line.words for line in book.kept.talk.lines] == ["Ten minutes left", "Not for you"]
    assert (book.kept.course.state, book.kept.course.why) == ("paused", "Listen")
    made.ask(Halt(on=False))
    assert kept(made, book).kept.course.state == "open"
    made.ask(End())
    kept(made, book)
    assert (book.kept.course.state, book.kept.group.concluded.end) == ("closed", "teacher")
    made.ask(Release({"questions": "Why?"}))
    assert kept(made, book).kept.group.debrief == {"questions": "Why?"}


ACTS = st.lists(
    st.sampled_from(["join", "miss", "back", "tell", "halt", "on", "automate", "end", "release"]), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(ACTS, st.sampled_from([None, 10]))
def test_what_was_done_once_is_not_done_again_however_late_it_is_done(acts, minutes):
    """Kept at every step, or only at the end: no step is left, and the same people sit there."""
    made, often = desk(minutes=minutes), Book()
    made.ask(Enrol("First", digest("s1")))
    for act in acts:
        made.now += 1
        number = len(made.lesson.students)
        command = {
            "join": Enrol("Next", digest(f"s{number + 1}")), "miss": Miss("s1", missing=True), "back": Miss("s1", missing=False),
            "tell": Tell("Hello"), "halt": Halt(on=True), "on": Halt(on=False), "automate": Automate(1, "south"),
            "end": End(), "release": Release({"questions": str(number)}),
        }[act]  # fmt: skip
        try:
            made.ask(command)
        except Refused:
            continue
        kept(made, often)
    once = kept(made)
    for book in (often, once):
        kept(made, book)
        waits = [
            step
            for step in left(made, book)
            if not (book.kept.course.state == "paused" and type(step).__name__ == "Write")
        ]
        assert waits == []
    assert once.kept.people.seated.keys() == often.kept.people.seated.keys()


OTHERS = st.lists(
    st.sampled_from(["miss", "back", "automate", "free", "tell", "over", "join", "withdraw"]), max_size=10
)


@settings(max_examples=60, deadline=None)
@given(OTHERS)
def test_what_happens_in_other_groups_changes_nothing_that_a_group_is_shown(acts):
    quiet, loud = joined(4), joined(4)
    now = loud.now
    for act in acts:
        number = len(loud.lesson.students)
        command = {
            "miss": Miss("s3", missing=True), "back": Miss("s3", missing=False), "automate": Automate(2, "north"),
            "free": Automate(2, "north", on=False), "tell": Tell("Hurry", 2), "over": End(2),
            "join": Enrol("Late", digest(f"late {number}")), "withdraw": LeaveOut("s3"),
        }[act]  # fmt: skip
        loud.now += 1
        with suppress(Refused):
            loud.ask(command)
    loud.now = now
    one, other = kept(quiet), kept(loud)
    for seat in ("north-1", "south-1"):
        lines = [[line_of(event) for event in book.public(book.kept.people.seated[seat])] for book in (one, other)]
        assert lines[0] == lines[1]


def test_sides_are_the_parties_and_a_mediator_where_a_student_is_one():
    terms = desk().lesson.terms
    case = desk().lesson.case
    assert sides_of(case, terms) == ("north", "south")
    assert Table().group.ruled is None

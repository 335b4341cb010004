"""Tables of a class: a row for each group and student, and a meaning for each column."""

from __future__ import annotations

import pytest
from sitting import package
from small_class import desk, digest, joined, kept

from mediant.errors import Refused
from mediant.workbench.clerk import teacher_in
from mediant.workbench.group import Conclude
from mediant.workbench.outcomes_table import codebook, group_rows, student_rows
from mediant.workbench.results import row_of
from mediant.workbench.talk import Say
from mediant.workbench.teaching import End, Enrol, LeaveOut


def closed():
    made = joined(3)
    book = kept(made)
    for seat in ("north-1", "south-1"):
        book.ask(book.kept.people.seated[seat], Say("joint", {"act": "offer", "outcome": package()}), made.now)
    book.ask(book.kept.people.seated["class"], Conclude("agreed"), made.now)
    book.shut()
    made.now += 30
    made.ask(End(1))
    teacher = teacher_in(made.lesson, "Tess")
    return made.lesson, (row_of(made.lesson, 1, book.table(teacher), made.now), row_of(made.lesson, 2, None, made.now))


def test_a_row_for_each_group():
    lesson, rows = closed()
    head, first, second = group_rows(lesson, rows)
    found = dict(zip(head, first, strict=True))
    assert (found["agreed"], found["seconds"], found["issue.truce"], found["utility.north"]) == (
        1,
        31.0,
        "40 days",
        0.6,
    )
    assert dict(zip(head, second, strict=True))["utility.north"] is None


def test_a_row_for_each_student_with_names_only_where_asked():
    lesson, rows = closed()
    head, *students = student_rows(lesson, rows, names=False)
    assert len(students) == 3
    assert "Student 1" not in {cell for row in students for cell in row}
    assert "name" not in head
    assert student_rows(lesson, rows, names=True)[1][-1] == "Student 1"


def test_every_column_has_a_meaning():
    lesson, rows = closed()
    meant = {(table, column) for table, column, _ in codebook(lesson)}
    tables = {"groups": group_rows(lesson, rows)[0], "students": student_rows(lesson, rows, names=True)[0]}
    for table, head in tables.items():
        assert {(table, column) for column in head} == {one for one in meant if one[0] == table}


def test_who_withdrew_and_their_group_are_left_out():
    made = joined(5)
    made.ask(LeaveOut("s2"))
    rows = tuple(row_of(made.lesson, group, None, made.now) for group in made.lesson.groups)
    assert [row[0] for row in student_rows(made.lesson, rows, names=False)[1:]] == ["s1", "s3", "s4", "s5"]
    assert [row[0] for row in group_rows(made.lesson, rows)[1:]] == [2, 3]


def test_a_group_stays_where_somebody_withdrew_who_only_looked_on():
    made = joined(3, groups=1)
    made.ask(LeaveOut("s3"))
    rows = tuple(row_of(made.lesson, group, None, made.now) for group in made.lesson.groups)
    assert len(student_rows(made.lesson, rows, names=False)[1:]) == 2
    assert len(group_rows(made.lesson, rows)[1:]) == 1


def test_consent_is_told_with_its_time():
    made = desk(consent="For a study.")
    with pytest.raises(Refused, match="consent"):
        made.ask(Enrol("Ann", digest("s1")))
    made.ask(Enrol("Ann", digest("s1"), agreed=True))
    made.now += 7
    made.ask(Enrol("Bob", digest("s2"), agreed=True))
    rows = (row_of(made.lesson, 1, None, made.now),)
    head, *students = student_rows(made.lesson, rows, names=False)
    assert [row[head.index("consented")] for row in students] == [0.0, 7.0]
    assert ("class", "consent", "For a study.") in codebook(made.lesson)

"""How groups are doing, by what the teacher sees of them."""

from __future__ import annotations

from sitting import package
from small_class import joined, kept

from mediant.workbench.clerk import teacher_in
from mediant.workbench.group import Conclude
from mediant.workbench.results import QUIET, row_of
from mediant.workbench.talk import Say, Write
from mediant.workbench.teaching import End, Halt, Miss


def row(made, book):
    return row_of(made.lesson, 1, book.table(teacher_in(made.lesson, "Tess")), made.now)


def test_a_group_waits_talks_and_falls_quiet():
    made = joined(1)
    assert row_of(made.lesson, 1, None, made.now).state == "waiting"
    made = joined(2, minutes=30)
    book = kept(made)
    assert (row(made, book).state, row(made, book).left) == ("talking", 1800.0)
    book.ask(book.kept.people.seated["north-1"], Write("joint", "Hello"), made.now)
    book.shut()
    made.now += QUIET
    assert (row(made, book).state, row(made, book).said, row(made, book).quiet) == ("quiet", 1, QUIET)
    made.ask(Halt(on=True))
    assert row(made, kept(made, book)).state == "paused"


def test_a_group_that_has_agreed_says_on_what():
    made = joined(2)
    book = kept(made)
    for seat, act in (("north-1", "offer"), ("south-1", "accept")):
        book.ask(book.kept.people.seated[seat], Say("joint", {"act": act, "outcome": package()}), made.now)
    book.ask(book.kept.people.seated["class"], Conclude("agreed"), made.now)
    book.shut()
    made.now += 60
    made.ask(End(1))
    now = row(made, book)
    assert (now.state, now.end, now.outcome, now.offers, now.seconds) == ("agreed", "agreed", package(), 1, 60.0)


def test_words_in_confidence_do_not_count():
    made = joined(2)
    book = kept(made)
    book.ask(book.kept.people.seated["north-1"], Write("north", "in confidence"), made.now)
    book.shut()
    assert row(made, book).said == 0


def test_who_is_missing_is_seen():
    made = joined(2)
    made.ask(Miss("s2", missing=True))
    assert row(made, kept(made)).missing

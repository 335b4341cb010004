"""What was taken is judged by at once, and seen when it is durable."""

from __future__ import annotations

from sitting import HOST, PEOPLE, opened

from mediant.workbench.book import Book
from mediant.workbench.events import seen
from mediant.workbench.notes import Note
from mediant.workbench.people import Person, Seat, audiences_of
from mediant.workbench.table import folded, table_of
from mediant.workbench.talk import Write


def test_every_fold_is_that_of_what_is_seen():
    sitting = opened()
    sitting.ask("n", Write("north", "between us"))
    again = Book(sitting.events)
    assert again.kept == sitting.kept == folded(sitting.events)
    for person in (sitting.people["m"], *PEOPLE):
        assert sitting.book.table(person) == again.table(person) == table_of(sitting.events, audiences_of(person))
        assert sitting.book.public(person) == tuple(seen(sitting.events, audiences_of(person)))


def test_what_two_people_see_both():
    """In the words of the first: not even how an automaton plays."""
    sitting = opened()
    mo, (noor, _, sami, olga) = sitting.people["m"], PEOPLE
    for seat, command in (
        ("n", Write("north", "between us")), ("s", Write("south", "elsewhere")), ("n", Note("mine")),
        ("m", Seat(Person(id="a", role="agent", name="A", side="south", strategy="linear"))),
    ):  # fmt: skip
        sitting.ask(seat, command)
    book = sitting.book
    found = book.table_through(noor, mo)
    assert ([line.words for line in found.talk.lines], found.notes.all) == (["between us"], ())
    assert found.people.seated["a"].strategy is None
    assert found.case.preferences == {}
    assert book.table_through(noor, noor) == book.table(noor)
    assert book.table_through(noor, sami) == book.table_through(olga, mo) == book.table(olga)


def test_what_is_not_durable_is_judged_by_and_not_seen():
    sitting = opened()
    book, (noor, *_) = sitting.book, PEOPLE
    before = book.table(noor)
    book.ask(noor, Write("joint", "one"), 1.0)
    (second,) = book.ask(noor, Write("joint", "two"), 1.0)
    assert second.fact.id == "north.joint-2"
    assert book.table(noor) is before
    assert len(book.public(noor)) == len(book.events) - 3  # the mediators' model, and the two
    book.shut()
    assert [line.words for line in book.table(noor).talk.lines] == ["one", "two"]


def test_what_could_not_be_stored_has_not_happened():
    sitting = opened()
    book, (noor, *_) = sitting.book, PEOPLE
    kept, count = book.kept, len(book.events)
    book.ask(noor, Write("joint", "one"), 1.0)
    book.back()
    assert (book.kept, len(book.events)) == (kept, count)
    (again,) = book.ask(noor, Write("joint", "one"), 1.0)
    assert again.fact.id == "north.joint-1"


def test_the_clock():
    assert Book().tick(5.0) == ()
    assert Book().table(HOST) == folded(())


def test_a_copy_goes_its_own_way():
    sitting = opened()
    noor, *_ = PEOPLE
    copy = sitting.book.copy()
    copy.ask(noor, Write("joint", "one"), 1.0)
    copy.shut()
    assert len(copy.events) == len(sitting.events) + 1
    assert sitting.book.table(noor).talk.lines == ()
    assert [line.words for line in copy.table(noor).talk.lines] == ["one"]

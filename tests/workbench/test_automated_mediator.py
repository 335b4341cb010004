"""An automated mediator asks, drafts, and waits for replies; with automated parties it comes to an agreement."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from small_class import Desk, joined, kept

from mediant.errors import Refused
from mediant.talks.acts import Ask, Propose
from mediant.workbench.automated import next_command
from mediant.workbench.automated_mediator import DRAFTS, QUESTIONS, next_said
from mediant.workbench.book import Book
from mediant.workbench.deals import deal_of
from mediant.workbench.people import Person, Seat
from mediant.workbench.teaching import Automate, Miss

SEAT = "automated-mediator"


def mediated(*, automated: bool) -> tuple[Desk, Book]:
    """A group of two with an automated mediator."""
    made = joined(2, mediator="automated", talks="separate")
    for number, side in ((1, "north"), (2, "south")) if automated else ():
        made.ask(Miss(f"s{number}", missing=True))
        made.ask(Automate(1, side))
    return made, kept(made)


def says(book: Book, now: float) -> bool:
    """Whether it said something."""
    command = next_said(book.table(book.kept.people.seated[SEAT]), book.kept.people.seated[SEAT])
    if command is not None:
        book.ask(book.kept.people.seated[SEAT], command, now)
        book.shut()
    return command is not None


def replied(book: Book, now: float) -> None:
    for side in ("north", "south"):
        seat = book.kept.people.seated[f"{side}-automated"]
        command = next_command(book.table(seat), seat)
        if command is not None:
            book.ask(seat, command, now)
            book.shut()


def test_it_brings_automated_parties_together():
    made, book = mediated(automated=True)
    for _ in range(2 * (QUESTIONS + DRAFTS)):
        if deal_of(book.kept) is not None or not says(book, made.now):
            break
        replied(book, made.now)
    assert deal_of(book.kept) is not None
    asked = [entry for entry in book.kept.talk.entries if entry.speaker == "host" and isinstance(entry.act, Ask)]
    assert all(sum(entry.room.id == party for entry in asked) <= QUESTIONS for party in ("north", "south"))


def test_it_speaks_to_each_side_alone_and_waits_for_replies():
    made, book = mediated(automated=False)
    assert says(book, made.now)
    assert says(book, made.now)
    assert not says(book, made.now)
    lines = [entry for entry in book.kept.talk.entries if isinstance(entry.act, Ask | Propose)]
    assert [entry.room.id for entry in lines] == ["north", "south"]


def test_what_all_accept_apart_is_agreed_and_nobody_else_sees_who_accepted():
    made, book = mediated(automated=True)
    while deal_of(book.kept) is None and says(book, made.now):
        replied(book, made.now)
    people = book.kept.people.seated
    assert deal_of(book.table(people["class"])) is not None
    assert deal_of(book.table(people["north-1"])) is None
    assert deal_of(book.table(people["teacher"])) is None


def test_only_a_mediator_of_that_name_has_a_strategy():
    _, book = mediated(automated=False)
    for role, strategy in (("co-mediator", "boulware"), ("observer", "formulator"), ("adviser", "formulator")):
        side = {"co-mediator": "host", "adviser": "north"}.get(role)
        with pytest.raises(Refused):
            book.ask(
                book.kept.people.seated["class"],
                Seat(Person(id="x", role=role, name="X", side=side, strategy=strategy)),
                0.0,
            )


def test_it_says_nothing_before_the_talks_begin():
    made = joined(2, mediator="automated")
    book = kept(made)
    table, person = book.table(book.kept.people.seated[SEAT]), book.kept.people.seated[SEAT]
    assert next_said(table, person) is not None
    assert next_said(replace(table, course=replace(table.course, phase="prepare")), person) is None

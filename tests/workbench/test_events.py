"""Nobody sees more than the audiences that they belong to."""

from __future__ import annotations

from sitting import opened, package

from mediant.workbench.course import Modelled
from mediant.workbench.events import as_seen, event, seen, seen_by_both
from mediant.workbench.notes import Note
from mediant.workbench.people import audiences_of
from mediant.workbench.talk import Said, Say, Write, Wrote


def test_the_audience_is_declared_by_the_kind():
    one = event(Wrote("north-1", "north", "north", "n", "Hm"), "n", 5.0)
    assert (one.sees, one.by, one.at) == (("mediators", "party:north"), "n", 5.0)


def test_an_observer_sees_nothing_of_the_model_nor_an_administrator_anything():
    sitting = opened()
    kinds = [type(one.fact) for one in seen(sitting.events, audiences_of(sitting.people["o"]))]
    assert Modelled not in kinds
    assert kinds
    assert list(seen(sitting.events, frozenset())) == []


def test_what_is_seen_by_both_is_what_the_second_sees_of_the_first():
    sitting = opened()
    for seat in sitting.people:
        if seat != "o":
            sitting.ask(seat, Note(f"of {seat}"))
    sitting.ask("n", Write("north", "apart"))
    for whose in sitting.people:
        for reader in sitting.people:
            one, other = audiences_of(sitting.people[whose]), audiences_of(sitting.people[reader])
            both = [event for event in sitting.events if set(event.sees) & one and set(event.sees) & other]
            assert list(seen_by_both(sitting.events, one, other)) == [as_seen(event, one) for event in both]


def test_what_a_draft_rests_on_is_for_mediators():
    sitting = opened()
    (done,) = sitting.ask("m", Say("joint", {"act": "propose", "outcome": package(), "rests-on": ["north"]}))
    assert isinstance(done.fact, Said)
    assert done.fact.rests_on == ("north",)
    assert as_seen(done, audiences_of(sitting.people["m"])) is done
    assert as_seen(done, audiences_of(sitting.people["n"])).fact.rests_on == ()
    assert b"rests-on" not in sitting.lines("n")[-1]

"""Who has the floor and who waits for it, as facts make it; and everybody at the table is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sitting import opened

from mediant.workbench.commands import MAY
from mediant.workbench.floor import SPEAKERS, ClockSet, Floor, FloorGiven, GiveFloor, Raise, Raised, SetClock
from mediant.workbench.people import Unseat, Unseated

SEATS = ("a", "b", "c")
FACTS = st.one_of(
    st.builds(Raised, st.sampled_from(SEATS), st.booleans()),
    st.builds(Unseated, st.sampled_from(SEATS)),
    st.builds(FloorGiven, st.sampled_from((None, *SEATS)), st.permutations(SEATS).map(lambda order: tuple(order[:2]))),
    st.builds(ClockSet, st.none() | st.floats(0, 1e10)),
)


@given(st.lists(FACTS, max_size=12))
def test_nobody_waits_twice_and_who_left_neither_waits_nor_has_it(facts):
    floor = Floor()
    for at, fact in enumerate(facts):
        floor = floor.evolve(fact, "m", float(at))
        assert len(set(floor.waiting)) == len(floor.waiting)
        if isinstance(fact, Unseated):
            assert fact.seat not in (floor.holder, *floor.waiting)
        if isinstance(fact, Raised) and fact.raised:
            assert floor.waiting[-1] == fact.seat


def test_what_a_change_found():
    floor = Floor().evolve(Raised("a", raised=True), "a", 1.0).evolve(FloorGiven("a", ()), "m", 2.0)
    floor = floor.evolve(ClockSet(9.0), "m", 2.0)
    assert (floor.last.by, floor.last.at, floor.last.holder, floor.last.waiting, floor.last.ends_at) == (
        "m", 2.0, None, ("a",), None,
    )  # fmt: skip
    assert floor.evolve(Raised("b", raised=True), "b", 3.0).last == floor.last


def test_everybody_sees_the_same():
    sitting = opened()
    sitting.ask("s", Raise(raised=True))
    sitting.ask("n", Raise(raised=True))
    sitting.ask("m", SetClock(1600.0))
    sitting.ask("m", GiveFloor("n"))
    for seat in sitting.people:
        floor = sitting.table(seat).floor
        assert (floor.holder, floor.waiting, floor.ends_at) == ("n", ("s",), 1600.0)
    sitting.ask("m", Unseat("n"))
    assert sitting.table("o").floor.holder is None


def test_who_may():
    assert {role for role in MAY if Raise in MAY[role]} == SPEAKERS
    assert {role for role in MAY if GiveFloor in MAY[role]} == {"mediator", "co-mediator"}

"""Whoever joins a class sits somewhere, exactly once, and in nobody's place."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_class import Desk, desk, digest, joined

from mediant.errors import Refused
from mediant.workbench.lesson import Lesson
from mediant.workbench.seating import chair_for
from mediant.workbench.teaching import Automate, End, Enrol, Miss

ACTS = st.lists(
    st.tuples(st.sampled_from(["join", "again", "miss", "back", "automate", "free", "over"]), st.integers(0, 30))
)


def live(made: Desk, acts: list[tuple[str, int]]) -> None:
    """What may happen in a class, in any order; what is refused does not happen."""
    for act, number in acts:
        made.now += 1
        some = list(made.lesson.students)
        side, group = made.lesson.sides[number % 2], 1 + number // 2
        student = some[number % len(some)] if some else "s0"
        command = {
            "join": Enrol(f"New {len(some)}", digest(f"s{len(some) + 1}")), "again": Enrol("Again", digest(student)),
            "miss": Miss(student, missing=True), "back": Miss(student, missing=False),
            "automate": Automate(group, side), "free": Automate(group, side, on=False), "over": End(group),
        }[act]  # fmt: skip
        if act == "again" and not some:
            continue
        before = seats(made.lesson)
        try:
            made.ask(command)
        except Refused:
            continue
        after = seats(made.lesson)
        assert before.items() <= after.items(), "a seat stays its student's"
        assert len(after) - len(before) == (act == "join")


def seats(lesson: Lesson) -> dict[str, tuple[int, str]]:
    return {one.id: (one.group, one.seat) for one in lesson.students.values()}


@settings(max_examples=150, deadline=None)
@given(ACTS, st.sampled_from([None, 1, 2, 5]))
def test_everybody_has_one_seat_and_no_seat_has_two(acts, groups):
    made = desk(groups=groups)
    live(made, [("join", 0), *acts])
    lesson = made.lesson
    sides = Counter((one.group, one.side) for one in lesson.students.values() if one.side is not None)
    assert set(sides.values()) <= {1}
    assert len(set(seats(lesson).values())) == len(lesson.students)
    assert len({one.code for one in lesson.students.values()}) == len(lesson.students)
    assert len(lesson.groups) <= (groups or len(lesson.students))
    for group, side in lesson.automated:
        student = lesson.seated(group, side)
        assert student is None or student.missing, "an automated negotiator plays beside nobody who is there"


@settings(max_examples=100, deadline=None)
@given(ACTS)
def test_nobody_looks_on_while_a_seat_is_free_and_no_group_is_new_while_one_waits(acts):
    made = desk(groups=3)
    live(made, [("join", 0), *acts])
    lesson, chair = made.lesson, chair_for(made.lesson)
    free = [
        (group, side) for group in lesson.groups for side in lesson.sides
        if group not in lesson.over and lesson.seated(group, side) is None
    ]  # fmt: skip
    if free:
        assert (chair.group, chair.side) in free
        empty = [seat for seat in free if seat not in lesson.automated]
        assert (chair.group, chair.side) == (empty or free)[0], "an empty seat comes before an automated one"
    else:
        assert (chair.side is None) == (len(lesson.groups) == 3)


def test_groups_fill_in_order():
    lesson = joined(5).lesson
    assert [(one.group, one.side) for one in lesson.students.values()] == [
        (1, "north"), (1, "south"), (2, "north"), (2, "south"), (3, "north"),
    ]  # fmt: skip


def test_latecomers_look_on_where_all_is_taken_spread_over_groups():
    lesson = joined(7, groups=2).lesson
    assert [one.group for one in lesson.students.values() if one.side is None] == [1, 2, 1]


def test_a_latecomer_takes_the_seat_of_an_automaton_that_plays_for_nobody():
    made = joined(1)
    made.ask(Automate(1, "south"))
    made.ask(Enrol("Late", digest("late")))
    assert (made.lesson.students["s2"].side, made.lesson.automated) == ("south", frozenset())


def test_a_latecomer_does_not_take_the_seat_of_who_is_missing():
    made = joined(2)
    made.ask(Miss("s2", missing=True))
    made.ask(Automate(1, "south"))
    made.ask(Enrol("Late", digest("late")))
    assert made.lesson.students["s3"].group == 2
    made.ask(Miss("s2", missing=False))
    assert made.lesson.automated == frozenset()


def test_in_a_group_that_is_over_nobody_sits_down():
    made = joined(1)
    made.ask(End(1))
    made.ask(Enrol("Late", digest("late")))
    assert made.lesson.students["s2"].group == 2


def test_no_code_lets_two_in():
    made = desk(codes=(digest("first!"), digest("second")))
    made.ask(Enrol("Ann", digest("first!")))
    made.ask(Enrol("Bob", digest("first!")))
    assert [one.name for one in made.lesson.students.values()] == ["Ann"]
    with pytest.raises(Refused, match="no such code"):
        made.ask(Enrol("Eve", digest("third!")))


def seated_in_order(made: Desk) -> list[tuple[int, str | None]]:
    return [(one.group, one.side) for one in made.lesson.students.values()]


@given(st.integers(0, 2**32))
def test_drawn_seats_fill_groups_as_seats_in_order_do_and_the_same_again(seed):
    drawn, again, plain = (joined(9, seats=how, seed=seed) for how in ("random", "random", "order"))
    assert seated_in_order(drawn) == seated_in_order(again)
    assert sorted(seated_in_order(drawn)) == sorted(seated_in_order(plain))[:8] + [
        one for one in seated_in_order(drawn) if one[0] == 5
    ]
    assert [group for group, _ in seated_in_order(drawn)] == [group for group, _ in seated_in_order(plain)]


def test_whoever_comes_first_sits_for_each_side_as_often_where_seats_are_drawn():
    first = Counter(
        side for seed in range(50) for _, side in seated_in_order(joined(20, seats="random", seed=seed))[::2]
    )
    assert sum(first.values()) == 500
    assert abs(first["north"] - 250) < 4 * (500 / 4) ** 0.5


def test_in_order_whoever_comes_first_sits_for_the_first_side():
    assert {side for _, side in seated_in_order(joined(20))[::2]} == {"north"}

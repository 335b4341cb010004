"""Where a student sits who joins a class: by order or by lot, and never in anybody's place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from mediant.workbench.lesson import Lesson
from mediant.workbench.teaching import MOST_GROUPS


class Chair(NamedTuple):
    """A group, the side that one sits for there, None for who only looks on, and the id of the seat."""

    group: int
    side: str | None
    seat: str


def chair_for(lesson: Lesson) -> Chair:
    """The seat of the next student to join.

    The first of these that there is: a free seat in a group that still talks, the first group first; the seat of an
    automated negotiator that plays for nobody; a new group; a place to look on, in the group that fewest look on at,
    one that still talks before all others. A seat stays its student's, also while the student is missing.

    Groups fill one after another. Within a group the first free seat is that of the first side of the case; or, where
    the terms have seats drawn, of the first side in an order of the group's own, which follows from the seed.
    """
    sides = next(_seats(lesson), None)
    if sides is None:
        sides = _to_look_on(lesson)
    group, side = sides
    taken = sum(one.side == side for one in lesson.in_group(group))
    return Chair(group, side, f"{side or 'observer'}-{taken + 1}")


def _seats(lesson: Lesson) -> Iterator[tuple[int, str | None]]:
    talking = [group for group in lesson.groups if group not in lesson.over]
    sits = {(one.group, one.side) for one in lesson.students.values()}
    empty = [(group, side) for group in talking for side in _order(lesson, group) if (group, side) not in sits]
    yield from (seat for seat in empty if seat not in lesson.automated)
    yield from empty
    most = lesson.terms.groups if lesson.terms and lesson.terms.groups else MOST_GROUPS
    if len(lesson.groups) < most:
        yield len(lesson.groups) + 1, _order(lesson, len(lesson.groups) + 1)[0]


def _order(lesson: Lesson, group: int) -> Sequence[str]:
    """The sides as a group fills; drawn, every order is as likely as any other for whoever does not know the seed."""
    if lesson.terms is None or lesson.terms.seats == "order":
        return lesson.sides
    seed = lesson.terms.seed
    return sorted(lesson.sides, key=lambda side: sha256(f"{seed}/{group}/{side}".encode()).digest())


def _to_look_on(lesson: Lesson) -> tuple[int, None]:
    look_on = Counter(one.group for one in lesson.students.values() if one.side is None)
    return min(lesson.groups, key=lambda group: (group in lesson.over, look_on[group], group)), None

"""Classes at work: a listener of the hub that keeps every group as its class says, and sees who is missing.

What is to be done follows from the logs alone (`mediant.workbench.clerk`), so it is done after a restart too.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mediant.errors import MediantError, Refused
from mediant.web.hub import Hub, Place
from mediant.web.languages.locales import LOCALES
from mediant.web.logs import log_failure
from mediant.web.push import viewer_of, viewers_of
from mediant.web.screens.screen import Seen
from mediant.web.streams import Streams
from mediant.workbench.ballots import BallotClosed
from mediant.workbench.clerk import CLERK, TEACHER, clerk_of, group_case, steps, teacher_in
from mediant.workbench.course import Open
from mediant.workbench.deals import deal_of
from mediant.workbench.events import Event
from mediant.workbench.group import Conclude
from mediant.workbench.lesson import Lesson, Student
from mediant.workbench.people import Person
from mediant.workbench.results import Row, row_of
from mediant.workbench.table import Table
from mediant.workbench.talk import Said
from mediant.workbench.teaching import (
    Automated,
    End,
    Enrol,
    Found,
    Halted,
    LeaveOut,
    Miss,
    Over,
    Prepare,
    Released,
    Told,
)

LOOK = 1.0
"""Seconds between looks at who is there, whose time is up, and what consoles show."""
AT_ONCE = 16
"""Groups that are brought in line at once after something that concerns many."""
CONSOLE = "class"


@dataclass(eq=False)
class Class:
    """One class at work. seen : when each student last had a page open; groups : one at a time is brought in line."""

    place: Place
    teacher: Person
    seen: dict[str, float] = field(default_factory=dict)
    joining: asyncio.Lock = field(default_factory=asyncio.Lock)
    groups: defaultdict[int, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    changed: bool = False


class Lessons:
    """All classes of a server. Used from one event loop."""

    def __init__(self, hub: Hub, streams: Streams) -> None:
        self._hub, self._streams = hub, streams
        self._classes: dict[Place, Class] = {}
        self._group: dict[Place, tuple[Class, int]] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(AT_ONCE)

    async def make(self, command: Prepare, case: Mapping[str, Any], name: str) -> Place:
        """A new class of a case, which everybody may know, for a teacher of that name. Raises Refused."""
        place = await self._hub.begin(Open(case), Person(id=TEACHER, role="teacher", name=name))
        teacher = await self._hub.person(place, TEACHER)
        assert teacher is not None, "who opens it sits there"  # noqa: S101
        await self._hub.ask(place, teacher, command)
        self._classes[place] = Class(place, teacher)
        return place

    async def wake(self, now: float) -> None:
        """Find the classes of the store, and bring all groups in line, after a restart."""
        for place in self._hub.places():
            await self.remember(place, now)

    async def remember(self, place: Place, now: float) -> None:
        """Look after the class at this place, where there is one."""
        teacher = await self._hub.person(place, TEACHER)
        if teacher is not None and (await self._hub.table(place, teacher)).lesson.terms is not None:
            await self._found(Class(place, teacher), now)

    def drop_erased(self, place: Place) -> None:
        """Leave a class that was erased to itself; its groups are mediations of their own."""
        if place not in self._hub.places():
            self._classes.pop(place, None)
            self._group.pop(place, None)

    async def _found(self, one: Class, now: float) -> None:
        self._classes[one.place] = one
        lesson = await self.lesson(one.place)
        one.seen = dict.fromkeys(lesson.students, now)
        there = frozenset(self._hub.places())
        for group in lesson.groups:
            if group in lesson.places and (at := Place.named(lesson.places[group])) in there:
                self._group[at] = one, group
            await self._tried(self.keep(one.place, group))

    def __contains__(self, place: Place) -> bool:
        return place in self._classes

    async def lesson(self, place: Place) -> Lesson:
        """The class at a place. Raises KeyError where there is none."""
        return (await self._hub.table(place, self._classes[place].teacher)).lesson

    async def join(self, place: Place, command: Enrol, now: float) -> tuple[Place, Student]:
        """The group and the seat of who joins, or comes back. Raises Refused; KeyError where there is no class."""
        one = self._classes[place]
        async with one.joining:
            await self._hub.ask(place, one.teacher, command)
        student = (await self.lesson(place)).by_code(command.code)
        assert student is not None, "whoever is enrolled is there"  # noqa: S101
        one.seen[student.id] = now
        await self.keep(place, student.group)
        return Place.named((await self.lesson(place)).places[student.group]), student

    async def student_in(self, place: Place, seat: str) -> tuple[Lesson, Student]:
        """Who sits there in a group, and the class. Raises KeyError where that is no student's seat."""
        one, group = self._group[place]
        lesson = await self.lesson(one.place)
        return lesson, {student.seat: student for student in lesson.in_group(group)}[seat]

    async def leave_out(self, place: Place, student: str) -> None:
        """A student of that group withdraws. Raises KeyError where it is no group, and what the hub raises."""
        one, _ = self._group[place]
        await self._hub.ask(one.place, one.teacher, LeaveOut(student))

    async def forget(self, place: Place) -> tuple[str, ...]:
        """Do nothing more for a class that is to be erased: the cases of its groups, and its own, which comes last."""
        lesson = await self.lesson(place)
        groups = [Place.named(at) for at in lesson.places.values()]
        del self._classes[place]
        for group in groups:
            self._group.pop(group, None)
        return (*(group.case for group in groups), place.case)

    async def keep(self, place: Place, group: int) -> None:
        """Bring a group in line with its class. Raises what the hub raises."""
        one = self._classes[place]
        async with one.groups[group]:
            at = await self._place_of(one, group)
            clerk = await self._hub.person(at, CLERK)
            if clerk is None:  # erased, and the class was to follow
                raise Refused("there is no such group", "choose another")
            lesson = await self.lesson(place)
            for command in steps(lesson, group, await self._hub.table(at, clerk), one.teacher):
                await self._hub.ask(at, clerk, command)
            over = (await self._hub.table(at, clerk)).group.concluded is not None
            if over and group not in lesson.over:
                await self._hub.ask(place, one.teacher, End(group))

    async def _place_of(self, one: Class, group: int) -> Place:
        lesson = await self.lesson(one.place)
        if group in lesson.places:
            return Place.named(lesson.places[group])
        at = await self._hub.begin(Open(group_case(lesson)), clerk_of(lesson))
        self._group[at] = one, group
        await self._hub.ask(one.place, one.teacher, Found(group, str(at)))
        return at

    # What happens in groups and classes.

    def __call__(self, place: Place, person: Person, table: Table, events: Sequence[Event]) -> None:
        """Look at what was done: a deal in a group, or something that the teacher asks of all."""
        if place in self._classes and person.id == TEACHER:
            self._classes[place].changed = True
            self._begin(self._follow(place, table.lesson, events))
        elif place in self._group and person.id == CLERK:
            one, group = self._group[place]
            one.changed = True
            news = any(isinstance(each.fact, Said | BallotClosed) for each in events)
            if news and table.group.concluded is None and deal_of(table) is not None:
                self._begin(self._conclude(one, group, Conclude("agreed")))

    def _begin(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _follow(self, place: Place, lesson: Lesson, events: Sequence[Event]) -> None:
        groups = {group for event in events for group in _meant(event.fact, lesson)}

        async def one(group: int) -> None:
            async with self._room:
                await self._tried(self.keep(place, group))

        await asyncio.gather(*map(one, sorted(groups)))

    async def _conclude(self, one: Class, group: int, command: Conclude) -> None:
        at = Place.named((await self.lesson(one.place)).places[group])
        clerk = await self._hub.person(at, CLERK)
        if clerk is not None:
            await self._tried(self._hub.ask(at, clerk, command))
            await self._tried(self.keep(one.place, group))

    async def _tried(self, work: Any) -> None:
        try:
            await work
        except Refused:  # somebody else was quicker
            pass
        except MediantError as error:
            log_failure(error)

    # The clock.

    async def run(self, now: Any) -> None:
        """Look again and again at who is there and whose time is up."""
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self.look(now())
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
                log_failure(error)

    async def look(self, now: float) -> None:
        """One look."""
        here = {viewer.rsplit("/", 2)[0] + "/" for viewer in self._streams.viewers()}
        for one in tuple(self._classes.values()):
            try:
                await self._look_at(one, here, now)
            except Exception as error:  # noqa: BLE001 - what goes wrong in one class stops no other
                log_failure(error)

    async def _look_at(self, one: Class, here: set[str], now: float) -> None:
        lesson = await self.lesson(one.place)
        if not lesson.closed:
            await self._missing(one, lesson, here, now)
            await self._time(one, lesson, now)
        if one.changed:
            one.changed = False
            for locale in LOCALES:
                self._streams.publish(viewer_of(one.place, TEACHER, CONSOLE, locale), "groups", "")

    async def _missing(self, one: Class, lesson: Lesson, here: set[str], now: float) -> None:
        for student in lesson.students.values():
            if student.group in lesson.over or student.group not in lesson.places:
                continue
            present = viewers_of(Place.named(lesson.places[student.group]), student.seat) in here
            last = one.seen[student.id] = now if present else one.seen.get(student.id, now)
            away = now - last >= (lesson.terms.absent_after if lesson.terms else 0)
            if present if student.missing else away:
                await self._tried(self._hub.ask(one.place, one.teacher, Miss(student.id, not student.missing)))

    async def _time(self, one: Class, lesson: Lesson, now: float) -> None:
        for group in lesson.begun.keys() - lesson.over:
            closes_at = lesson.closes_at(group)
            if closes_at is not None and now >= closes_at:
                await self._conclude(one, group, Conclude("time"))

    # What the console shows.

    async def rows(self, place: Place, now: float) -> tuple[Row, ...]:
        """All groups, as the teacher may see them."""
        lesson, one = await self.lesson(place), self._classes[place]
        tables = [await self._seen_by_teacher(one, lesson, group) for group in lesson.groups]
        return tuple(row_of(lesson, group, table, now) for group, table in zip(lesson.groups, tables, strict=True))

    async def _seen_by_teacher(self, one: Class, lesson: Lesson, group: int) -> Table | None:
        if group not in lesson.places or Place.named(lesson.places[group]) not in self._group:  # or it was erased
            return None
        return await self._hub.table(Place.named(lesson.places[group]), teacher_in(lesson, one.teacher.name))

    async def gathered(self, seen: Seen) -> Mapping[str, Any]:
        """For the console: its groups, and the table of the one that the address names."""
        place = Place.named(seen.at.removeprefix("/c/"))
        lesson, one = await self.lesson(place), self._classes[place]
        asked = seen.asked.get("group", "")
        group = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
        table = await self._seen_by_teacher(one, lesson, group) if group in lesson.groups else None
        return {"rows": await self.rows(place, seen.now), "table": table}

    def close(self) -> None:
        """Nothing more is done."""
        for task in self._under_way:
            task.cancel()


def _meant(fact: object, lesson: Lesson) -> Sequence[int]:
    """The groups in which something is to be done after a fact of their class."""
    match fact:
        case Automated(group) | Told(_, int(group)):
            return (group,)
        case Told() | Halted() | Released() | Over(None):
            return tuple(group for group in lesson.groups if group in lesson.places)
        case _:
            return ()

"""The hub: commands in, durable events out, to whoever sees them. The one door between requests and mediations.

Commands of one table are decided in the order in which they arrive, those that wait together are stored together, and
nothing is acknowledged or shown before it is durable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple, Protocol, TypeAlias

from msgspec.structs import replace

from mediant.errors import MediantError, Refused, UnknownCase
from mediant.stores.keys import Keys
from mediant.stores.store import Store, new_case
from mediant.web.envelopes import key_of, opened, sealed
from mediant.web.logbook import NAME as LOGBOOK
from mediant.web.settings import new_token
from mediant.workbench.ballots import BallotClosed, BallotVoided, Cast
from mediant.workbench.book import Book
from mediant.workbench.commands import Command
from mediant.workbench.course import Open
from mediant.workbench.events import Event, seen
from mediant.workbench.people import Person, Seat, audiences_of
from mediant.workbench.table import Table


class Place(NamedTuple):
    """One table: a case in the store, and in a class the group; a mediation has one table, its group is empty."""

    case: str
    group: str = ""

    @classmethod
    def named(cls, name: str) -> Place:
        """The place of an address: `CASE`, or `CASE-GROUP`."""
        case, _, group = name.partition("-")
        return cls(case, group)

    def __str__(self) -> str:
        return f"{self.case}-{self.group}" if self.group else self.case


class Listener(Protocol):
    """Told of what has just become durable."""

    def __call__(self, place: Place, person: Person, table: Table, events: Sequence[Event], /) -> None:
        """What a person sees of it, and the table as they see it now. Must not wait."""


Asked: TypeAlias = tuple[Person | None, Command | None, float, asyncio.Future[tuple[Event, ...]]]
"""Who asks for what, and when it arrived; nobody and nothing for the clock."""


@dataclass(eq=False)
class Desk:
    """One table at work: its book, and what waits to be decided."""

    book: Book
    waiting: list[Asked] = field(default_factory=list)
    work: asyncio.Task[None] | None = None


class Hub:
    """All tables of a store. Used from one event loop."""

    def __init__(
        self, store: Store, keys: Keys, now: Callable[[], float], token: Callable[[], str] = new_token
    ) -> None:
        self._store, self._keys, self._now, self._token = store, keys, now, token
        self._desks: dict[str, dict[str, Desk]] = {}
        self._loading: dict[str, asyncio.Task[dict[str, Desk]]] = {}
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Have a listener told of everything from now on."""
        self._listeners.append(listener)

    async def begin(self, command: Open, person: Person) -> Place:
        """A new case in the store, opened by a person. Raises Refused; StoreFull and StoreProblem."""
        Book().ask(person, command, self._now())  # refused before anything is made
        case = new_case()
        await asyncio.to_thread(self._store.create, case)
        self._desks[case] = {}
        place = Place(case)
        await self.open_group(place, command, person)
        return place

    async def open_group(self, place: Place, command: Open, person: Person) -> None:
        """A further table of a case, opened by a person. Raises Refused where there is one of that name."""
        desks = await self._case(place.case)
        if place.group in desks:
            raise Refused("there is a group of that name", "choose another")
        desks[place.group] = desk = Desk(Book())
        try:
            await self._put(place, desk, person, command)
        except BaseException:
            del desks[place.group]
            raise

    async def groups(self, case: str) -> tuple[str, ...]:
        """The tables of a case, in the order in which they were opened. Raises UnknownCase."""
        return tuple(await self._case(case))

    def places(self) -> tuple[Place, ...]:
        """All tables that were opened or loaded."""
        return tuple(Place(case, group) for case, desks in self._desks.items() for group in desks)

    async def people(self, place: Place) -> tuple[Person, ...]:
        """Who has a seat there. Raises UnknownCase, and Refused where there is no such group."""
        return tuple((await self._desk(place)).book.kept.people.seated.values())

    async def person(self, place: Place, seat: str) -> Person | None:
        """Who has a seat there; None where nobody has, or there is no such table."""
        try:
            desk = await self._desk(place)
        except MediantError:
            return None
        return desk.book.kept.people.seated.get(seat)

    async def table(self, place: Place, person: Person) -> Table:
        """The table as a person sees it."""
        return (await self._desk(place)).book.table(person)

    async def seen(self, place: Place, person: Person) -> tuple[Event, ...]:
        """All that a person has seen."""
        return (await self._desk(place)).book.public(person)

    async def ask(self, place: Place, person: Person, command: Command) -> tuple[Event, ...]:
        """What a command has brought about, durable, as far as the person sees it.

        Raises Refused and WrongAct; StoreFull and StoreProblem, and then nothing has happened.
        """
        if isinstance(command, Seat):  # whoever asks for it must not choose it
            command = replace(command, chance=sha256(self._token().encode()).hexdigest())
        done = await self._put(place, await self._desk(place), person, command)
        return tuple(seen(done, audiences_of(person)))

    async def tick(self) -> None:
        """What the clock brings about at all tables that are at work."""
        due = [
            self._put(Place(case, group), desk, None, None)
            for case, desks in self._desks.items()
            for group, desk in desks.items()
            if any(self._now() >= ballot.opened.closes_at for ballot in desk.book.kept.ballots.open)
        ]
        await asyncio.gather(*due)

    async def load(self) -> None:
        """Read all cases, so that their clocks run. Raises StoreProblem, and Refused for a line that holds no event."""
        for case in await asyncio.to_thread(self._store.cases):
            if case != LOGBOOK:
                await self._case(case)

    async def forget(self, place: Place, owner: str) -> None:
        """Destroy the key of a party or a person: what only they and the mediators saw is gone, here and in backups."""
        await asyncio.to_thread(self._keys.destroy, place.case, key_of(place.group, owner))
        self._desks.pop(place.case, None)

    # One table.

    def _put(
        self, place: Place, desk: Desk, person: Person | None, command: Command | None
    ) -> asyncio.Future[tuple[Event, ...]]:
        future: asyncio.Future[tuple[Event, ...]] = asyncio.get_running_loop().create_future()
        desk.waiting.append((person, command, self._now(), future))
        if desk.work is None:
            desk.work = asyncio.create_task(self._work(place, desk))
        return future

    async def _work(self, place: Place, desk: Desk) -> None:
        try:
            while desk.waiting:
                batch, desk.waiting = desk.waiting, []
                await self._batch(place, desk.book, batch)
        finally:
            desk.work = None

    async def _batch(self, place: Place, book: Book, batch: Sequence[Asked]) -> None:
        decided = list(_decided(book, batch))
        events = [event for _, done in decided for event in done]
        if events:
            try:
                lines = await asyncio.to_thread(lambda: [sealed(*place, event, self._keys) for event in events])
                await self._store.append(place.case, lines)
            except BaseException as error:
                book.back()
                for future, _ in decided:
                    _settle(future, error)
                if not isinstance(error, MediantError):
                    raise
                return
        book.shut()
        for future, done in decided:
            if not future.done():
                future.set_result(done)
        self._tell(place, book, events)
        book.forget(_failed(events))
        await self._shred(place, _failed(events))

    async def _shred(self, place: Place, ballots: Iterable[str]) -> None:
        """The votes of ballots that failed are gone for good: nobody can ever read who refused."""
        for ballot in ballots:
            await asyncio.to_thread(self._keys.destroy, place.case, key_of(place.group, ballot))

    def _tell(self, place: Place, book: Book, events: Sequence[Event]) -> None:
        for person in book.kept.people.seated.values():
            mine = tuple(seen(events, audiences_of(person)))
            if mine:
                for listener in self._listeners:  # one that fails is none of our business here
                    asyncio.get_running_loop().call_soon(listener, place, person, book.table(person), mine)

    # Cases come from the store when they are first asked for.

    async def _desk(self, place: Place) -> Desk:
        desks = await self._case(place.case)
        if place.group not in desks:
            raise Refused("there is no such group", "choose another")
        return desks[place.group]

    async def _case(self, case: str) -> dict[str, Desk]:
        if case == LOGBOOK:
            raise UnknownCase("the hub", case)
        if case not in self._desks:
            if case not in self._loading:
                self._loading[case] = asyncio.create_task(self._load(case))
            self._desks[case] = await asyncio.shield(self._loading[case])
            self._loading.pop(case, None)
        return self._desks[case]

    async def _load(self, case: str) -> dict[str, Desk]:
        events: dict[str, list[Event]] = {}
        for group, event in await asyncio.to_thread(lambda: list(self._events(case))):
            events.setdefault(group, []).append(event)
        for group, some in events.items():  # the server may have died between a close and this
            read = {event.fact.ballot for event in some if isinstance(event.fact, Cast)}
            await self._shred(Place(case, group), read.intersection(_failed(some)))
        desks = {group: Desk(Book(some)) for group, some in events.items()}
        for desk in desks.values():
            desk.book.forget(_failed(desk.book.events))
        return desks

    def _events(self, case: str) -> Iterator[tuple[str, Event]]:
        for line in self._store.read(case):
            group, event = opened(line, self._keys)
            if event is not None:
                yield group, event


def _failed(events: Iterable[Event]) -> list[str]:
    """Ballots that came to nothing: those that were not agreed to, and those that were voided."""
    facts = (event.fact for event in events)
    return [
        fact.ballot
        for fact in facts
        if isinstance(fact, BallotVoided) or (isinstance(fact, BallotClosed) and not fact.agreed)
    ]


def _decided(
    book: Book, batch: Sequence[Asked]
) -> Iterator[tuple[asyncio.Future[tuple[Event, ...]], tuple[Event, ...]]]:
    for person, command, at, future in batch:
        try:
            done = book.tick(at) if person is None or command is None else book.ask(person, command, at)
        except MediantError as error:
            _settle(future, error)
        else:
            yield future, done


def _settle(future: asyncio.Future[tuple[Event, ...]], error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)

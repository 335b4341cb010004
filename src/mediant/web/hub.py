"""The hub: commands in, durable events out, to whoever sees them. The one door between requests and mediations.

Commands of one table are decided in the order in which they arrive, those that wait together are stored together, and
nothing is acknowledged or shown before it is durable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from hashlib import sha256
from math import nextafter
from typing import Protocol

from msgspec.structs import replace

from mediant.errors import MediantError, Refused, UnknownCase
from mediant.stores.keys import Keys
from mediant.stores.store import Store, new_case
from mediant.web.desks import Desk, Shelf
from mediant.web.desks import Place as Place
from mediant.web.envelopes import Kept
from mediant.web.forgetting import erased, owners_of
from mediant.web.logbook import NAME as LOGBOOK
from mediant.web.logs import log_failure
from mediant.web.settings import new_token
from mediant.workbench.ballots import Vote
from mediant.workbench.book import Book
from mediant.workbench.commands import Command
from mediant.workbench.course import Open
from mediant.workbench.events import Event, seen
from mediant.workbench.people import Person, Seat, audiences_of
from mediant.workbench.table import Table

__all__ = ["GRACE", "Hub", "Listener", "Place"]

GRACE = 1.0
"""Seconds after the close in which votes that were on their way still count; ballots are counted when it is over."""


class Listener(Protocol):
    """Told of what has just become durable."""

    def __call__(self, place: Place, person: Person, table: Table, events: Sequence[Event], /) -> None:
        """What a person sees of it, and the table as they see it now. Must not wait."""


class Hub:
    """All tables of a store. Used from one event loop."""

    def __init__(
        self, store: Store, keys: Keys, now: Callable[[], float], token: Callable[[], str] = new_token
    ) -> None:
        self._store, self._keys, self._now, self._token = store, keys, now, token
        self._shelf = Shelf(store, keys)
        self._desks: dict[str, dict[str, Desk]] = {}
        self._loading: dict[str, asyncio.Task[dict[str, Desk]]] = {}
        self._listeners: list[Listener] = []
        self._forgetful: list[Callable[[Place], None]] = []

    def listen(self, listener: Listener) -> None:
        """Have a listener told of everything from now on."""
        self._listeners.append(listener)

    def forgets_with(self, forgetful: Callable[[Place], None]) -> None:
        """Have something called that drops what it holds of a place, whenever somebody there is forgotten."""
        self._forgetful.append(forgetful)

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
        desks[place.group] = desk = Desk(place, self._shelf, self._tell)
        try:
            await desk.put(person, command, self._now())
        except BaseException:
            if desk.is_sure:
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

    async def table_through(self, place: Place, whose: Person, reader: Person) -> Table:
        """The table as a person sees it, of what the reader sees as well."""
        return (await self._desk(place)).book.table_through(whose, reader)

    async def seen(self, place: Place, person: Person) -> tuple[Event, ...]:
        """All that a person has seen."""
        return (await self._desk(place)).book.public(person)

    async def ask(
        self, place: Place, person: Person, command: Command, once: bytes = b"", *, grace: float = 0.0
    ) -> tuple[Event, ...]:
        """What a command has brought about, durable, as far as the person sees it.

        once : names the request; one that was done is not done again, and has the same answer, also after a restart.
        grace : seconds after the close in which a vote still counts, if the ballot was not counted yet.
        Raises Refused and WrongAct; StoreFull, and then nothing has happened; StoreProblem, and then it is not known.
        """
        if isinstance(command, Seat):  # whoever asks for it must not choose it
            command = replace(command, chance=sha256(self._token().encode()).hexdigest())
        desk, now = await self._desk(place), self._now()
        at = _just_in_time(desk, command, now, grace) if isinstance(command, Vote) else now
        done = await desk.put(person, command, at, once)
        for party in erased(done):
            await self.forget(place, party)
        return tuple(seen(done, audiences_of(person)))

    async def has_done(self, place: Place, once: bytes) -> bool:
        """Whether the request of that name is done already."""
        return (await self._desk(place)).has_done(once)

    async def tick(self, late: float = 0.0) -> None:
        """What the clock brings about at all tables. What cannot be stored is tried again at the next tick.

        late : seconds by which it is behind, so that votes which were on their way are decided before.
        """
        now = self._now() - late
        due = [
            desk.put(None, None, now)
            for desks in self._desks.values()
            for desk in desks.values()
            if any(now >= ballot.opened.closes_at for ballot in desk.book.kept.ballots.open)
        ]
        for error in await asyncio.gather(*due, return_exceptions=True):
            if isinstance(error, Exception):
                log_failure(error)

    async def load(self) -> None:
        """Read all cases, so that their clocks run. Raises StoreProblem, and Refused for a line that holds no event."""
        for case in await asyncio.to_thread(self._store.cases):
            if case != LOGBOOK:
                await self._case(case)

    async def forget(self, place: Place, party: str) -> None:
        """Destroy the keys of a party and its people: what only they and the mediators saw is gone, here too.

        It follows by itself where a party is erased; asked again after a failure, it does the rest.
        """
        desk = await self._desk(place)
        await self._shelf.shred(place, owners_of(desk.book.events, party))
        desk.doubt()
        await desk.put(None, None, self._now())  # in its turn: what waits there goes on with what is left
        for forgetful in self._forgetful:
            forgetful(place)

    async def erase(self, case: str) -> None:
        """Destroy all keys of a case and remove it; whatever was under way there is refused."""
        desks = await self._case(case)
        for desk in desks.values():
            await desk.rest()
        await asyncio.to_thread(self._keys.destroy_case, case)
        await asyncio.to_thread(self._store.erase, case)
        self._desks.pop(case, None)
        self._loading.pop(case, None)
        for group in desks:
            for forgetful in self._forgetful:
                forgetful(Place(case, group))

    def _tell(self, place: Place, book: Book, events: Sequence[Event]) -> None:
        soon = asyncio.get_running_loop().call_soon
        for person in book.kept.people.seated.values():
            mine = tuple(seen(events, audiences_of(person)))
            if mine:
                table = book.table(person)
                for listener in self._listeners:  # one that fails is none of our business here
                    soon(listener, place, person, table, mine)

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
            try:
                self._desks[case] = await asyncio.shield(self._loading[case])
            finally:
                self._loading.pop(case, None)
        return self._desks[case]

    async def _load(self, case: str) -> dict[str, Desk]:
        kept: dict[str, list[Kept]] = {}
        for one in await self._shelf.read(case):
            kept.setdefault(one.group, []).append(one)
        desks = {group: Desk(Place(case, group), self._shelf, self._tell) for group in kept}
        for group, desk in desks.items():
            await desk.fill(kept[group])
        return desks


def _just_in_time(desk: Desk, command: Vote, now: float, grace: float) -> float:
    """When a vote counts: within the grace as of the last moment before the close, else when it came."""
    closes = (one.opened.closes_at for one in desk.book.kept.ballots.open if one.opened.id == command.ballot)
    last = nextafter(next(closes, now), 0.0)
    return last if last < now < last + grace else now

"""One table at work: what is asked for is decided in the order in which it comes, stored together, then acknowledged.

What the store could not say to be stored is read again from it before anything else is decided.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from mediant.errors import MediantError, StoreFull, StoreProblem, UnknownCase
from mediant.stores.keys import Keys
from mediant.stores.store import Store
from mediant.web.envelopes import Kept, key_of, opened, sealed
from mediant.web.forgetting import erased, owners_of
from mediant.workbench.ballots import BallotClosed, BallotVoided, Cast
from mediant.workbench.book import Book, is_vote
from mediant.workbench.commands import Command
from mediant.workbench.events import Event
from mediant.workbench.lines import owner_of
from mediant.workbench.people import Person

REMEMBERED = 1000
"""Requests of one table that are known when they come again, the last ones."""
Done: TypeAlias = tuple[Event, ...]


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


class Asked(NamedTuple):
    """Who asks for what, and when it arrived; nobody and nothing for the clock. once : names the request, or empty."""

    person: Person | None
    command: Command | None
    at: float
    once: bytes
    answer: asyncio.Future[Done]


class Shelf:
    """The cases of a store as events, and the keys that seal them."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self.store, self.keys = store, keys

    async def sealed(self, place: Place, decided: Sequence[tuple[Asked, Done]]) -> list[bytes]:
        """The lines of what was decided. Raises StoreProblem, and StoreFull, where a key cannot be had."""

        def lines() -> list[bytes]:
            return [sealed(*place, event, self.keys, asked.once) for asked, done in decided for event in done]

        open_to_all = all(owner_of(event) is None for _, done in decided for event in done)
        return lines() if open_to_all else await asyncio.to_thread(lines)  # a new key waits for the disk

    async def read(self, case: str) -> list[Kept]:
        """All lines of a case. Raises UnknownCase, StoreProblem, and Refused for a line that holds no event."""
        return await asyncio.to_thread(lambda: [opened(line, self.keys) for line in self.store.read(case)])

    async def shred(self, place: Place, owners: Iterable[str]) -> None:
        """What was sealed for these is gone for good, as are votes of ballots that failed: nobody reads who refused."""
        for owner in owners:
            await asyncio.to_thread(self.keys.destroy, place.case, key_of(place.group, owner))


class Desk:
    """A table, its book, and what waits to be decided. Used from one event loop.

    tell : told of what has just become durable; the book shows it.
    """

    def __init__(self, place: Place, shelf: Shelf, tell: Callable[[Place, Book, Sequence[Event]], None]) -> None:
        self.book = Book()
        self._place, self._shelf, self._tell = place, shelf, tell
        self._done: OrderedDict[bytes, Done] = OrderedDict()
        self._waiting: list[Asked] = []
        self._work: asyncio.Task[None] | None = None
        self._sure = True
        self._lines = 0

    def put(self, person: Person | None, command: Command | None, at: float, once: bytes = b"") -> asyncio.Future[Done]:
        """Ask for something; what it has brought about is durable when the wait is over."""
        answer: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._waiting.append(Asked(person, command, at, once, answer))
        if self._work is None:
            self._work = asyncio.create_task(self._run())
        return answer

    async def rest(self) -> None:
        """Wait until nothing is under way here."""
        while self._work is not None:
            await asyncio.wait([self._work])

    def has_done(self, once: bytes) -> bool:
        """Whether that request is done already."""
        return once in self._done

    @property
    def is_sure(self) -> bool:
        """Whether the book says what is stored, as far as anybody knows."""
        return self._sure

    def doubt(self) -> None:
        """What is stored may be other than what the book says: read it again before the next command."""
        self._sure = False

    async def fill(self, kept: Iterable[Kept]) -> list[Event]:
        """Make the book of what is stored of this table; what was not known to be stored comes back.

        Votes of ballots that failed, and what erased parties confided, are shredded now, where the server died before
        it did.
        """
        mine = await self._left([one for one in kept if one.group == self._place.group])
        events, known = _events(mine), self._lines
        read = {event.fact.ballot for event in events if isinstance(event.fact, Cast)}
        await self._shelf.shred(self._place, read.intersection(_failed(events)))
        self.book = Book(events)
        self.book.forget(_failed(events))
        self._done.clear()
        for one in mine:
            if one.once:
                self._remember(one.once, (*self._done.get(one.once, ()), *_events([one])))
        self._lines, self._sure = len(mine), True
        return _events(mine[known:])

    async def _left(self, mine: list[Kept]) -> list[Kept]:
        """What is left of lines when all is gone that parties confided who were erased."""
        events = _events(mine)
        gone = {owner for party in erased(events) for owner in owners_of(events, party)}
        await self._shelf.shred(self._place, gone)
        return [one._replace(event=None) if one.event and owner_of(one.event) in gone else one for one in mine]

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                try:
                    if not self._sure:
                        await self._read_again()
                    await self._batch(batch)
                except BaseException as error:
                    _settle((*batch, *self._waiting) if isinstance(error, asyncio.CancelledError) else batch, error)
                    if not isinstance(error, Exception):
                        raise
        finally:
            self._work = None

    async def _read_again(self) -> None:
        """What the store has kept, though nobody was told, is told now."""
        self._tell(self._place, self.book, await self.fill(await self._shelf.read(self._place.case)))

    async def _batch(self, batch: Sequence[Asked]) -> None:
        try:
            decided = list(self._decided(batch))
            lines = await self._shelf.sealed(self._place, decided)
        except Exception as error:  # noqa: BLE001 - not what was refused: a key is gone, or there is a fault of ours
            self.book.back()
            await self._one_by_one(batch, error)
            return
        if lines and not await self._stored(lines, [asked for asked, _ in decided]):
            return
        self._lines += len(lines)
        self.book.shut()
        for asked, done in decided:
            if asked.once:
                self._remember(asked.once, done)
            _answer(asked, done)
        events = [event for _, done in decided for event in done]
        self._forget(_failed(events))
        self._tell(self._place, self.book, events)
        await self._shelf.shred(self._place, _failed(events))

    async def _one_by_one(self, batch: Sequence[Asked], error: Exception) -> None:
        """What goes wrong for one goes wrong for nobody else."""
        if len(batch) == 1:
            _settle(batch, error)
        for asked in batch if len(batch) > 1 else ():
            if not asked.answer.done():
                await self._batch([asked])

    async def _stored(self, lines: Sequence[bytes], asked: Sequence[Asked]) -> bool:
        """Whether all is durable. Else those who asked have been told, and the book is as it was."""
        try:
            await self._shelf.store.append(self._place.case, lines)
        except (StoreFull, UnknownCase) as error:  # nothing was stored
            self.book.back()
            _settle(asked, error)
        except BaseException as error:
            self.book.back()
            self._sure = False
            if not isinstance(error, MediantError):
                raise
            _settle(asked, _unknown(error))
        else:
            return True
        return False

    def _decided(self, batch: Sequence[Asked]) -> Iterator[tuple[Asked, Done]]:
        coming: set[bytes] = set()
        for asked in batch:
            if asked.once in self._done:
                _answer(asked, self._done[asked.once])
            elif asked.once in coming:  # its answer is not durable yet
                self._waiting.append(asked)
            else:
                try:
                    done = self._decide(asked)
                except MediantError as error:
                    _settle([asked], error)
                else:
                    coming.update([asked.once] if asked.once else ())
                    yield asked, done

    def _decide(self, asked: Asked) -> Done:
        if asked.person is None or asked.command is None:
            return self.book.tick(asked.at)
        return self.book.ask(asked.person, asked.command, asked.at)

    def _forget(self, ballots: Sequence[str]) -> None:
        """Votes in ballots that came to nothing are in no answer either that comes again."""
        if not ballots:
            return
        self.book.forget(ballots)
        for once, done in self._done.items():
            self._done[once] = tuple(event for event in done if not is_vote(event, ballots))

    def _remember(self, once: bytes, done: Done) -> None:
        self._done[once] = done
        if len(self._done) > REMEMBERED:
            self._done.popitem(last=False)


def _events(kept: Iterable[Kept]) -> list[Event]:
    return [one.event for one in kept if one.event is not None]


def _failed(events: Iterable[Event]) -> list[str]:
    """Ballots that came to nothing: those that were not agreed to, and those that were voided."""
    facts = (event.fact for event in events)
    return [
        fact.ballot
        for fact in facts
        if isinstance(fact, BallotVoided) or (isinstance(fact, BallotClosed) and not fact.agreed)
    ]


def _unknown(error: MediantError) -> StoreProblem:
    where = getattr(error, "where", "the store")
    seen = f"it is not known whether this was kept ({getattr(error, 'seen', error)})"
    return StoreProblem(where, seen, "look whether it is there, and ask again where it is not")


def _answer(asked: Asked, done: Done) -> None:
    if not asked.answer.done():
        asked.answer.set_result(done)


def _settle(batch: Sequence[Asked], error: BaseException) -> None:
    for asked in batch:
        if isinstance(error, asyncio.CancelledError):
            asked.answer.cancel()
        elif not asked.answer.done():
            asked.answer.set_exception(error)

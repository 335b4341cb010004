"""Automated negotiators at work: each answers a fixed while after it has seen something, however long it thought."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from mediant.errors import MediantError
from mediant.web.hub import Hub, Place
from mediant.web.logs import log_failure
from mediant.workbench.automated import next_command
from mediant.workbench.automated_mediator import next_said
from mediant.workbench.events import Event
from mediant.workbench.people import FOR_MEDIATORS, Person
from mediant.workbench.table import Table

THINKS = 1.0
"""Seconds from what it has seen to what it does: the same for all, so that they tell nothing."""


class Agents:
    """A listener of the hub that acts for the automated negotiators."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._thinking: dict[tuple[Place, str], asyncio.Task[None]] = {}
        self._saw_more: set[tuple[Place, str]] = set()

    def __call__(self, place: Place, person: Person, table: Table, events: Sequence[Event]) -> None:
        """Have an automated negotiator look at what it has seen."""
        del table, events  # it looks when it has thought, not now
        if person.strategy is None:
            return
        key = place, person.id
        if key in self._thinking:
            self._saw_more.add(key)
        else:
            self._thinking[key] = asyncio.create_task(self._act(place, person))

    async def wake(self) -> None:
        """Have all look, after a restart."""
        for place in self._hub.places():
            for person in await self._hub.people(place):
                self(place, person, Table(), ())

    def close(self) -> None:
        """Nobody thinks on."""
        for task in self._thinking.values():
            task.cancel()

    async def _act(self, place: Place, person: Person) -> None:
        key = place, person.id
        try:
            more = True
            while more:
                self._saw_more.discard(key)
                await self._once(place, person)
                more = key in self._saw_more
        except MediantError as error:  # its seat was taken away, the mediation paused, a strategy is not installed
            log_failure(error)
        finally:
            del self._thinking[key]

    async def _once(self, place: Place, person: Person) -> None:
        clock = asyncio.get_running_loop().time
        due = clock() + THINKS
        table = await self._hub.table(place, person)
        command = await asyncio.to_thread(next_said if person.role in FOR_MEDIATORS else next_command, table, person)
        await asyncio.sleep(max(0.0, due - clock()))
        if command is not None:
            await self._hub.ask(place, person, command)
            await asyncio.sleep(0)  # so that it has seen what it did

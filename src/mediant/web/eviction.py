"""When a seat is taken away, whatever gave it ends at once: its streams, its sessions, its invitations."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from mediant.web.hub import Place
from mediant.web.logs import log_failure
from mediant.web.office import Office
from mediant.web.push import viewers_of
from mediant.workbench.events import Event
from mediant.workbench.people import Person, Unseated
from mediant.workbench.table import Table


class Eviction:
    """A listener of the hub. Streams are cut before it returns; what must be durable follows."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._under_way: set[asyncio.Task[None]] = set()

    def __call__(self, place: Place, person: Person, table: Table, events: Sequence[Event]) -> None:
        """Evict those whose seat is gone. Everybody sees that, and one of them is enough to tell."""
        del person
        for seat in {event.fact.seat for event in events if isinstance(event.fact, Unseated)}:
            if seat not in table.people.seated:
                self._office.streams.cut_viewers(viewers_of(place, seat))
                task = asyncio.create_task(self._end(str(place), seat))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)

    async def _end(self, case: str, seat: str) -> None:
        """Asked twice it does nothing the second time. Where it fails, the seat is gone all the same."""
        try:
            for invite in self._office.invites.open_for(case):
                if invite.seat == seat:
                    await self._office.invites.revoke(invite.key)
            for account in [account for account in self._office.accounts.all() if account.seats.get(case) == seat]:
                await self._office.accounts.take_seat(account.id, case)
            await self._office.sessions.close_seat(case, seat)  # last: no link opens another one after it
        except Exception as error:  # noqa: BLE001 - whatever the store says; the hub knows nobody in that seat
            log_failure(error)

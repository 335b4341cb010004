"""What the server itself must not forget, as lines in the store: sessions, invites, accounts.

A fact is written, durably, before anybody acts on it; at start all are read again.
"""

from __future__ import annotations

import json
from asyncio import to_thread
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Protocol, TypeAlias

Fact: TypeAlias = dict[str, Any]


NAME = "serverlog"
"""Where the lines are in the store, as if they were a case."""


class Lines(Protocol):
    """The store, as far as it is needed here."""

    def cases(self) -> Sequence[str]:
        """The ids of all cases."""

    def create(self, case: str) -> None:
        """Begin a case without lines."""

    def append(self, case: str, lines: Sequence[bytes]) -> Awaitable[None]:
        """Add lines at the end of a case; they are durable when the wait is over."""

    def read(self, case: str) -> Iterable[bytes]:
        """The lines of a case, in order. Waits for the disk where it is called."""


class Logbook:
    """Facts of the server under one name in the store, and who listens to which kind of them."""

    def __init__(self, store: Lines) -> None:
        self.works = True
        self._store = store
        self._listeners: dict[str, Callable[[Fact], None]] = {}

    def listen(self, kind: str, listener: Callable[[Fact], None]) -> None:
        """Call `listener` with each fact of this kind, old ones first."""
        self._listeners[kind] = listener

    async def load(self) -> None:
        """Tell the listeners all that was ever written. A kind that nobody knows any more is passed over."""
        for line in await to_thread(self._lines):
            self._tell(json.loads(line))

    async def write(self, *facts: Fact) -> None:
        """Make the facts durable, then tell them. What the store raises goes through, and nothing is told."""
        self.works = False
        await self._store.append(NAME, [json.dumps(fact, separators=(",", ":")).encode() for fact in facts])
        self.works = True
        for fact in facts:
            self._tell(fact)

    def _lines(self) -> list[bytes]:
        if NAME not in self._store.cases():
            self._store.create(NAME)
        return list(self._store.read(NAME))

    def _tell(self, fact: Fact) -> None:
        listener = self._listeners.get(fact["fact"])
        if listener is not None:
            listener(fact)

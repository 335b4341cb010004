"""Work that takes a while, done beside the requests in processes of their own; what was found is kept for a time."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import threading
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from hashlib import sha256
from multiprocessing import get_context, parent_process
from types import FrameType
from typing import Any, NamedTuple

from mediant.errors import Refused

KEPT = 500
"""Answers that are kept, the last used ones."""
SECONDS = 30
"""That one piece of work may take."""
PROCESSES = 2
AT_ONCE = 8
"""Pieces of work that one person can ask for before the first is done; they are done one after another."""


class Work(NamedTuple):
    """A pure function of a module, and what it is given. Its answer depends on nothing else."""

    run: Callable[..., Any]
    given: tuple[Any, ...]

    @property
    def key(self) -> bytes:
        """The same for the same work."""
        return sha256(pickle.dumps((self.run, self.given))).digest()


class Turns:
    """Whoever asks for much waits for themselves alone: what one has asked for is done piece by piece.

    most : pieces that one can ask for before the first is done.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._asked: Counter[str] = Counter()
        self._turn: dict[str, asyncio.Lock] = {}

    def of(self, whose: str) -> AbstractAsyncContextManager[None]:
        """A turn, counted from now on; to be waited for. Raises Refused where there are too many."""
        if self._asked[whose] >= self._most:
            raise Refused("it takes too long to work this out", "wait, or try a smaller case")
        self._asked[whose] += 1
        return self._wait(whose)

    @asynccontextmanager
    async def _wait(self, whose: str) -> AsyncIterator[None]:
        try:
            async with self._turn.setdefault(whose, asyncio.Lock()):
                yield
        finally:
            self._asked[whose] -= 1
            if not self._asked[whose]:
                del self._asked[whose], self._turn[whose]


class Works:
    """Does work. Used from one event loop; processes start when there is something to do."""

    def __init__(self, processes: int = PROCESSES, seconds: int = SECONDS) -> None:
        self._processes, self._seconds = processes, seconds
        self._pool: ProcessPoolExecutor | None = None
        self._kept: OrderedDict[bytes, asyncio.Task[Any]] = OrderedDict()
        self._turns = Turns(AT_ONCE)

    async def done(self, work: Work, whose: str = "") -> Any:
        """The answer. Whatever the work raises; Refused where it takes too long, or who asks has asked for too much.

        whose : who asks. What one has asked for is done piece by piece, so that others find a process that is free.
        """
        key = work.key
        task = self._kept.get(key)
        if task is None:
            task = self._kept[key] = asyncio.create_task(self._in_turn(work, self._turns.of(whose)))
            task.add_done_callback(lambda done: self._settle(key, done))
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return await asyncio.shield(task)

    def forget(self) -> None:
        """Drop all that was found: what it was found from may have been erased. The processes that found it end too."""
        self._kept.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=False)  # when what is under way is done
            self._pool = None

    def close(self) -> None:
        """Let go of the processes, and of all that was found."""
        self._kept.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    async def _in_turn(self, work: Work, turn: AbstractAsyncContextManager[None]) -> Any:
        async with turn:
            return await self._do(work)

    async def _do(self, work: Work) -> Any:
        for last in (False, True):
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self._processes, get_context("spawn"), _begin)
            try:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._pool, _bounded, self._seconds, work)
            except BrokenProcessPool:  # a process died, perhaps for want of memory: once more in new ones
                self._pool = None
                if last:
                    raise Refused("this cannot be worked out here", "try a smaller case, or a larger machine") from None
        raise AssertionError

    def _settle(self, key: bytes, task: asyncio.Task[Any]) -> None:
        if task.cancelled() or task.exception() is not None:
            self._kept.pop(key, None)


def _begin() -> None:
    """A process of works leaves the stop from the keyboard to the server, and ends with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_server, daemon=True).start()


def _end_with_the_server() -> None:
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(1)


def _bounded(seconds: int, work: Work) -> Any:
    def stop(_: int, __: FrameType | None) -> None:
        raise Refused("it takes too long to work this out", "wait, or try a smaller case")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        return work.run(*work.given)
    finally:
        signal.alarm(0)

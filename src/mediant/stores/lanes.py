"""Group commit: what waits in a lane is committed together, in the order it came; lanes do not wait for one another."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Condition
from typing import Any, TypeAlias, TypeVar

from mediant.errors import StoreFull, StoreProblem, UnknownCase
from mediant.stores.store import LONGEST_APPEND

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Append:
    """Lines that wait to be stored."""

    case: str
    lines: tuple[bytes, ...]
    done: Future[None]

    def size(self) -> int:
        """Bytes of its lines."""
        return sum(map(len, self.lines))


@dataclass(frozen=True, slots=True, eq=False)
class Errand:
    """Work that must not run beside a commit of its lane."""

    work: Callable[[], Any]
    done: Future[Any]


Commit: TypeAlias = Callable[[Sequence[Append]], None]
"""Makes appends durable, all of them. Where it raises StoreFull or UnknownCase, it has stored none."""


class Lanes:
    """Threads that commit what waits. A lane has one commit at a time; the next takes all that has come meanwhile."""

    def __init__(self, where: str, commit: Commit, threads: int) -> None:
        self._where = where
        self._commit = commit
        self._threads = ThreadPoolExecutor(threads, "mediant-store")
        self._lanes: dict[str, deque[Append | Errand]] = {}  # of lanes with work to do, or at work
        self._changed = Condition()
        self._closed = False
        self._process = os.getpid()

    def append(self, lane: str, case: str, lines: tuple[bytes, ...]) -> Awaitable[None]:
        """Put lines in a lane, before it returns; wait for what it returns, or cancel the wait: they are stored."""
        append = Append(case, lines, _begun())
        self._put(lane, append)
        return asyncio.wrap_future(append.done)

    def run(self, lane: str, work: Callable[[], T]) -> T:
        """Run work in its turn in a lane, and return what it returns."""
        errand = Errand(work, _begun())
        self._put(lane, errand)
        answer: T = errand.done.result()
        return answer

    def check(self) -> None:
        """Raise StoreProblem where the store is closed, or was opened by another process: a fork has no threads."""
        if self._closed:
            raise StoreProblem(self._where, "the store is closed", "open it again")
        if os.getpid() != self._process:
            raise StoreProblem(self._where, "was opened by another process", "open it in the process that uses it")

    def close(self) -> None:
        """Refuse what comes now, wait for all that came before."""
        with self._changed:
            self._closed = True
            self._changed.wait_for(lambda: not self._lanes)
        self._threads.shutdown()

    def _put(self, lane: str, item: Append | Errand) -> None:
        with self._changed:
            self.check()
            waiting = self._lanes.get(lane)
            if waiting is None:
                self._lanes[lane] = deque([item])
                self._threads.submit(self._serve, lane)
            else:
                waiting.append(item)

    def _serve(self, lane: str) -> None:
        """One commit, or one errand; then the lane goes to the end of the queue, so that none starves another."""
        with self._changed:
            batch = _first(self._lanes[lane])
        self._store(batch) if isinstance(batch, list) else _do(batch)
        with self._changed:
            if self._lanes[lane]:
                self._threads.submit(self._serve, lane)
            else:
                del self._lanes[lane]
                self._changed.notify_all()

    def _store(self, batch: Sequence[Append]) -> None:
        try:
            self._commit(batch)
        except (StoreFull, UnknownCase) as error:
            if len(batch) == 1:
                batch[0].done.set_exception(error)
            else:  # what fits is not refused because of what does not
                for append in batch:
                    self._store([append])
        except BaseException as error:  # noqa: BLE001  whatever it is, those who wait must hear of it
            for append in batch:
                append.done.set_exception(error)
        else:
            for append in batch:
                append.done.set_result(None)


def _begun() -> Future[Any]:
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()  # from here on it cannot be cancelled
    return future


def _first(waiting: deque[Append | Errand]) -> list[Append] | Errand:
    """Appends up to the next errand, as many as are not too long together; or that errand. Taken out."""
    item = waiting.popleft()
    if isinstance(item, Errand):
        return item
    batch = [item]
    size = item.size()
    while waiting and isinstance(following := waiting[0], Append) and size + following.size() <= LONGEST_APPEND:
        waiting.popleft()
        batch.append(following)
        size += following.size()
    return batch


def _do(errand: Errand) -> None:
    try:
        errand.done.set_result(errand.work())
    except BaseException as error:  # noqa: BLE001  the caller's thread raises it
        errand.done.set_exception(error)

"""Plays on many cores: every process makes the tables it needs, and what is finished comes back in small lots."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeAlias

from mediant.errors import LostProcess
from mediant.tournaments.plan import Tournament
from mediant.tournaments.play import played
from mediant.tournaments.results import line_of

Lot: TypeAlias = list[tuple[int, bytes]]
"""Finished games: the number of each, and the line of its result."""

MOST_AT_ONCE = 64
"""Games that are handed out together: all of one case, whose tables are then made once."""

SECONDS = 0.2
"""After so long, what has been played is handed over to be put on the disk."""

AHEAD = 2
"""Handfuls handed out for every process, so that none waits for the next."""


def lots(tournament: Tournament, numbers: Sequence[int], workers: int) -> Iterator[Lot]:
    """The games of these numbers, played: lines of results, in lots as they are finished, in any order.

    Raises InvalidValue for a case in which talks cannot be played, LostProcess where a process has died.
    """
    if workers == 1:
        for handful in handfuls(tournament, numbers):
            rest: Sequence[int] = handful
            while rest:
                lines = some(tournament, rest)
                yield lines
                rest = rest[len(lines) :]
        return
    yield from _in_processes(tournament, numbers, workers)


def some(tournament: Tournament, numbers: Sequence[int]) -> Lot:
    """The first of these games, played: as many as are over before time is, and at least one."""
    end = time.monotonic() + SECONDS
    lot: Lot = []
    for number in numbers:
        lot.append((number, line_of(played(tournament, number))))
        if time.monotonic() > end:
            break
    return lot


def handfuls(tournament: Tournament, numbers: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """The games in groups of one case each, so that its tables are used while they are at hand."""
    for _, group in groupby(numbers, tournament.case_of):
        while handful := tuple(islice(group, MOST_AT_ONCE)):
            yield handful


def _in_processes(tournament: Tournament, numbers: Sequence[int], workers: int) -> Iterator[Lot]:
    waiting = handfuls(tournament, numbers)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (tournament,))
    running: dict[Future[Lot], tuple[int, ...]] = {}
    try:
        for handful in islice(waiting, AHEAD * workers):
            running[pool.submit(_play, handful)] = handful
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                handful = running.pop(future)
                lines = future.result()
                rest = handful[len(lines) :] or next(waiting, ())
                if rest:
                    running[pool.submit(_play, rest)] = rest
                yield lines
    except BrokenProcessPool:
        raise LostProcess(
            "a process that plays games", "has died", "see that there is memory, then run again: no game is lost"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_tournament: Tournament | None = None


def _begin(tournament: Tournament) -> None:
    """In a new process: hold what is played, leave interruptions to the parent, and end when it ends."""
    global _tournament
    _tournament = tournament
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def _play(numbers: Sequence[int]) -> Lot:
    if _tournament is None:
        raise AssertionError("the process was not begun")
    return some(_tournament, numbers)

"""Plays on many cores: every process makes the tables it needs, and what is finished comes back in small lots."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import groupby, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeAlias

from mediant.errors import LostProcess
from mediant.tournaments.plan import Tournament
from mediant.tournaments.play import played
from mediant.tournaments.results import line_of
from mediant.tournaments.together import groups, played_together

Lot: TypeAlias = list[tuple[int, bytes]]
"""Finished games: the number of each, and the line of its result."""

MOST_AT_ONCE = 64
"""Games that are handed out to be played one by one."""

SECONDS = 0.2
"""After so long, what has been played is handed over to be put on the disk."""

AHEAD = 2
"""Handfuls handed out for every process, so that none waits for the next."""


@dataclass(frozen=True, slots=True)
class Handful:
    """Games that are handed out together, to be played at once or one by one."""

    numbers: tuple[int, ...]
    at_once: bool


def lots(tournament: Tournament, numbers: Sequence[int], workers: int) -> Iterator[Lot]:
    """The games of these numbers, ascending, played: lines of results, in lots as they are finished, in any order.

    Raises InvalidValue for a case in which talks cannot be played, LostProcess where a process has died.
    """
    if workers > 1:
        yield from _in_processes(tournament, numbers, workers)
        return
    for handful in handfuls(tournament, numbers):
        rest: Handful | None = handful
        while rest:
            lot = some(tournament, rest)
            yield lot
            rest = _rest(rest, lot)


def some(tournament: Tournament, handful: Handful) -> Lot:
    """All of these games, played at once, or the first: as many as are over before time is, and at least one."""
    if handful.at_once:
        return [(result.game, line_of(result)) for result in played_together(tournament, handful.numbers)]
    end = time.monotonic() + SECONDS
    lot: Lot = []
    for number in handful.numbers:
        lot.append((number, line_of(played(tournament, number))))
        if time.monotonic() > end:
            break
    return lot


def handfuls(tournament: Tournament, numbers: Sequence[int]) -> Iterator[Handful]:
    """First those that can be played at once, then the others, of one case each, so that its tables are at hand."""
    together: set[int] = set()
    for group in groups(tournament, numbers):
        together.update(group)
        yield Handful(group, at_once=True)
    for _, others in groupby((number for number in numbers if number not in together), tournament.case_of):
        while handful := tuple(islice(others, MOST_AT_ONCE)):
            yield Handful(handful, at_once=False)


def _rest(handful: Handful, lot: Lot) -> Handful | None:
    left = handful.numbers[len(lot) :]
    return Handful(left, handful.at_once) if left else None


def _in_processes(tournament: Tournament, numbers: Sequence[int], workers: int) -> Iterator[Lot]:
    waiting = handfuls(tournament, numbers)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (tournament,))
    running: dict[Future[Lot], Handful] = {}
    try:
        for handful in islice(waiting, AHEAD * workers):
            running[_submitted(pool, handful)] = handful
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                handful = running.pop(future)
                lot = future.result()
                further = _rest(handful, lot) or next(waiting, None)
                if further:
                    running[_submitted(pool, further)] = further
                yield lot
    except BrokenProcessPool:
        raise LostProcess(
            "a process that plays games", "has died", "see that there is memory, then run again: no game is lost"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, handful: Handful) -> Future[Lot]:
    """Hand it out. A process that this starts never hears of an interruption: the parent does, and ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_play, handful)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_play, handful)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_tournament: Tournament | None = None


def _begin(tournament: Tournament) -> None:
    """In a new process: hold what is played, and end when the parent ends."""
    global _tournament
    _tournament = tournament
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def _play(handful: Handful) -> Lot:
    if _tournament is None:
        raise AssertionError("the process was not begun")
    return some(_tournament, handful)

"""Many articles read on all cores: one reading after another, in the order of the articles, whoever was done first."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from mediant.errors import MediantError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

    from mediant.evidence.article import Article
    from mediant.evidence.readers import Reader, Reading

Known: TypeAlias = "Callable[[Article], Reading | None]"
MakeReader: TypeAlias = "Callable[[], Reader]"

AHEAD = 8
"""Articles handed out beyond the one awaited, for each process: so memory does not grow with their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An article with its reading, or the fault for which there is none. `new`: it was read now, not known before."""

    article: Article | None = None
    reading: Reading | None = None
    fault: MediantError | None = None
    new: bool = False


def readings(
    articles: Iterable[Article | MediantError], make: MakeReader, *, jobs: int, known: Known
) -> Iterator[Outcome]:
    """One outcome for each article, in their order; the same for any number of jobs.

    make : gives the reader; called once in each process, so it must survive pickling where jobs is above 1. known :
    the reading of an article that need not be read again, or None. Raises what `make` raises; a MediantError from
    reading one article is that article's outcome.
    """
    if jobs < 2:
        yield from _one_by_one(articles, make, known)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (make,)) as pool:
        try:
            yield from _in_order(articles, pool, jobs * AHEAD, known)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _one_by_one(articles: Iterable[Article | MediantError], make: MakeReader, known: Known) -> Iterator[Outcome]:
    reader: Reader | None = None
    for article in articles:
        if isinstance(article, MediantError):
            yield Outcome(fault=article)
        elif (before := known(article)) is not None:
            yield Outcome(article=article, reading=before)
        else:
            reader = reader or make()
            yield _outcome(article, _try(reader, article))


def _in_order(
    articles: Iterable[Article | MediantError], pool: ProcessPoolExecutor, ahead: int, known: Known
) -> Iterator[Outcome]:
    waiting: deque[tuple[Article, Future[Reading | MediantError]] | Outcome] = deque()
    for article in articles:
        if isinstance(article, MediantError):
            waiting.append(Outcome(fault=article))
        elif (before := known(article)) is not None:
            waiting.append(Outcome(article=article, reading=before))
        else:
            waiting.append((article, pool.submit(_read, article)))
        if len(waiting) > ahead:
            yield _awaited(waiting.popleft())
    while waiting:
        yield _awaited(waiting.popleft())


def _awaited(item: tuple[Article, Future[Reading | MediantError]] | Outcome) -> Outcome:
    return item if isinstance(item, Outcome) else _outcome(item[0], item[1].result())


def _outcome(article: Article, read: Reading | MediantError) -> Outcome:
    if isinstance(read, MediantError):
        return Outcome(article=article, fault=read)
    return Outcome(article=article, reading=read, new=True)


def _try(reader: Reader, article: Article) -> Reading | MediantError:
    try:
        return reader(article)
    except MediantError as fault:
        return fault


_HERE: dict[str, Reader | MediantError] = {}
"""In a process of the pool: its reader, or why it has none."""


def _begin(make: MakeReader) -> None:
    """Runs first in each process: it ends with the one that started it, however that ends."""
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    try:
        _HERE["reader"] = make()
    except MediantError as fault:
        _HERE["reader"] = fault


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _read(article: Article) -> Reading | MediantError:
    reader = _HERE["reader"]
    if isinstance(reader, MediantError):
        raise reader
    return _try(reader, article)

"""The scenes of a load test, each against a server of its own or one that is there."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from uvicorn.loops.auto import auto_loop_factory

from mediant.web.loadtest.ballots import vote
from mediant.web.loadtest.figures import Found
from mediant.web.loadtest.full import NoSmallDisk, fill, small_disk
from mediant.web.loadtest.joins import join
from mediant.web.loadtest.kills import kill
from mediant.web.loadtest.pairs import Talk, talk
from mediant.web.loadtest.seats import Pair, prepare
from mediant.web.loadtest.servers import OwnServer

T = TypeVar("T")
ANYWHERE = ("pairs", "joins", "ballots")
OWN = ("kills", "full")
"""Scenes that need a server of one's own: it is killed, or has too small a disk."""
KILLED, FILLED = 20, 2
"""Pairs that write while a server is killed, and to a small disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of each scene. people : an even number; joins, votes : people too; apart : a case for every pair."""

    people: int = 1000
    joins: int = 300
    votes: int = 500
    kills: int = 50
    apart: bool = False
    talk: Talk = field(default_factory=Talk)

    @property
    def pairs(self) -> int:
        """How many the scenes for anywhere need."""
        return max(self.people, self.joins, self.votes) // 2


def with_own(scenes: Sequence[str], size: Size, folder: Path) -> Iterator[Found]:
    """The scenes, each with a new server over a folder of its own, made in this one and removed at the end."""
    allow_many_files()
    for scene in scenes:
        with TemporaryDirectory(prefix="mediant-loadtest-", dir=folder) as made:
            yield _full(Path(made)) if scene == "full" else _own(scene, size, Path(made))


def elsewhere(scenes: Sequence[str], size: Size, origin: str, pairs: Sequence[Pair]) -> Iterator[Found]:
    """The same against a server that is there, for pairs that were put into its folder."""
    allow_many_files()
    for scene in scenes:
        yield run(_anywhere(scene, size, origin, pairs))


def _own(scene: str, size: Size, folder: Path) -> Found:
    pairs = prepare(folder / "workbench", KILLED if scene == "kills" else size.pairs, apart=size.apart)
    with OwnServer(folder / "workbench") as server:
        if scene == "kills":
            return run(kill(server, pairs, size.kills, size.talk.seed))
        server.begin()
        return run(_anywhere(scene, size, server.origin, pairs, server))


async def _anywhere(
    scene: str, size: Size, origin: str, pairs: Sequence[Pair], server: OwnServer | None = None
) -> Found:
    if scene == "pairs":
        return await talk(origin, pairs[: size.people // 2], size.talk, server)
    if scene == "joins":
        return await join(origin, pairs[: size.joins // 2])
    return await vote(origin, pairs[: size.votes // 2], size.talk.seed)


def _full(folder: Path) -> Found:
    try:
        with small_disk(folder / "disk") as disk:
            pairs = prepare(disk / "workbench", FILLED)
            with OwnServer(disk / "workbench") as server:
                server.begin()
                return run(fill(server.origin, pairs, disk))
    except NoSmallDisk as why:
        return Found("full", (), (f"not run: no small disk can be mounted here ({why}); run it as root on Linux",))


def run(work: Coroutine[Any, Any, T]) -> T:
    """What comes of it, on the loop that servers run on; no look for garbage holds up whoever measures."""
    gc.disable()
    try:
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            return runner.run(work)
    finally:
        gc.enable()


def allow_many_files() -> None:
    """Two connections for everybody: as many open files as the system allows this process."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

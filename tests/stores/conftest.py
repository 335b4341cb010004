"""Places for stores of both kinds; those of PostgreSQL in a real server of the tests' own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from benchmarks.postgresql_server import NoServer, Server, running
from mediant.stores.opening import open_store
from mediant.stores.store import Store

_NUMBERS = count()


@dataclass(frozen=True)
class Place:
    """Where a store can be opened, closed, and opened again."""

    kind: str
    address: str

    def open(self) -> Store:
        return open_store(self.address)


@contextmanager
def database() -> Iterator[Server]:
    """A server with a fresh database; skips where none can be started."""
    server = running()
    try:
        started = server.__enter__()
    except NoServer as why:
        pytest.skip(str(why))
    try:
        yield started
    finally:
        server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with database() as server:
        yield server


@pytest.fixture
def own_postgresql() -> Iterator[Server]:
    """One to be stopped and started."""
    with database() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Place]:
    """Makes places where no store is yet, of either kind."""
    if request.param == "sqlite":
        return lambda: Place("sqlite", str(tmp_path / f"store{next(_NUMBERS)}"))
    server = request.getfixturevalue("postgresql")
    return lambda: Place("postgresql", server.address(search_path=server.new_schema()))


@pytest.fixture
def place(new_place: Callable[[], Place]) -> Place:
    return new_place()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.open()
    yield opened
    opened.close()

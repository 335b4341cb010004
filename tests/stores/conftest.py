"""Places for stores of both kinds; those of PostgreSQL in a real server of the tests' own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

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


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server: its folder, which holds the socket too, and the user that it runs as."""

    folder: Path
    process: subprocess.Popen
    user: str | None

    def address(self, **settings: str) -> str:
        options = "%20".join(f"-c{name}%3D{value}" for name, value in settings.items())
        return f"postgresql://mediant@/postgres?host={self.folder}&options={options}"

    def execute(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.address(), autocommit=True) as db:
            db.execute(statement)

    def new_schema(self) -> str:
        name = f"place{next(_NUMBERS)}"
        self.execute(f"CREATE SCHEMA {name}")
        return name


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def _somebody() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("no user that PostgreSQL could run as")


@contextmanager
def running(**settings: str) -> Iterator[Server]:
    """A server with a fresh database, until the end of the block."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine")
    user = _somebody()
    folder = Path(tempfile.mkdtemp(prefix="mediant-pg-"))  # not tmp_path: a socket's path must be short
    if user is not None:
        shutil.chown(folder, user)
    made = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "mediant", "--no-sync", "-E", "UTF8"]
    subprocess.run(
        [*made, "--locale=C", "--auth=trust"], check=True, capture_output=True, user=user, cwd=folder, timeout=120
    )
    options = {"listen_addresses": "", "unix_socket_directories": str(folder), **settings}
    command = [str(programs / "postgres"), "-D", str(folder / "data")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *(f"-c{name}={value}" for name, value in options.items())],
            stdout=log,
            stderr=log,
            user=user,
            cwd=folder,
        )
    server = Server(folder, process, user)
    try:
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        shutil.rmtree(folder)


def _wait(server: Server) -> None:
    import psycopg

    for _ in range(300):
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            assert server.process.poll() is None, (server.folder / "log").read_text()
            time.sleep(0.1)
        else:
            return
    pytest.fail((server.folder / "log").read_text())


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with running() as server:
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

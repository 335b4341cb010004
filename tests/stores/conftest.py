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


@dataclass
class Server:
    """A PostgreSQL server: its programs, its folder, which holds the socket too, and the user that it runs as."""

    programs: Path
    folder: Path
    user: str | None
    process: subprocess.Popen | None = None

    def start(self) -> None:
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder)}
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        command += [f"-c{name}={value}" for name, value in settings.items()]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, user=self.user, cwd=self.folder)
        _wait(self)

    def stop(self, how: int = signal.SIGINT) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(60)
            self.process = None

    def crash_and_start(self) -> None:
        """End all its processes at once, as they are: it has to recover from its log."""
        self.stop(signal.SIGQUIT)
        self.start()

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
def running() -> Iterator[Server]:
    """A server with a fresh database, until the end of the block."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine")
    folder = Path(tempfile.mkdtemp(prefix="mediant-pg-"))  # not tmp_path: a socket's path must be short
    server = Server(programs, folder, _somebody())
    if server.user is not None:
        shutil.chown(folder, server.user)
    made = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "mediant", "--no-sync", "-E", "UTF8"]
    settled = [*made, "--locale=C", "--auth=trust"]
    try:
        subprocess.run(settled, check=True, capture_output=True, user=server.user, cwd=folder, timeout=120)
        server.start()
        yield server
    finally:
        server.stop()
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

"""A PostgreSQL server of one's own, for tests and benchmarks: a fresh database on a socket in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_NUMBERS = count()


class NoServer(Exception):
    """Why none can be started here."""


@dataclass
class Server:
    """Its programs, its folder, which holds the socket too, and the user that it runs as; None: the one at hand."""

    programs: Path
    folder: Path
    user: str | None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder)}
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        command += [f"-c{name}={value}" for name, value in settings.items()]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, user=self.user, cwd=self.folder)  # noqa: S603
        self._wait()

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
        """A store has its tables in one schema, so this is a place for another store."""
        name = f"place{next(_NUMBERS)}"
        self.execute(f"CREATE SCHEMA {name}")
        return name

    def _wait(self) -> None:
        import psycopg

        for _ in range(300):
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                if self.process is None or self.process.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                return
        raise NoServer((self.folder / "log").read_text(encoding="utf-8"))


@contextmanager
def running() -> Iterator[Server]:
    """A server, until the end of the block. Raises NoServer."""
    programs, user = _programs(), _somebody()
    folder = Path(tempfile.mkdtemp(prefix="mediant-pg-"))  # a socket's path must be short
    server = Server(programs, folder, user)
    if user is not None:
        shutil.chown(folder, user)
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "mediant", "--no-sync", "-E", "UTF8"]
    command += ["--locale=C", "--auth=trust"]
    try:
        subprocess.run(command, check=True, capture_output=True, user=user, cwd=folder, timeout=120)  # noqa: S603
        server.start()
        yield server
    finally:
        server.stop(signal.SIGQUIT)  # at once: nobody looks at it again
        shutil.rmtree(folder)


def _programs() -> Path:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise NoServer("psycopg is not installed") from None
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoServer("no PostgreSQL on this machine")


def _somebody() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoServer("no user that PostgreSQL could run as")

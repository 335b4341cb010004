"""A workbench at an address of this machine, in a thread of its own, for real browsers."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from sitting import HARBOUR, PEOPLE
from small_workbench import Bench, Clock, seated

from mediant.model.case import Case
from mediant.stores.keys import KEY, Keys
from mediant.stores.sqlite import SqliteStore
from mediant.web.settings import Settings
from mediant.web.workbench import workbench
from mediant.workbench.commands import Command
from mediant.workbench.people import Person


@dataclass
class Served:
    """A workbench that is served, and the mediation on it."""

    origin: str
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    bench: Bench | None = None

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Something done where the server runs."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def ask(self, seat: str, command: Command) -> None:
        """Somebody asks for something, past the pages."""
        assert self.bench is not None
        self.run(self.bench.ask(seat, command))

    def link(self, seat: str) -> str:
        """An invitation for who has that seat."""
        assert self.bench is not None
        return f"{self.origin}/i/{self.run(self.bench.app.state.office.invites.make(str(self.bench.place), seat))}"


@contextmanager
def serving(folder: Path, case: Case = HARBOUR, people: tuple[Person, ...] = PEOPLE) -> Iterator[Served]:
    """A workbench over what is in the folder, with a mediation in which everybody is seated."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = Served(f"http://127.0.0.1:{port}")
    (folder / "cases").mkdir(exist_ok=True)
    store, keys = SqliteStore(folder / "cases"), Keys(folder / "keys", bytes(KEY))
    app = workbench(store, keys, Settings(origin=served.origin))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=lambda: served.loop.run_until_complete(server.serve()))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
        served.bench = Bench(app, Clock())
        served.run(seated(served.bench, case, people))
        yield served
    finally:
        server.should_exit = True
        thread.join()
        served.loop.close()
        store.close()
        keys.close()

"""A workbench on a socket of this machine, in a thread of its own, and real browsers at it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitting import HARBOUR, PEOPLE
from small_workbench import Bench, seated

from mediant.model.case import Case
from mediant.stores.keys import KEY, Keys
from mediant.stores.sqlite import SqliteStore
from mediant.web.server import listen, run
from mediant.web.settings import Settings, wall_clock
from mediant.web.workbench import workbench
from mediant.workbench.commands import Command
from mediant.workbench.people import Person


@dataclass
class Ahead:
    """The clock on the wall, so many seconds ahead."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return wall_clock() + self.seconds


@dataclass
class Living:
    """The workbench, and the loop that it runs in."""

    bench: Bench
    loop: asyncio.AbstractEventLoop
    origin: str
    clock: Ahead

    def call(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something in its thread."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def ask(self, seat: str, command: Command) -> None:
        """Somebody asks for something, past the pages."""
        self.call(self.bench.ask(seat, command))

    def link(self, seat: str) -> str:
        """An invitation for who has that seat."""
        return f"{self.origin}/i/{self.call(self.bench.app.state.office.invites.make(str(self.bench.place), seat))}"

    def first_link(self) -> str:
        """The link that makes the first account, as `mediant serve` prints it."""
        return str(self.call(self.bench.app.state.office.first_link()))

    def sit(self, context: Any, seat: str) -> None:
        """A browser takes a seat by its invitation."""
        page = context.new_page()
        page.goto(self.link(seat))
        page.locator("main form button").first.click()
        page.wait_for_url(f"{self.origin}{self.bench.at}/**")
        page.close()

    def at(self, path: str) -> str:
        """An address on its mediation."""
        return f"{self.origin}{self.bench.at}/{path}"


@contextmanager
def living(
    folder: Path,
    case: Case | None = HARBOUR,
    people: tuple[Person, ...] = PEOPLE,
    examples: Mapping[str, Case] | None = None,
) -> Iterator[Living]:
    """A workbench over what is in the folder, with a mediation of that case, everybody seated; or with none."""
    ready, found, clock = threading.Event(), [], Ahead()
    with listen("localhost", 0) as sockets, listen("localhost", 0) as health:
        origin = f"http://localhost:{sockets[0].getsockname()[1]}"

        async def inside() -> None:
            (folder / "cases").mkdir(parents=True)
            store, keys = SqliteStore(folder / "cases"), Keys(folder / "keys", bytes(KEY))
            app, stopping = workbench(store, keys, Settings(origin=origin, now=clock), examples), asyncio.Event()

            async def tell() -> None:
                bench = Bench(app, clock)
                found.append((Living(bench, asyncio.get_running_loop(), origin, clock), stopping))
                if case is not None:
                    await seated(bench, case, people)
                ready.set()

            await run(app, sockets, health=health, ready=tell, stopping=stopping)
            await asyncio.to_thread(store.close)
            keys.close()

        thread = threading.Thread(target=lambda: asyncio.run(inside()))
        thread.start()
        assert ready.wait(60)
        one, stopping = found[0]
        try:
            yield one
        finally:
            one.loop.call_soon_threadsafe(stopping.set)
            thread.join(60)

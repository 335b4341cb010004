"""A workbench on a socket of this machine, in a thread of its own, with a mediation on it and browsers at its seats."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from small_workbench import Bench, seated

from mediant.stores.keys import KEY, Keys
from mediant.stores.sqlite import SqliteStore
from mediant.web.server import listen, run
from mediant.web.settings import Settings, wall_clock
from mediant.web.workbench import workbench
from mediant.workbench.commands import Command


@dataclass
class Living:
    """The workbench, and the loop that it runs in."""

    bench: Bench
    loop: asyncio.AbstractEventLoop
    origin: str

    def call(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something in its thread."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def ask(self, seat: str, command: Command) -> None:
        """Somebody asks for something, past the pages."""
        self.call(self.bench.ask(seat, command))

    def sit(self, context: Any, seat: str) -> None:
        """A browser takes a seat by its invitation."""
        token = self.call(self.bench.app.state.office.invites.make(str(self.bench.place), seat))
        page = context.new_page()
        page.goto(f"{self.origin}/i/{token}")
        page.locator("main form button").first.click()
        page.wait_for_url(f"{self.origin}{self.bench.at}/**")
        page.close()

    def at(self, path: str) -> str:
        """An address on it."""
        return f"{self.origin}{self.bench.at}/{path}"


@contextmanager
def living(folder: Path) -> Iterator[Living]:
    """With a mediation of the harbour dispute, everybody seated."""
    ready, found = threading.Event(), []
    with listen("localhost", 0) as sockets, listen("localhost", 0) as health:
        origin = f"http://localhost:{sockets[0].getsockname()[1]}"

        async def inside() -> None:
            (folder / "cases").mkdir()
            store, keys = SqliteStore(folder / "cases"), Keys(folder / "keys", bytes(KEY))
            app, stopping = workbench(store, keys, Settings(origin=origin)), asyncio.Event()

            async def tell() -> None:
                bench = await seated(Bench(app, wall_clock))
                found.append((Living(bench, asyncio.get_running_loop(), origin), stopping))
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

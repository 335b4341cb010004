"""Runs the application on sockets until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from errno import EADDRNOTAVAIL, EAFNOSUPPORT
from signal import SIGINT, SIGTERM

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp
from uvicorn.loops.auto import auto_loop_factory

from mediant.errors import ServiceProblem
from mediant.web.health import Figures, Measured, health_app
from mediant.web.logs import SERVES, STOPS
from mediant.web.protocol import BoundedProtocol

KEEP_ALIVE = 75
"""Seconds: longer than proxies keep theirs, so that none writes into a connection that was just closed."""
GRACE = 10
"""Seconds for what is under way when the server stops."""
SWITCH = 0.001
"""Seconds that a busy server makes the threads of its store wait, again and again within one commit."""
COLLECT = (5_000, 10, 100)
"""New objects between looks for garbage, and looks between deeper ones: seldom, because they hold up everybody."""
Ready = Callable[[], Awaitable[None]]
LOOPBACK = ("127.0.0.1", "::1")


class Serving(uvicorn.Server):
    """A server that tells when it is ready, and lets streams end before it waits for connections.

    Signals are left alone: several run in one process.
    """

    def __init__(self, config: uvicorn.Config, *, ready: Ready, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        await self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End streams, then all else."""
        self._stop()
        await super().shutdown(sockets)

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        """None."""
        return nullcontext()


@contextmanager
def listen(host: str, port: int) -> Iterator[list[socket.socket]]:
    """Sockets that listen there; for "localhost" at both its addresses, where both exist. Raises ServiceProblem."""
    with ExitStack() as stack:
        opened: list[socket.socket] = []
        for address in LOOPBACK if host == "localhost" else (host,):
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            try:
                one = socket.create_server((address, port), family=family, backlog=2048)
            except OSError as error:
                if opened and error.errno in (EADDRNOTAVAIL, EAFNOSUPPORT):
                    continue  # this machine has no IPv6
                seen = f"cannot listen at port {port}: {error.strerror or error}"
                raise ServiceProblem(address, seen, "choose another port or address, or stop what is there") from None
            opened.append(stack.enter_context(one))
            port = one.getsockname()[1]
        yield opened


def serve(
    app: Starlette, sockets: list[socket.socket], *, health: list[socket.socket], ready: Callable[[str | None], None]
) -> None:
    """Answer on these sockets, and about health on the others, until SIGTERM or Ctrl-C.

    ready : told when it does; where there is no account yet, of the link that makes the first. A second signal does
    not wait for what is under way.
    """

    async def tell() -> None:
        gc.collect()
        gc.freeze()  # what was read at the start stays: to look through it again and again would hold up everybody
        ready(await app.state.office.first_link())

    async def until_told() -> None:
        loop, stopping = asyncio.get_running_loop(), asyncio.Event()
        for signal in (SIGINT, SIGTERM):
            loop.add_signal_handler(signal, lambda: os._exit(1) if stopping.is_set() else stopping.set())
        await run(app, sockets, health=health, ready=tell, stopping=stopping)

    sys.setswitchinterval(SWITCH)
    gc.set_threshold(*COLLECT)
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(until_told())


async def run(
    app: Starlette, sockets: list[socket.socket], *, health: list[socket.socket], ready: Ready, stopping: asyncio.Event
) -> None:
    """The same until `stopping` is set."""
    office, figures, log = app.state.office, Figures(), structlog.get_logger()

    async def tell() -> None:
        log.info(SERVES)
        await ready()

    async def begin() -> None:
        """Nothing to tell of health."""

    def stop() -> None:
        log.info(STOPS)
        office.streams.close()

    servers = [
        Serving(_config(Measured(app, figures)), ready=tell, stop=stop),
        Serving(_config(health_app(office, figures)), ready=begin, stop=lambda: None),
    ]

    async def end() -> None:
        await stopping.wait()
        for server in servers:
            server.should_exit = True

    async with app.router.lifespan_context(app):
        await asyncio.gather(servers[0].serve(sockets), servers[1].serve(health), end())


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )

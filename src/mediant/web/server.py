"""Runs the application on sockets until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from errno import EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT
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
LOOPBACK = ("127.0.0.1", "::1")


class Serving(uvicorn.Server):
    """A server that tells when it is ready, and lets streams end before it waits for connections.

    Signals are left alone: several run in one process.
    """

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None], stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End streams, then all else."""
        self._stop()
        await super().shutdown(sockets)

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        """None."""
        return nullcontext()


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen there; for "localhost" at both its addresses, where both exist. Raises ServiceProblem."""
    addresses = LOOPBACK if host == "localhost" else (host,)
    opened: list[socket.socket] = []
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            opened.append(socket.create_server((address, port), family=family, backlog=2048))
            port = opened[0].getsockname()[1]
        except OSError as error:
            if address == "::1" and error.errno in (EADDRNOTAVAIL, EAFNOSUPPORT):
                continue  # this machine has no IPv6
            for one in opened:
                one.close()
            do = (
                "stop what listens there, or choose another with --port"
                if error.errno == EADDRINUSE
                else "choose another"
            )
            raise ServiceProblem(f"{address} port {port}", error.strerror or str(error), do) from None
    return opened


def serve(
    app: Starlette, sockets: list[socket.socket], *, health: list[socket.socket], ready: Callable[[], None]
) -> None:
    """Answer on these sockets, and about health on the others, until SIGTERM or Ctrl-C; `ready` is called in between.

    A second signal does not wait for what is under way.
    """

    async def until_told() -> None:
        loop, stopping = asyncio.get_running_loop(), asyncio.Event()
        for signal in (SIGINT, SIGTERM):
            loop.add_signal_handler(signal, lambda: os._exit(1) if stopping.is_set() else stopping.set())
        await run(app, sockets, health=health, ready=ready, stopping=stopping)

    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(until_told())


async def run(
    app: Starlette,
    sockets: list[socket.socket],
    *,
    health: list[socket.socket],
    ready: Callable[[], None],
    stopping: asyncio.Event,
) -> None:
    """The same until `stopping` is set."""
    office, figures, log = app.state.office, Figures(), structlog.get_logger()

    def stop() -> None:
        log.info(STOPS)
        office.streams.close()

    servers = [
        Serving(_config(Measured(app, figures)), ready=ready, stop=stop),
        Serving(_config(health_app(office, figures)), ready=lambda: log.info(SERVES), stop=lambda: None),
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

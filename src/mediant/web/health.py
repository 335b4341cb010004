"""Health and figures for whoever runs the server, at a port of its own that only this machine can reach.

No figure is about a case or a party: a dashboard must not tell who is busy.
"""

from __future__ import annotations

import asyncio
import sys

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mediant.web.office import Office

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
METHODS = frozenset({"GET", "HEAD", "POST"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


def memory() -> float:
    """Bytes that this process has held at most; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(most if sys.platform == "darwin" else most * 1024)


class Figures:
    """What is counted."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answers = Counter("mediant_answers", "Requests answered.", ["method", "status"], registry=self.registry)
        self.seconds = Histogram(
            "mediant_answer_seconds", "Time until an answer began.", buckets=SECONDS, registry=self.registry
        )
        self.streams = Gauge("mediant_streams", "Streams that are open.", registry=self.registry)


class Measured:
    """Counts answers by method and by the first digit of their status, and the time until each began."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        clock = asyncio.get_running_loop().time
        begun = clock()
        method = scope["method"] if scope["method"] in METHODS else "other"

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._figures.answers.labels(method, f"{message['status'] // 100}xx").inc()
                self._figures.seconds.observe(clock() - begun)
            await send(message)

        await self._app(scope, receive, watched)


def health_app(office: Office, figures: Figures) -> Starlette:
    """`/healthz`: 200 while the server works, 503 after a write failed until one succeeds. `/metrics`: the figures."""
    figures.streams.set_function(lambda: len(office.streams))

    async def healthz(_: Request) -> Response:
        fine = office.logbook.works
        return PlainTextResponse("ok\n" if fine else "cannot write\n", status_code=200 if fine else 503)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(figures.registry), media_type=CONTENT_TYPE_LATEST)

    app = Starlette(
        routes=[Route("/healthz", healthz), Route("/metrics", metrics)],
        middleware=[Middleware(TrustedHostMiddleware, LOOPBACK, www_redirect=False)],
    )
    app.router.redirect_slashes = False
    return app

"""The style page, served: every part of the pages at once, under the policy that pages are served with.

To look at it: python tests/style_pages.py, then open the address that it says.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from mediant.web.assets.serving import static_route
from mediant.web.rendering import Setting, environment, surroundings

STYLE = (Path(__file__).parent / "web" / "style.html.jinja").read_text(encoding="utf-8")
AT = datetime(2024, 5, 24, 13, 5, tzinfo=UTC)
POINTS = [
    (0.1, 0.95, "frontier"),
    (0.6, 0.7, "solution"),
    (0.9, 0.2, "frontier"),
    (0.3, 0.3, "plain"),
    (0.5, 0.4, "plain"),
]
WRONG = (("title", "Enter a title"), ("words", "Say what you want"))
PANEL = (
    '<section class="panel" id="record" hx-get="/panel" hx-trigger="record from:body, reconnected from:body" '
    'hx-swap="outerMorph" hx-nonce="{nonce}"><h2 id="record-title">Changed</h2></section>'
)
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types htmx"
)


def style_page(locale: str = "en", nonce: str = "n0", errors: tuple[tuple[str, str], ...] = (), **setting: str) -> str:
    """The style page in one language."""
    stands = Setting(locale=locale, nonce=nonce, **setting)
    template = environment(locale).from_string(STYLE)
    return template.render(surroundings(stands), errors=errors, at=AT, points=POINTS)


@dataclass
class Site:
    """A small site with the style page: what came in, and how it answers."""

    posts: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    status: int = 303
    streams: int = 0
    say: threading.Event = field(default_factory=threading.Event)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                static_route,
                Route("/style", self.style),
                Route("/stream", self.stream),
                Route("/panel", self.panel),
                Route("/{path}", self.post, methods=["POST"]),
            ]
        )

    def answer(self, text: str, nonce: str) -> Response:
        headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
        return HTMLResponse(text, headers=headers)

    async def style(self, request: Request) -> Response:
        nonce, asked = secrets.token_urlsafe(16), request.query_params
        text = style_page(
            asked.get("locale", "en"),
            nonce,
            WRONG if asked.get("wrong") else (),
            theme=request.cookies.get("theme", asked.get("theme", "system")),
            scope="here",
            stream="/stream",
        )
        return self.answer(text, nonce)

    async def panel(self, _: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        return self.answer(PANEL.format(nonce=nonce), nonce)

    async def post(self, request: Request) -> Response:
        body = (await request.body()).decode()
        if self.status < 500:
            self.posts.append((request.url.path, body, dict(request.headers)))
        if self.status == 303:
            return RedirectResponse("/style", 303)
        return Response("<main id=main>refused</main>", self.status)

    async def stream(self, _: Request) -> Response:
        self.streams += 1
        return StreamingResponse(self.frames(), media_type="text/event-stream")

    async def frames(self) -> AsyncIterator[str]:
        yield ":\n\n"
        while True:
            await asyncio.sleep(0.05)
            if self.say.is_set():
                self.say.clear()
                yield "event: record\ndata:\n\n"


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The application at an address of this machine, in a thread of its own."""
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def until(page: Any, expression: str) -> None:
    """Wait in a browser until the expression is true. Playwright's own way needs `eval`, which the policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


if __name__ == "__main__":
    with served(Site().app()) as address:
        print(f"{address}/style?locale=ar&theme=dark")  # noqa: T201
        threading.Event().wait()

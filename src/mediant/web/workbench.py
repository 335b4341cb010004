"""The whole workbench as one application: the shell, the hub, the pages, and the clock that closes ballots."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from mediant.stores.keys import Keys
from mediant.stores.store import Store
from mediant.web import pages
from mediant.web.app import make_app
from mediant.web.assets.serving import static_route
from mediant.web.hub import Hub
from mediant.web.push import Push
from mediant.web.settings import Settings
from mediant.web.works import Works

TICK = 0.25
"""Seconds between looks at the clock: a ballot closes at most so much late."""


def workbench(store: Store, keys: Keys, settings: Settings) -> Starlette:
    """The application. Its lifespan must run before the first request."""
    app = make_app(store, settings, [static_route, *pages.routes()])
    hub = app.state.hub = Hub(store, keys, settings.now)
    works = app.state.works = Works()
    hub.listen(Push(hub, app.state.office.streams, settings.now))
    shell = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with shell(app):
            await hub.load()
            ticking = asyncio.create_task(_tick(hub))
            try:
                yield
            finally:
                ticking.cancel()
                works.close()

    app.router.lifespan_context = lifespan
    return app


async def _tick(hub: Hub) -> None:
    while True:
        await asyncio.sleep(TICK)
        await hub.tick()

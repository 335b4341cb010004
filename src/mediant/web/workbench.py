"""The whole workbench as one application: the shell, the hub, the pages, and the clock that closes ballots."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from mediant.model.case import Case
from mediant.stores.keys import Keys
from mediant.stores.store import Store
from mediant.web import articles, cases, helping, invitations, pages, records
from mediant.web.agents import Agents
from mediant.web.app import make_app
from mediant.web.eviction import Eviction
from mediant.web.hub import Hub
from mediant.web.push import Push
from mediant.web.settings import Settings
from mediant.web.works import Works

TICK = 0.25
"""Seconds between looks at the clock: a ballot closes at most so much late."""


def workbench(store: Store, keys: Keys, settings: Settings, examples: Mapping[str, Case] | None = None) -> Starlette:
    """The application. Its lifespan must run before the first request. examples : cases to begin with, by name."""
    routes = [
        *helping.routes(), *cases.routes(), *invitations.routes(), *articles.routes(), *records.routes(),
        *pages.routes(),
    ]  # fmt: skip
    app = make_app(store, settings, routes)
    app.state.examples = examples or {}
    hub = app.state.hub = Hub(store, keys, settings.now)
    works = app.state.works = Works()
    hub.listen(Push(hub, app.state.office.streams, settings.now))
    hub.listen(Eviction(app.state.office))
    agents = Agents(hub)
    hub.listen(agents)
    shell = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with shell(app):
            await hub.load()
            await agents.wake()
            ticking = asyncio.create_task(_tick(hub))
            try:
                yield
            finally:
                ticking.cancel()
                agents.close()
                works.close()

    app.router.lifespan_context = lifespan
    return app


async def _tick(hub: Hub) -> None:
    while True:
        await asyncio.sleep(TICK)
        await hub.tick()

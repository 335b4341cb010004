"""The whole workbench as one application: the shell, the hub, the pages, and the clock that closes ballots."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.routing import Route

from mediant.model.case import Case
from mediant.stores.keys import Keys
from mediant.stores.store import Store
from mediant.web import (
    admin,
    articles,
    cases,
    classes,
    helping,
    importing,
    invitations,
    joining,
    pages,
    records,
    rendering,
    rules,
    viewing,
)
from mediant.web.agents import Agents
from mediant.web.app import make_app
from mediant.web.assurance import serving as assurance
from mediant.web.eviction import Eviction
from mediant.web.hub import GRACE, Hub, Place
from mediant.web.lessons import CONSOLE, Lessons
from mediant.web.push import Push, viewers_at
from mediant.web.settings import Settings
from mediant.web.works import Works

TICK = 0.25
"""Seconds between looks at the clock: a ballot closes at most so much late."""


def workbench(store: Store, keys: Keys, settings: Settings, examples: Mapping[str, Case] | None = None) -> Starlette:
    """The application. Its lifespan must run before the first request. examples : cases to begin with, by name."""
    app = make_app(store, settings, _routes())
    app.state.examples = examples or {}
    hub = app.state.hub = Hub(store, keys, settings.now, settings.token)
    app.state.store, app.state.keys = store, keys
    works = app.state.works = Works()
    hub.listen(Push(hub, app.state.office.streams, settings.now))
    hub.listen(Eviction(app.state.office))
    hub.forgets_with(partial(_forget, app))
    agents = Agents(hub)
    hub.listen(agents)
    lessons = app.state.lessons = Lessons(hub, app.state.office.streams)
    hub.listen(lessons)
    app.state.gathers = {CONSOLE: lessons.gathered}
    shell = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with shell(app):
            await hub.load()
            await lessons.wake(settings.now())
            await agents.wake()
            running = [asyncio.create_task(_tick(hub)), asyncio.create_task(lessons.run(settings.now))]
            try:
                yield
            finally:
                for task in running:
                    task.cancel()
                lessons.close()
                agents.close()
                works.close()

    app.router.lifespan_context = lifespan
    return app


def _routes() -> list[Route]:
    return [
        *assurance.routes(), *helping.routes(), *cases.routes(), *classes.routes(), *joining.routes(),
        *importing.routes(), *invitations.routes(), *articles.routes(), *records.routes(), *rules.routes(),
        *admin.routes(), *viewing.routes(), *pages.routes(),
    ]  # fmt: skip


def _forget(app: Starlette, place: Place) -> None:
    """What was worked out, answered and sent may rest on what is gone; open pages are told to load themselves again."""
    app.state.works.forget()
    app.state.answers.clear()
    app.state.lessons.drop_erased(place)
    rendering.forget()
    app.state.office.streams.cut_viewers(viewers_at(place))


async def _tick(hub: Hub) -> None:
    while True:
        await asyncio.sleep(TICK)
        await hub.tick(GRACE)

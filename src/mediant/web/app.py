"""The application: routes behind the same few layers, whatever is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from mediant.errors import StoreFull, StoreProblem, UnknownCase
from mediant.web import entrance, signing
from mediant.web.answers import status_pages
from mediant.web.assets.files import assets
from mediant.web.assets.serving import static_route
from mediant.web.logbook import Lines
from mediant.web.logs import log_failure
from mediant.web.middleware import Identity, LastResort, OneName, PromptBodies, Roomier, SameOrigin, SecurityHeaders
from mediant.web.office import Office
from mediant.web.once import Answers, Once
from mediant.web.settings import Settings

STATUSES: dict[type[Exception], int] = {StoreFull: 507, StoreProblem: 503, UnknownCase: 404}
"""What is answered where the store says no."""
CASES = "/c/"
SWEEP = 30.0
"""Seconds between looks for sessions that have expired."""


def make_app(store: Lines, settings: Settings, pages: Sequence[BaseRoute] = ()) -> Starlette:
    """The application over a store, with further pages. Its lifespan must run before the first request."""
    assets()  # a front-end library that is missing is told of now
    office, status_page, answers = Office(store, settings), status_pages(settings), Answers()

    async def say(request: Request, error: Exception) -> Response:
        """The page of a status. What may not be done here is answered as if it were not there."""
        status = error.status_code if isinstance(error, HTTPException) else STATUSES.get(type(error), 500)
        return status_page(request.scope, 404 if status in (401, 403, 405) else status)

    layers = [
        Middleware(SecurityHeaders, settings),
        Middleware(LastResort, status_page),
        Middleware(TrustedHostMiddleware, list(settings.hosts), www_redirect=False),
        Middleware(OneName, settings),
        Middleware(SameOrigin, settings, status_page),
        Middleware(Identity, office.sessions, office.accounts, office.sources, status_page),
        Middleware(Once, answers),
        Middleware(PromptBodies, settings.slowest_body, status_page),
        Middleware(RequestBodyLimitMiddleware, settings.largest_body),
        Middleware(Roomier, settings.largest_in_session),
    ]
    app = Starlette(
        routes=sorted((static_route, *entrance.routes(), *signing.routes(), *pages), key=_is_rarer),
        middleware=layers,
        exception_handlers=dict.fromkeys([HTTPException, *STATUSES], say),
        lifespan=_lifespan,
    )
    app.router.redirect_slashes = False  # it would build an address from what the request says
    app.state.office, app.state.answers = office, answers
    return app


def _is_rarer(route: BaseRoute) -> bool:
    """Whether it is looked for after those of cases, which are asked for by far the most."""
    return not getattr(route, "path", "").startswith(CASES)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    office: Office = app.state.office
    await office.load()
    sweeping = asyncio.create_task(_sweep(office))
    try:
        yield
    finally:
        sweeping.cancel()
        office.streams.close()


async def _sweep(office: Office) -> None:
    while True:
        await asyncio.sleep(SWEEP)
        try:
            await office.sessions.sweep(office.streams.sessions())
        except Exception as error:  # noqa: BLE001 - whatever the store says, the next sweep tries again
            log_failure(error)

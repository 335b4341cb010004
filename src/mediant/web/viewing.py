"""What somebody's screens show, for a mediator who wants to know what each side can see: to read, not to use.

A screen is rendered from what its viewer and the mediator both see, and from nothing else; so what the rules keep from
mediators is kept from them here. That a mediator looked is written down for the mediators alone. Nothing of the
viewer's own pages, as their stream or what they have typed, is touched or shown.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import Refused
from mediant.web.hub import Place
from mediant.web.office import office_of
from mediant.web.once import once_of
from mediant.web.pages import hub_of, was_sent, whose, with_works
from mediant.web.rendering import page
from mediant.web.requests import setting_of
from mediant.web.screens.all import SCREENS
from mediant.web.screens.frame import around
from mediant.web.screens.screen import Screen, Seen
from mediant.workbench.commands import MAY
from mediant.workbench.people import Person
from mediant.workbench.records import View
from mediant.workbench.table import Table

LASTS = 3600.0
"""Seconds for which what was opened can be looked at; then it is opened, and written down, again."""


def routes() -> list[Route]:
    """Those of this module."""
    return [
        Route("/c/{case}/as/{seat}", begin, methods=["POST"]),
        Route("/c/{case}/as/{seat}/{screen}", show, methods=["GET"]),
    ]


async def begin(request: Request) -> Response:
    """Write down that a mediator looks, and go to the first screen of the seat."""
    place, reader = await whose(request)
    if View not in MAY[reader.role]:
        raise HTTPException(404)
    try:
        await hub_of(request).ask(place, reader, View(request.path_params["seat"]), once_of(request))
    except Refused:
        raise HTTPException(404) from None
    person, table = await _through(request, place, reader)
    first = next(screen for screen in SCREENS.values() if screen.stands(table, person))
    return RedirectResponse(f"{request.scope['path']}/{first.name}", status_code=303)


async def show(request: Request) -> Response:
    """A screen of the seat, as far as the mediator may know what it shows."""
    place, reader = await whose(request)
    if View not in MAY[reader.role]:
        raise HTTPException(404)
    at = f"/c/{request.path_params['case']}"
    now = office_of(request).settings.now()
    if not _has_opened(await hub_of(request).table(place, reader), reader, request.path_params["seat"], now):
        return RedirectResponse(f"{at}/control", status_code=303)
    person, table = await _through(request, place, reader)
    screen = SCREENS.get(request.path_params["screen"])
    if screen is None or not screen.stands(table, person):
        raise HTTPException(404)
    query = {name: tuple(request.query_params.getlist(name)) for name in request.query_params}
    asked = dict(request.query_params)
    return await _rendered(
        request, screen, Seen(table, person, now, f"{at}/as/{person.id}", asked, query, reader=reader)
    )


async def _through(request: Request, place: Place, reader: Person) -> tuple[Person, Table]:
    """Who has the seat, and their table as far as the reader sees it. 404 where nobody has it."""
    person = await hub_of(request).person(place, request.path_params["seat"])
    if person is None:
        raise HTTPException(404)
    return person, await hub_of(request).table_through(place, person, reader)


def _has_opened(table: Table, reader: Person, seat: str, now: float) -> bool:
    mine = (one.at for one in table.records.viewed if (one.seat, one.by) == (seat, reader.id))
    return any(now - at < LASTS for at in mine)


async def _rendered(request: Request, screen: Screen, seen: Seen) -> HTMLResponse:
    """The page, with no stream, and with nothing kept on the device: both would be the mediator's own."""
    seen = await with_works(request, screen, seen)
    setting = replace(setting_of(request), scope="")
    given = {"seen": seen, "screen": screen, "refused": None, "was": partial(was_sent, {})}
    return HTMLResponse(
        page(f"{screen.name}.html.jinja", setting, **given, **around(seen), **dict(screen.values(seen)))
    )

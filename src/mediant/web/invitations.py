"""Mediators invite: a link for a seat, shown once, to copy or to photograph."""

from __future__ import annotations

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mediant.web.forms import fields
from mediant.web.invites import link_of, qr_code
from mediant.web.office import office_of
from mediant.web.pages import asked, rendered
from mediant.workbench.people import FOR_MEDIATORS


def routes() -> list[Route]:
    """Those of this module; before those of the pages."""
    return [Route("/c/{case}/control/invite", invite, methods=["POST"])]


async def invite(request: Request) -> Response:
    """A new link for a seat. The links that the seat had before, and nobody has used, are worth nothing any more."""
    screen, seen = await asked(request, "control")
    wanted = (await fields(request, "seat"))["seat"]
    person = seen.table.people.seated.get(wanted)
    if seen.person.role not in FOR_MEDIATORS or person is None or person.role == "agent":
        raise HTTPException(404)
    office, case = office_of(request), request.path_params["case"]
    for old in office.invites.open_for(case):
        if old.seat == wanted:
            await office.invites.revoke(old.key)
    link = link_of(office.settings, await office.invites.make(case, wanted))
    fresh = {"name": person.name, "link": link, "qr": Markup(qr_code(link))}  # noqa: S704 - drawn here, of our own link
    return rendered(request, screen, screen.name, seen, fresh=fresh)

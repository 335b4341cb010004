"""Mediators invite: a seat and a link for it, shown once, to copy or to photograph."""

from __future__ import annotations

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import Refused, WrongAct
from mediant.web.forms import fields
from mediant.web.invites import link_of, qr_code
from mediant.web.office import office_of
from mediant.web.pages import asked, hub_of, rendered, whose
from mediant.web.requests import form_of
from mediant.web.screens import control
from mediant.web.screens.screen import Seen
from mediant.workbench.people import FOR_MEDIATORS, Person


def routes() -> list[Route]:
    """Those of this module; before those of the pages."""
    return [
        Route("/c/{case}/control/seat", seat, methods=["POST"]),
        Route("/c/{case}/control/invite", invite, methods=["POST"]),
    ]


async def seat(request: Request) -> Response:
    """A seat for somebody new and, where a person is to take it, the link at once."""
    screen, seen = await asked(request, "control")
    place, person = await whose(request)
    sent = await form_of(request)
    try:
        command = control.seat(seen, sent)
        await hub_of(request).ask(place, person, command)
    except (Refused, WrongAct) as error:
        return await rendered(request, screen, screen.name, seen, str(error), sent=sent)
    if command.person.role == "agent":
        return RedirectResponse(f"{seen.at}/control", status_code=303)
    return await _with_link(request, command.person)


async def invite(request: Request) -> Response:
    """A new link for a seat. The links that the seat had before, and nobody has used, are worth nothing any more."""
    _, seen = await asked(request, "control")
    wanted = (await fields(request, "seat"))["seat"]
    person = seen.table.people.seated.get(wanted)
    if person is None or not _may_invite(seen, person):
        raise HTTPException(404)
    return await _with_link(request, person)


def _may_invite(seen: Seen, person: Person) -> bool:
    """Nobody into the seat of a program, nor of who may do more than they; into a class the teacher's link leads."""
    if seen.table.group.ruled is not None or person.role == "agent":
        return False
    return seen.person.role == "mediator" or (seen.person.role in FOR_MEDIATORS and person.role != "mediator")


async def _with_link(request: Request, person: Person) -> Response:
    office, case = office_of(request), request.path_params["case"]
    for old in office.invites.open_for(case):
        if old.seat == person.id:
            await office.invites.revoke(old.key)
    link = link_of(office.settings, await office.invites.make(case, person.id))
    fresh = {"name": person.name, "link": link, "qr": Markup(qr_code(link))}  # noqa: S704 - drawn here, of our own link
    screen, seen = await asked(request, "control")
    return await rendered(request, screen, screen.name, seen, fresh=fresh)

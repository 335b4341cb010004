"""The administrators' page: cases by name and size, accounts, what is allowed, how the server is.

What one opens in need is written down in the case before it is shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import MediantError, Refused
from mediant.web.accounts import ROLES, Account
from mediant.web.answers import answer
from mediant.web.erasing import erase_case
from mediant.web.forms import fields
from mediant.web.health import memory
from mediant.web.hub import Place
from mediant.web.invites import link_of
from mediant.web.logbook import NAME
from mediant.web.office import Office, office_of
from mediant.web.pages import hub_of
from mediant.web.records import as_file, report_of
from mediant.web.screens.screen import Seen
from mediant.web.settings import DAY
from mediant.web.signing import signed_in_as
from mediant.workbench.clerk import CLERK, TEACHER
from mediant.workbench.people import FOR_MEDIATORS, Person
from mediant.workbench.records import Look
from mediant.workbench.table import Table

SEAT = "administrator"


def routes() -> list[Route]:
    """Those of this module."""
    posts: dict[str, Callable[[Request], Awaitable[Response]]] = {
        "account": change_account, "invite": invite, "host": change_host, "server": change_server,
        "look": look, "erase": erase,
    }  # fmt: skip
    return [
        Route("/admin", show, methods=["GET"]),
        *(Route(f"/admin/{name}", handler, methods=["POST"]) for name, handler in posts.items()),
    ]


async def show(request: Request) -> Response:
    """The page."""
    return await _page(request, signed_in_as("administrator", request))


async def change_account(request: Request) -> Response:
    """Disable an account, its sessions with it, or enable it again; nobody disables themselves."""
    me, office = signed_in_as("administrator", request), office_of(request)
    form = await fields(request, "account", "do")
    known = {account.id for account in office.accounts.all()}
    if form["account"] not in known or form["account"] == me.id or form["do"] not in ("disable", "enable"):
        raise HTTPException(404)
    if form["do"] == "enable":
        await office.accounts.enable(form["account"])
    else:
        await office.accounts.disable(form["account"])
        await office.sessions.close_seat("", form["account"])
    return _back()


async def invite(request: Request) -> Response:
    """A link that makes an account of a role, shown once."""
    me, office = signed_in_as("administrator", request), office_of(request)
    role = (await fields(request, "role"))["role"]
    if role not in ROLES:
        raise HTTPException(404)
    link = link_of(office.settings, await office.invites.make("", role, lasts=DAY), of_account=True)
    return await _page(request, me, fresh=(role, link))


async def change_host(request: Request) -> Response:
    """Allow a host that articles are fetched from, or no more."""
    me, office = signed_in_as("administrator", request), office_of(request)
    form = await fields(request, "host", "do")
    host = form["host"].strip().lower().rstrip(".")
    if form["do"] == "refuse":
        await office.trusted.refuse(host)
    elif office.trusted.is_host(host):
        await office.trusted.allow(host)
    else:
        wrong = Refused("this is no name of a host", "write its name alone, no address and no port")
        return await _page(request, me, wrong=str(wrong))
    return _back()


async def change_server(request: Request) -> Response:
    """Name a server that cases go to and come from, or forget it."""
    me, office = signed_in_as("administrator", request), office_of(request)
    form = await fields(request, "address", "name", "do")
    address, name = form["address"].strip().lower(), form["name"].strip()
    if form["do"] == "forget":
        await office.trusted.forget(address)
    elif office.trusted.is_server(address, name):
        await office.trusted.know(address, name)
    else:
        wrong = Refused("this is no address of a server, or it has no name", "copy it from the other server's page")
        return await _page(request, me, wrong=str(wrong))
    return _back()


async def look(request: Request) -> Response:
    """What somebody sees in a case, as their report, once it is written down there who opened it and why."""
    me, hub = signed_in_as("administrator", request), hub_of(request)
    form = await fields(request, "case", "seat", "why")
    place = Place.named(form["case"])
    try:
        whose = await _whose(request, place, form["seat"].strip())
        if not form["why"].strip():
            raise Refused("no reason was given", "write why it must be opened; those concerned read it")
        root = Person(id=SEAT, role="administrator", name=me.name)
        await hub.ask(place, root, Look(whose.id, form["why"].strip()[:1000]))
        seen = Seen(await hub.table(place, whose), whose, office_of(request).settings.now(), f"/c/{place}", {})
        raw = (await report_of(request, seen)).encode()
    except MediantError as error:
        return await _page(request, me, wrong=str(error))
    return as_file(raw, "text/html; charset=utf-8", "report.html")


async def erase(request: Request) -> Response:
    """Erase a case that nobody else can, once its id was typed; what is in it is not shown for that."""
    me = signed_in_as("administrator", request)
    case = (await fields(request, "case"))["case"].strip()
    if case not in await _cases(request):
        wrong = Refused("there is no such case or seat", "copy the id of the case from the list")
        return await _page(request, me, wrong=str(wrong))
    await erase_case(hub_of(request), office_of(request), case)
    return _back()


async def _whose(request: Request, place: Place, seat: str) -> Person:
    people = await hub_of(request).people(place) if place.case in await _cases(request) else ()
    for person in people:
        named = person.id == seat or (not seat and person.role in FOR_MEDIATORS)
        if named and _is_told(await hub_of(request).table(place, person), person):
            return person
    raise Refused("there is no such case or seat", "leave the seat empty for what the mediators see")


def _is_told(table: Table, person: Person) -> bool:
    """Whether somebody reads in that seat that it was opened: no program does, nor who keeps a class or its groups."""
    keeps = table.lesson.terms is not None or (table.group.ruled is not None and person.id in (CLERK, TEACHER))
    return person.strategy is None and person.role != "agent" and not keeps


async def _cases(request: Request) -> list[str]:
    return [case for case in await asyncio.to_thread(request.app.state.store.cases) if case != NAME]


async def _page(request: Request, me: Account, *, wrong: str = "", fresh: tuple[str, str] | None = None) -> Response:
    office = office_of(request)
    return answer(
        request, "admin.html.jinja", status=422 if wrong else 200, me=me, wrong=wrong, fresh=fresh,
        cases=[await _case(request, case) for case in await _cases(request)],
        accounts=office.accounts.all(), roles=ROLES, hosts=tuple(office.trusted.hosts),
        servers=tuple(office.trusted.servers.items()), address=request.app.state.keys.address,
        health=health(office),
    )  # fmt: skip


async def _case(request: Request, case: str) -> Mapping[str, Any]:
    """A case by its name and how much it holds; by its id alone where it cannot be read."""
    store, hub = request.app.state.store, hub_of(request)
    try:
        size = await asyncio.to_thread(lambda: sum(len(line) for line in store.read(case)))
        groups = await hub.groups(case)
        place = Place(case, groups[0])
        title = (await hub.table(place, (await hub.people(place))[0])).case.title
    except (MediantError, LookupError):
        return {"id": case, "title": None, "size": None, "groups": ()}
    return {"id": case, "title": title, "size": size / 1024, "groups": [str(Place(case, one)) for one in groups]}


def health(office: Office) -> Mapping[str, Any]:
    """How the server is; nothing of it is about a case."""
    return {"works": office.logbook.works, "streams": len(office.streams), "memory": memory() / 1e6}


def _back() -> Response:
    return RedirectResponse("/admin", status_code=303)

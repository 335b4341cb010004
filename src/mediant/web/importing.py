"""A case comes in from a file: looked through beside the requests, and then there wholly or not at all."""

from __future__ import annotations

import asyncio

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import MediantError, Refused
from mediant.web.accounts import Account
from mediant.web.answers import answer
from mediant.web.archives import Arrived, arrive
from mediant.web.cases import BEGIN
from mediant.web.invites import link_of
from mediant.web.office import Office, office_of
from mediant.web.signing import signed_in
from mediant.workbench.people import FOR_MEDIATORS

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that browsers send; larger cases go by a backup."""
ONE_AT_A_TIME = asyncio.Lock()


def routes() -> list[Route]:
    """Those of this module."""
    larger = [Middleware(RequestBodyLimitMiddleware, LARGEST + 64 * 1024)]
    return [
        Route("/import", show_import, methods=["GET"]),
        Route("/import", bring_in, methods=["POST"], middleware=larger),
    ]


async def show_import(request: Request) -> Response:
    """The form."""
    _whoever_may(request)
    return answer(request, "import.html.jinja", wrong="", links=[], largest=LARGEST >> 20)


async def bring_in(request: Request) -> Response:
    """The case is here, its accounts sit where they sat; where none does, an administrator is given the links."""
    account = _whoever_may(request)
    try:
        arrived = await _arrived(request, account)
    except MediantError as error:
        return answer(
            request, "import.html.jinja", status=422, wrong=str(error), links=[], largest=LARGEST >> 20
        )  # fmt: skip
    office = office_of(request)
    links = await _seated(office, arrived)
    if links:
        return answer(request, "import.html.jinja", wrong="", links=links, largest=LARGEST >> 20)
    return RedirectResponse("/", status_code=303)


def _whoever_may(request: Request) -> Account:
    account, _ = signed_in(request)
    if BEGIN.isdisjoint(account.roles):
        raise HTTPException(404)
    return account


async def _arrived(request: Request, account: Account) -> Arrived:
    state, office = request.app.state, office_of(request)
    who = None if "administrator" in account.roles else account.id
    async with request.form(max_files=1, max_fields=1) as form, ONE_AT_A_TIME:
        sent = form.get("file")
        if not isinstance(sent, UploadFile) or not sent.size:
            raise Refused("no file was sent", "choose the file of a case")
        return await asyncio.to_thread(
            arrive, sent.file, state.store, state.keys,
            makers=frozenset(office.trusted.servers), now=office.settings.now(), account=who,
        )  # fmt: skip


async def _seated(office: Office, arrived: Arrived) -> list[tuple[str, str]]:
    """Give accounts of this server their seats again; names and links for mediators that are none of them."""
    links: list[tuple[str, str]] = []
    for place, people in arrived.people.items():
        held = arrived.seats.get(place, {})
        for person in people:
            account = office.accounts.of(held.get(person.id, ""))
            if account is not None:
                await office.accounts.give_seat(account.id, str(place), person.id)
            elif person.role in FOR_MEDIATORS:
                links.append((person.name, link_of(office.settings, await office.invites.make(str(place), person.id))))
    return links

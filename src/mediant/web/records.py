"""What goes out of a mediation, and what is erased of it.

Every file but the whole case is made of what its viewer sees, and of nothing else.
"""

from __future__ import annotations

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from starlette.concurrency import iterate_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from mediant.errors import MediantError, Refused
from mediant.stores.chains import first_line, seen_file, seen_line
from mediant.web.archives import departing
from mediant.web.erasing import erase_case, erase_party
from mediant.web.forms import fields
from mediant.web.hub import Place
from mediant.web.office import office_of
from mediant.web.pages import asked, hub_of, rendered, whose
from mediant.web.printing import pdf_of
from mediant.web.rendering import Setting, page
from mediant.web.requests import setting_of
from mediant.web.screens import report
from mediant.web.screens.records import leads
from mediant.web.screens.screen import Screen, Seen
from mediant.workbench.ballots import Cast
from mediant.workbench.lines import line_of

WRITER = ThreadPoolExecutor(1, "report")
"""Months of talks take seconds to write out: meanwhile everybody else is served, however many reports are asked for."""


def routes() -> list[Route]:
    """Those of this module; before those of the pages."""
    return [
        Route("/c/{case}/record", record, methods=["GET"]),
        Route("/c/{case}/report.html", report_as_page, methods=["GET"]),
        Route("/c/{case}/report.pdf", report_as_pdf, methods=["GET"]),
        Route("/c/{case}/archive", archive, methods=["GET"]),
        Route("/c/{case}/records/erase-party", erase_a_party, methods=["POST"]),
        Route("/c/{case}/records/erase-case", erase_the_case, methods=["POST"]),
    ]


async def record(request: Request) -> Response:
    """The record of the one who asks, `mediant-seen/1`: nothing is in it that their pages have not shown them.

    Their own votes are not in it: those of a ballot that fails are destroyed, and nobody should be made to prove one.
    """
    place, person = await whose(request)
    events = [event for event in await hub_of(request).seen(place, person) if not isinstance(event.fact, Cast)]
    table = await hub_of(request).table(place, person)
    first = first_line(f"{person.name} ({person.id})", table.case.title)
    raw = seen_file([first, *(seen_line(line_of(event)) for event in events)])
    return as_file(raw, "application/jsonl", f"record-{person.id}.jsonl")


async def report_as_page(request: Request) -> Response:
    """The report of the one who asks, one file that needs no other."""
    _, seen = await asked(request, "records")
    return as_file((await report_of(request, seen)).encode(), "text/html; charset=utf-8", "report.html")


async def report_as_pdf(request: Request) -> Response:
    """The same on paper."""
    screen, seen = await asked(request, "records")
    try:
        raw = await pdf_of(await report_of(request, seen), f"{seen.at}/{seen.person.id}")
    except MediantError as error:
        return await rendered(request, screen, "records", seen, str(error))
    return as_file(raw, "application/pdf", "report.pdf")


async def report_of(request: Request, seen: Seen) -> str:
    """The report of whoever sees this, in the language of the request: the same bytes for the same events."""
    place = Place.named(seen.at.removeprefix("/c/"))
    events = await hub_of(request).seen(place, seen.person)
    setting, until = Setting(locale=setting_of(request).locale, nonce=""), max(event.at for event in events)
    write = partial(_written, seen, setting, until)
    return await asyncio.get_running_loop().run_in_executor(WRITER, write)


def _written(seen: Seen, setting: Setting, until: float) -> str:
    return page("report.html.jinja", setting, **report.values(seen, until))


async def archive(request: Request) -> Response:
    """The whole case for this server, or for one that an administrator has named; sealed for everybody else."""
    screen, seen = await _led(request)
    state, office = request.app.state, office_of(request)
    address = request.query_params.get("for", "").strip() or state.keys.address
    if address != state.keys.address and address not in office.trusted.servers:
        told = str(Refused("that server is not known here", "ask an administrator to add its address"))
        return await rendered(request, screen, "records", seen, told)
    case = Place.named(seen.at.removeprefix("/c/")).case
    seats: dict[Place, dict[str, str]] = {}
    for account in office.accounts.all():
        for name, seat in account.seats.items():
            if (place := Place.named(name)).case == case:
                seats.setdefault(place, {})[seat] = account.id
    pieces = departing(state.store, state.keys, case, address, seats)
    headers = {"content-disposition": 'attachment; filename="case.mediant"'}
    return StreamingResponse(iterate_in_threadpool(pieces), media_type="application/octet-stream", headers=headers)


async def erase_a_party(request: Request) -> Response:
    """What a party confided is gone, once its name was typed."""
    screen, seen = await _led(request)
    form = await fields(request, "party", "name")
    names = {party.id: party.name for party in seen.table.case.parties}
    place, person = await whose(request)
    try:
        confirmed(form["name"], names.get(form["party"], ""))
        await erase_party(hub_of(request), place, person, form["party"])
    except Refused as error:
        return await rendered(request, screen, "records", seen, str(error))
    return RedirectResponse(f"{seen.at}/records", status_code=303)


async def erase_the_case(request: Request) -> Response:
    """The whole mediation is gone, once its title was typed."""
    screen, seen = await _led(request)
    form = await fields(request, "name")
    try:
        confirmed(form["name"], seen.table.case.title)
    except Refused as error:
        return await rendered(request, screen, "records", seen, str(error))
    await erase_case(hub_of(request), office_of(request), Place.named(seen.at.removeprefix("/c/")).case)
    return RedirectResponse("/", status_code=303)


async def _led(request: Request) -> tuple[Screen, Seen]:
    """404 for whoever does not lead the whole of it."""
    screen, seen = await asked(request, "records")
    if not leads(seen):
        raise HTTPException(404)
    return screen, seen


def confirmed(typed: str, name: str) -> None:
    """Whether somebody typed the name of what they want erased. Raises Refused."""
    if not name or _plain(typed) != _plain(name):
        raise Refused("the name was not typed as it stands there", "type it letter by letter; nothing was erased")


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def as_file(raw: bytes, kind: str, name: str) -> Response:
    """Bytes that a browser keeps as a file."""
    return Response(raw, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})

"""The pages of a place: a handler finds who is asking, asks the hub, and renders. It decides nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import Refused, WrongAct
from mediant.web.answers import language_of
from mediant.web.hub import GRACE, Hub, Place
from mediant.web.office import office_of, seat_of
from mediant.web.once import once_of
from mediant.web.push import viewer_of
from mediant.web.rendering import page
from mediant.web.requests import form_of, setting_of
from mediant.web.screens.all import SCREENS
from mediant.web.screens.frame import around
from mediant.web.screens.screen import Again, Form, Screen, Seen
from mediant.web.streams import Streaming
from mediant.web.works import Works
from mediant.workbench.lines import command_of, line_of
from mediant.workbench.people import Person


def routes() -> list[Route]:
    """Those of this module."""
    return [
        Route("/c/{case}/", home, methods=["GET"]),
        Route("/c/{case}/stream", stream, methods=["GET"]),
        Route("/c/{case}/command", command, methods=["POST"]),
        Route("/c/{case}/{screen}", show, methods=["GET"]),
        Route("/c/{case}/{screen}/{part}", show_part, methods=["GET"]),
        Route("/c/{case}/{screen}/{form}", submit, methods=["POST"]),
    ]


def hub_of(request: Request) -> Hub:
    """The hub of the server that this request came to."""
    hub: Hub = request.app.state.hub
    return hub


async def whose(request: Request) -> tuple[Place, Person]:
    """The place in the path and who has the seat that this browser holds. 404 where it holds none."""
    session = seat_of(request)
    place = Place.named(session.case)
    person = await hub_of(request).person(place, session.seat)
    if person is None:
        raise HTTPException(404)
    return place, person


async def home(request: Request) -> Response:
    """Where a seat begins."""
    place, person = await whose(request)
    table = await hub_of(request).table(place, person)
    first = next(screen for screen in SCREENS.values() if screen.stands(table, person))
    return RedirectResponse(f"/c/{request.path_params['case']}/{first.name}", status_code=303)


async def show(request: Request) -> Response:
    """A screen, whole."""
    screen, seen = await asked(request)
    return await rendered(request, screen, screen.name, seen)


async def show_part(request: Request) -> Response:
    """A part of a screen, again."""
    screen, seen = await asked(request)
    if request.path_params["part"] in screen.forms:  # its address was typed, or kept
        return RedirectResponse(f"{seen.at}/{screen.name}", status_code=303)
    if request.path_params["part"] not in screen.parts:
        raise HTTPException(404)
    return await rendered(request, screen, f"{screen.name}/{request.path_params['part']}", seen)


async def submit(request: Request) -> Response:
    """What a form asks for: done, and back to the screen; or the screen again, with what is wrong."""
    screen, seen = await asked(request)
    read = screen.forms.get(request.path_params["form"])
    if read is None:
        raise HTTPException(404)
    sent = await form_of(request)
    if request.path_params["form"] in screen.weighed:
        seen = await with_works(request, screen, seen)
    place, person = await whose(request)
    hub, once = hub_of(request), once_of(request)
    try:
        if await hub.has_done(place, once):  # before a restart: the answer is what it was
            return _done(request, seen, screen, sent)
        command = read(seen, {**sent, "chance": (sha256(office_of(request).settings.token().encode()).hexdigest(),)})
        if isinstance(command, Again):
            return await rendered(request, screen, screen.name, seen, sent=command.sent)
        await hub.ask(place, person, command, once, grace=GRACE)
    except (Refused, WrongAct) as error:
        return await rendered(request, screen, screen.name, seen, str(error), sent=sent)
    return _done(request, seen, screen, sent)


def _done(request: Request, seen: Seen, screen: Screen, sent: Form) -> Response:
    """What a form that did something is answered: nothing, where the page is told of it by its stream."""
    told = request.path_params["form"] in screen.lines and "hx-request" in request.headers
    if told and office_of(request).streams.reaches(_viewer(request, screen, seen)):
        return Response(status_code=204)
    return _back(request, seen, screen, sent)


def _back(request: Request, seen: Seen, screen: Screen, sent: Form) -> Response:
    """To the screen that a form stands on, or where its field `back` says."""
    back = parse_qsl(sent["back"][0]) if "back" in sent else list(seen.asked.items())
    form = request.path_params["form"]
    told = [("done", form)] if form in screen.told else []
    query = urlencode([*((name, value) for name, value in back if name not in ("refused", "done")), *told])
    return RedirectResponse(f"{seen.at}/{screen.name}" + (f"?{query}" if query else ""), status_code=303)


async def command(request: Request) -> Response:
    """A command as JSON, for programs that sit in a seat: what they see of what it brought about."""
    place, person = await whose(request)
    try:
        asked_for = command_of(await request.body())
        done = await hub_of(request).ask(place, person, asked_for, once_of(request), grace=GRACE)
    except (Refused, WrongAct) as error:
        return Response(status_code=422, content=str(error), media_type="text/plain; charset=utf-8")
    return Response(b"\n".join(line_of(event) for event in done), media_type="application/jsonl")


async def stream(request: Request) -> Response:
    """What changes on a screen, as it changes."""
    screen, seen = await asked(request, request.query_params.get("screen", ""))
    if request.method == "HEAD":  # it would wait for ever
        return Response(media_type="text/event-stream")
    office, session = office_of(request), seat_of(request)
    viewer = _viewer(request, screen, seen)
    after = request.headers.get("last-event-id", seen.asked.get("after", ""))
    opened = office.streams.open(viewer, session.key, after)
    return Streaming(office.streams, opened)


async def asked(request: Request, name: str | None = None) -> tuple[Screen, Seen]:
    """The screen in the path, or of that name, and what the one who asks sees. 404 where they may not see it."""
    place, person = await whose(request)
    screen = SCREENS.get(request.path_params["screen"] if name is None else name)
    table = await hub_of(request).table(place, person)
    if screen is None or not screen.stands(table, person):
        raise HTTPException(404)
    at = f"/c/{request.path_params['case']}"
    query: dict[str, tuple[str, ...]] = {}
    for name, value in request.query_params.multi_items():
        query[name] = (*query.get(name, ()), value)
    now = office_of(request).settings.now()
    seen = Seen(table, person, now, at, dict(request.query_params), query)
    gather = request.app.state.gathers.get(screen.name)
    return screen, seen if gather is None else seen._replace(found=await gather(seen))


async def rendered(
    request: Request, screen: Screen, template: str, seen: Seen, refused: str | None = None, **more: Any
) -> HTMLResponse:
    """A screen or a part of it. `was(name)` in a template is what the form `sent` that was refused."""
    seen = await with_works(request, screen, seen)
    seen = seen._replace(sent=more.pop("sent", {}))
    given: dict[str, Any] = {"seen": seen, "screen": screen, "refused": refused, "was": partial(was_sent, seen.sent)}
    after = office_of(request).streams.last(_viewer(request, screen, seen))
    setting = replace(
        setting_of(request, f"{seen.at}/stream?screen={screen.name}&after={after}"), path=_address(screen, seen)
    )
    given |= {**around(seen), **screen.values(seen), **more}
    return HTMLResponse(page(f"{template}.html.jinja", setting, **given), status_code=422 if refused else 200)


async def with_works(request: Request, screen: Screen, seen: Seen) -> Seen:
    """With what takes a while. 503 where it takes too long."""
    works: Works = request.app.state.works
    try:
        found = {
            name: await works.done(work, f"{seen.at}/{seen.person.id}") for name, work in screen.works(seen).items()
        }
    except Refused:  # it takes too long, or too much
        raise HTTPException(503) from None
    return seen._replace(found={**seen.found, **found})


def _viewer(request: Request, screen: Screen, seen: Seen) -> str:
    place = Place.named(request.path_params["case"])
    locale = language_of(request, office_of(request).settings)
    return viewer_of(place, seen.person.id, screen.name, locale)


def _address(screen: Screen, seen: Seen) -> str:
    """Where the screen is, also where it answers a form: there nothing is to be fetched."""
    query = urlencode([(name, value) for name, values in seen.query.items() for value in values])
    return f"{seen.at}/{screen.name}" + (f"?{query}" if query else "")


def was_sent(sent: Form, name: str, default: str = "") -> str:
    """What a form that is shown again has sent in a field."""
    return sent.get(name, (default,))[0]

"""Students join a class: one link for all, a name or a code, and a seat in a group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import Refused
from mediant.web.answers import answer
from mediant.web.entrance import offered
from mediant.web.forms import fields
from mediant.web.hub import Place
from mediant.web.invites import Invite
from mediant.web.lessons import Lessons
from mediant.web.office import Office, office_of
from mediant.web.sessions import give_cookie
from mediant.workbench.lesson import Lesson
from mediant.workbench.teaching import Enrol

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of codes: none looks like another."""
FRESH = re.compile(f"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{2}}")
LONGEST = 100


def routes() -> list[Route]:
    """Those of this module; before those of the pages."""
    return [
        Route("/class/{token}", show_joining, methods=["GET"]),
        Route("/class/{token}", join, methods=["POST"]),
    ]


def lessons_of(request: Request) -> Lessons:
    """The classes of the server that this request came to."""
    lessons: Lessons = request.app.state.lessons
    return lessons


def code_from(chance: str) -> str:
    """A code of chance to read from a screen and to type in: 60 bits."""
    number = int.from_bytes(sha256(chance.encode()).digest()[:8])
    digits = [LETTERS[number >> 5 * place & 31] for place in range(12)]
    return "-".join("".join(digits[place : place + 4]) for place in (0, 4, 8))


def code_key(typed: str) -> str:
    """What is kept of a code: the same however it is typed."""
    return sha256("".join(typed.upper().split()).replace("-", "").encode()).hexdigest()


async def show_joining(request: Request) -> Response:
    """The form that gives a seat; looking at it changes nothing. Who has a seat in this browser goes there."""
    invite = offered(request, of_class=True)
    lesson = await _lesson(request, invite)
    mine = next(_held(request, lesson), None)
    if mine is not None:
        return RedirectResponse(f"/c/{mine}/", status_code=303)
    return _joining(request, lesson)


async def join(request: Request) -> Response:
    """A seat, and a session for it; with the code to come back with on another device."""
    invite = offered(request, of_class=True)
    form = await fields(request, "name", "code", "fresh")
    lesson, office = await _lesson(request, invite), office_of(request)
    mine = next(_held(request, lesson), None)
    if mine is not None:
        return RedirectResponse(f"/c/{mine}/", status_code=303)
    name, given = " ".join(form["name"].split())[:LONGEST], lesson.terms.codes if lesson.terms else ()
    code = form["code"].strip() or ("" if given else form["fresh"])
    known = lesson.by_code(code_key(code))
    if known is None and code_key(code) not in given and not (code == form["fresh"] and FRESH.fullmatch(code)):
        office.failed.take(office.sources.of(request))
        return _joining(request, lesson, name, "code")
    if not name and known is None:
        return _joining(request, lesson, name, "name")
    try:
        enrol = Enrol(name or (known.name if known else ""), code_key(code))
        place, student = await lessons_of(request).join(Place.named(invite.case), enrol, office.settings.now())
    except Refused as error:
        return _joining(request, lesson, name, "code" if lesson.terms and lesson.terms.codes else "", str(error))
    token = await office.sessions.open(str(place), student.seat)
    response = answer(request, "joined.html.jinja", place=place, student=student, lesson=lesson, code=code)
    give_cookie(response, str(place), token, office.settings.seats)
    return response


async def _lesson(request: Request, invite: Invite) -> Lesson:
    try:
        return await lessons_of(request).lesson(Place.named(invite.case))
    except KeyError:
        raise HTTPException(404) from None


def _held(request: Request, lesson: Lesson) -> Iterator[str]:
    """Groups of the class in which this browser has a seat."""
    office: Office = office_of(request)
    return (place for place in lesson.places.values() if office.sessions.of(request.cookies, place) is not None)


def _joining(request: Request, lesson: Lesson, name: str = "", wrong: str = "", refused: str = "") -> Response:
    fresh = code_from(office_of(request).settings.token())
    return answer(
        request, "joining.html.jinja", status=422 if wrong or refused else 200, action=request.scope["path"],
        lesson=lesson, name=name, wrong=wrong, refused=refused, fresh=fresh,
    )  # fmt: skip

"""Students join a class: one link for all, a name or a code, and a seat in a group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import Refused
from mediant.web.answers import answer
from mediant.web.codes import LETTERS, OF_BROWSER, code_from, code_key, know_again
from mediant.web.entrance import offered
from mediant.web.forms import fields
from mediant.web.hub import Place
from mediant.web.invites import Invite
from mediant.web.lessons import Lessons
from mediant.web.office import Office, office_of
from mediant.web.pages import whose
from mediant.web.sessions import give_cookie
from mediant.workbench.lesson import Lesson, Student
from mediant.workbench.teaching import Enrol

FRESH = re.compile(f"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{2}}")
LONGEST = 100


def routes() -> list[Route]:
    """Those of this module; before those of the pages."""
    return [
        Route("/class/{token}", show_joining, methods=["GET"]),
        Route("/class/{token}", join, methods=["POST"]),
        Route("/c/{case}/data", show_data, methods=["GET"]),
        Route("/c/{case}/data", withdraw, methods=["POST"]),
    ]


def lessons_of(request: Request) -> Lessons:
    """The classes of the server that this request came to."""
    lessons: Lessons = request.app.state.lessons
    return lessons


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
    form = await fields(request, "name", "code", "fresh", ticked=("agreed",))
    lesson, office = await _lesson(request, invite), office_of(request)
    mine = next(_held(request, lesson), None)
    if mine is not None:
        return RedirectResponse(f"/c/{mine}/", status_code=303)
    name, given = " ".join(form["name"].split())[:LONGEST], lesson.terms.codes if lesson.terms else ()
    code = form["code"].strip() or ("" if given else form["fresh"])
    fresh = not given and code == form["fresh"] and FRESH.fullmatch(code) is not None
    if not fresh and office.wrong_codes.are_too_many(request, invite.key):
        return _joining(request, lesson, name, "often")
    known = lesson.by_code(code_key(code))
    if known is None and not fresh and code_key(code) not in given:
        office.wrong_codes.take(request, invite.key)
        return _joining(request, lesson, name, "code")
    agreed = form["agreed"] == "yes"
    lacks = _lacks(lesson, name, agreed=agreed) if known is None else ""
    if lacks:
        return _joining(request, lesson, name, lacks)
    try:
        enrol = Enrol(name or (known.name if known else ""), code_key(code), agreed)
        place, student = await lessons_of(request).join(Place.named(invite.case), enrol, office.settings.now())
    except Refused as error:
        return _joining(request, lesson, name, "code" if lesson.terms and lesson.terms.codes else "", str(error))
    token = await office.sessions.open(str(place), student.seat)
    response = answer(request, "joined.html.jinja", place=place, student=student, lesson=lesson, code=code)
    give_cookie(response, str(place), token, office.settings.seats)
    return response


def _lacks(lesson: Lesson, name: str, *, agreed: bool) -> str:
    """What of the form somebody new has yet to fill in."""
    if not name:
        return "name"
    return "agreed" if lesson.terms and lesson.terms.consent and not agreed else ""


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
    token = office_of(request).settings.token
    status = 429 if wrong == "often" else 422 if wrong or refused else 200
    response = answer(
        request, "joining.html.jinja", status=status, action=request.scope["path"],
        lesson=lesson, name=name, wrong=wrong, refused=refused, fresh=code_from(token()), per_browser=OF_BROWSER,
    )  # fmt: skip
    know_again(request, response, token)
    return response


async def show_data(request: Request) -> Response:
    """What a student agreed to and when, and the way to withdraw."""
    place, lesson, student = await _student(request)
    agreed_at = datetime.fromtimestamp(student.at, UTC) if student.agreed else None
    withdrew_at = None if student.withdrew is None else datetime.fromtimestamp(student.withdrew, UTC)
    return answer(request, "data.html.jinja", place=place, lesson=lesson, agreed_at=agreed_at, withdrew_at=withdrew_at)


async def withdraw(request: Request) -> Response:
    """A student withdraws: nothing of theirs is taken out of the class from now on."""
    place, _, student = await _student(request)
    if (await fields(request, "sure"))["sure"] == "yes":
        await lessons_of(request).leave_out(place, student.id)
    return RedirectResponse(f"/c/{request.path_params['case']}/data", status_code=303)


async def _student(request: Request) -> tuple[Place, Lesson, Student]:
    """The group, the class and the student of the seat that this browser holds. 404 where it holds none in a class."""
    place, person = await whose(request)
    try:
        return place, *(await lessons_of(request).student_in(place, person.id))
    except KeyError:
        raise HTTPException(404) from None

"""The home of an account: its mediations, and the way to begin one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import MediantError
from mediant.model.case import Case
from mediant.model.formats import mediant_case
from mediant.web.accounts import Account
from mediant.web.answers import answer
from mediant.web.beginning import case_in_words
from mediant.web.hub import Hub, Place
from mediant.web.languages.files import translations
from mediant.web.office import office_of
from mediant.web.pages import hub_of
from mediant.web.requests import form_of, setting_of
from mediant.web.screens.screen import one
from mediant.web.sessions import cases_in
from mediant.web.signing import signed_in
from mediant.workbench.clerk import MEDIATOR
from mediant.workbench.course import Open, document_from
from mediant.workbench.people import Person, Seat

BEGIN = frozenset({"mediator", "teacher", "administrator"})
"""Roles of accounts that may begin a mediation."""
SEAT = "mediator-1"
"""The seat of whoever begins one."""
TYPED = ("example", "case", "title", "parties", "issues")
NOTHING = dict.fromkeys(TYPED, "")
"""What the forms that begin one ask for: an example, a case file, or a case in plain words."""


def routes() -> list[Route]:
    """Those of this module."""
    return [
        Route("/", home, methods=["GET"]),
        Route("/begin", begin, methods=["POST"]),
    ]


async def home(request: Request) -> Response:
    """The mediations of the account; who is not signed in is led to the seat that they hold, or to sign in."""
    sessions = office_of(request).sessions
    if sessions.of(request.cookies, "") is None:
        held = next((case for case in cases_in(request.cookies) if sessions.of(request.cookies, case)), None)
        return RedirectResponse(f"/c/{held}/" if held else "/login", status_code=303)
    account, _ = signed_in(request)
    return await _home(request, account)


async def begin(request: Request) -> Response:
    """A mediation of a case: one that was typed or pasted, or an example."""
    account, _ = signed_in(request)
    if BEGIN.isdisjoint(account.roles):
        raise HTTPException(404)
    form = await form_of(request)
    typed = {name: one(form, name, "") for name in TYPED}
    try:
        case = _case(request, typed)
        person = Person(id=SEAT, role="mediator", name=account.name)
        place = await hub_of(request).begin(Open(mediated(document_from(case), setting_of(request).locale)), person)
        if one(form, "automated", "") == "yes":
            await _seat_automata(hub_of(request), place, case)
    except MediantError as error:
        return await _home(request, account, error, typed)
    await office_of(request).accounts.give_seat(account.id, str(place), SEAT)
    return RedirectResponse(f"/c/{place}/", status_code=303)


def case_in(request: Request, example: str, typed: str) -> Case:
    """The example of that name, else the case that was typed. Raises what the checks of a case raise."""
    examples: Mapping[str, Case] = request.app.state.examples
    return examples[example] if example in examples else mediant_case.parse(typed.encode(), "the case")


def mediated(case: Mapping[str, Any], code: str) -> dict[str, Any]:
    """The case with a mediator: where it names none, one whose name is in the language of who begins."""
    return {"mediator": [{**MEDIATOR, "name": translations(code).gettext("Mediator")}], **case}


def _case(request: Request, typed: Mapping[str, str]) -> Case:
    if typed["example"] or typed["case"]:
        return case_in(request, typed["example"], typed["case"])
    return case_in_words(typed["title"], typed["parties"], typed["issues"])


async def _seat_automata(hub: Hub, place: Place, case: Case) -> None:
    """An automated negotiator for every party; what it is played by is its own secret."""
    host = await hub.person(place, SEAT)
    assert host is not None, "who began it sits there"  # noqa: S101
    for party in case.parties:
        automaton = Person(id=f"{party.id}-1", role="agent", name=party.name, side=party.id, strategy="boulware")
        await hub.ask(place, host, Seat(automaton))


async def _home(
    request: Request, account: Account, wrong: MediantError | None = None, typed: Mapping[str, str] = NOTHING
) -> Response:
    hub, rows = hub_of(request), []
    for name, seat in account.seats.items():
        place = Place.named(name)
        person = await hub.person(place, seat)
        if person is not None:
            table = await hub.table(place, person)
            title = table.lesson.terms.title if table.lesson.terms else table.case.title
            is_class = table.lesson.terms is not None
            rows.append({"place": name, "title": title, "phase": table.course.phase, "is_class": is_class})
    return answer(
        request, "home.html.jinja", status=422 if wrong else 200, account=account, rows=rows, wrong=wrong, typed=typed,
        examples=[(name, case.title) for name, case in request.app.state.examples.items()],
        may_begin=not BEGIN.isdisjoint(account.roles), teaches="teacher" in account.roles,
    )  # fmt: skip

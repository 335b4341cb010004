"""The home of an account: its mediations, and the way to begin one."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import MediantError
from mediant.model.case import Case
from mediant.model.formats import mediant_case
from mediant.web.accounts import Account
from mediant.web.answers import answer
from mediant.web.hub import Hub, Place
from mediant.web.logbook import Fact, Logbook
from mediant.web.office import office_of
from mediant.web.pages import hub_of
from mediant.web.requests import form_of
from mediant.web.screens.screen import one
from mediant.web.sessions import give_cookie
from mediant.web.signing import signed_in
from mediant.workbench.course import Open, document_from
from mediant.workbench.people import Person, Seat

BEGIN = frozenset({"mediator", "teacher", "administrator"})
"""Roles of accounts that may begin a mediation."""
SEAT = "mediator-1"
"""The seat of whoever begins one."""


class Holdings:
    """Which seats an account holds, so that it can come back to them from any browser."""

    def __init__(self, logbook: Logbook) -> None:
        self._logbook = logbook
        self._held: dict[str, dict[str, str]] = {}
        logbook.listen("holds", self._holds)

    async def give(self, account: str, place: Place, seat: str) -> None:
        """An account holds a seat from now on."""
        await self._logbook.write({"fact": "holds", "account": account, "place": str(place), "seat": seat})

    def of(self, account: str) -> Mapping[str, str]:
        """Places and the seat in each, in the order in which they came."""
        return self._held.get(account, {})

    def _holds(self, fact: Fact) -> None:
        self._held.setdefault(fact["account"], {})[fact["place"]] = fact["seat"]


def routes() -> list[Route]:
    """Those of this module."""
    return [
        Route("/", home, methods=["GET"]),
        Route("/begin", begin, methods=["POST"]),
        Route("/enter/{case}", enter, methods=["POST"]),
    ]


async def home(request: Request) -> Response:
    """The mediations of the account; who is not signed in is sent to do so."""
    if office_of(request).sessions.of(request.cookies, "") is None:
        return RedirectResponse("/login", status_code=303)
    account, _ = signed_in(request)
    return await _home(request, account)


async def begin(request: Request) -> Response:
    """A mediation of a case: one that was typed or pasted, or an example."""
    account, _ = signed_in(request)
    if BEGIN.isdisjoint(account.roles):
        raise HTTPException(404)
    form = await form_of(request)
    try:
        case = _case(request, one(form, "example", ""), one(form, "case", ""))
        person = Person(id=SEAT, role="mediator", name=account.name)
        place = await hub_of(request).begin(Open(document_from(case)), person)
        if one(form, "automated", "") == "yes":
            await _seat_automata(hub_of(request), place, case)
    except MediantError as error:
        return await _home(request, account, str(error), one(form, "case", ""))
    await holdings_of(request).give(account.id, place, SEAT)
    return await _into(request, place, SEAT)


async def enter(request: Request) -> Response:
    """Into a mediation in which the account holds a seat."""
    account, _ = signed_in(request)
    case = request.path_params["case"]
    seat = holdings_of(request).of(account.id).get(case)
    if seat is None:
        raise HTTPException(404)
    return await _into(request, Place.named(case), seat)


def holdings_of(request: Request) -> Holdings:
    """Which account holds which seats, on the server that this request came to."""
    found: Holdings = request.app.state.holdings
    return found


def _case(request: Request, example: str, typed: str) -> Case:
    examples: Mapping[str, Case] = request.app.state.examples
    return examples[example] if example in examples else mediant_case.parse(typed.encode(), "the case")


async def _seat_automata(hub: Hub, place: Place, case: Case) -> None:
    """An automated negotiator for every party; what it is played by is its own secret."""
    host = await hub.person(place, SEAT)
    assert host is not None, "who began it sits there"  # noqa: S101
    for party in case.parties:
        automaton = Person(id=f"{party.id}-1", role="agent", name=party.name, side=party.id, strategy="boulware")
        await hub.ask(place, host, Seat(automaton))


async def _home(request: Request, account: Account, wrong: str = "", typed: str = "") -> Response:
    hub, rows = hub_of(request), []
    for name, seat in holdings_of(request).of(account.id).items():
        place = Place.named(name)
        person = await hub.person(place, seat)
        if person is not None:
            course = (await hub.table(place, person)).course
            rows.append({"place": name, "title": course.case.title if course.case else name, "phase": course.phase})
    return answer(
        request, "home.html.jinja", status=422 if wrong else 200, account=account, rows=rows, wrong=wrong, typed=typed,
        examples=[(name, case.title) for name, case in request.app.state.examples.items()],
        may_begin=not BEGIN.isdisjoint(account.roles),
    )  # fmt: skip


async def _into(request: Request, place: Place, seat: str) -> Response:
    office = office_of(request)
    held = office.sessions.of(request.cookies, str(place))
    token = await office.sessions.open(str(place), seat, instead_of=held)
    response = RedirectResponse(f"/c/{place}/", status_code=303)
    give_cookie(response, str(place), token, office.settings.seats)
    return response

"""The way in and out: invitations are looked at and redeemed, seats are left."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.web.answers import answer, choose_language, local
from mediant.web.forms import fields
from mediant.web.invites import Invite
from mediant.web.office import office_of, seat_of
from mediant.web.sessions import ACCOUNT_COOKIE, cookie_of, give_cookie, take_cookie


def routes() -> list[Route]:
    """Those of this module."""
    return [
        Route("/i/{token}", show_invite, methods=["GET"]),
        Route("/i/{token}", redeem, methods=["POST"]),
        Route("/c/{case}/leave", leave, methods=["POST"]),
        Route("/language", change_language, methods=["POST"]),
    ]


async def show_invite(request: Request) -> Response:
    """A form that redeems the invitation. Looking at it changes nothing: mail scanners follow links too."""
    offered(request)
    return answer(request, "invitation.html.jinja", action=request.scope["path"])


async def redeem(request: Request) -> Response:
    """A session for the seat, and the way there."""
    office = office_of(request)
    invite = offered(request)
    await fields(request)
    held = office.sessions.of(request.cookies, invite.case)
    seat = held.seat if held is not None else _by_account(request, invite.case)
    if seat not in (None, invite.seat):
        raise HTTPException(409)
    if await office.invites.redeem(request.path_params["token"]) is None:
        raise HTTPException(404)
    token = await office.sessions.open(invite.case, invite.seat, instead_of=held)
    response = RedirectResponse(f"/c/{invite.case}/", status_code=303)
    give_cookie(response, invite.case, token, office.settings.seats)
    return response


def _by_account(request: Request, case: str) -> str | None:
    """The seat in a case of the account that is signed in here: a link for another would put its holder out of it."""
    office = office_of(request)
    held = office.sessions.of(request.cookies, "")
    account = office.accounts.of(held.seat) if held is not None else None
    return None if account is None else account.seats.get(case)


async def leave(request: Request) -> Response:
    """The seat is left: its session ends, its streams are cut, and the browser forgets what it holds of it.

    Where this browser holds other seats, their cookies must stay; so only the last one takes all with it. Who sits
    there by an account stays signed in, and goes to its first page.
    """
    office = office_of(request)
    case = request.path_params["case"]
    session = office.sessions.of(request.cookies, case)
    if session is None:
        seat_of(request)
        return RedirectResponse("/", status_code=303)
    await office.sessions.close(session)
    response = answer(request, "left.html.jinja")
    take_cookie(response, case)
    others = any(name.startswith(ACCOUNT_COOKIE) and name != cookie_of(case) for name in request.cookies)
    response.headers["clear-site-data"] = '"cache"' if others else '"cache", "cookies", "storage"'
    return response


async def change_language(request: Request) -> Response:
    """The language is remembered, and the page comes back in it."""
    form = await fields(request, "language", "back")
    response = RedirectResponse(local(form["back"]), status_code=303)
    try:
        choose_language(response, form["language"])
    except KeyError:
        raise HTTPException(400) from None
    return response


def offered(request: Request, *, of_account: bool = False, of_class: bool = False) -> Invite:
    """What the token in the path offers: a seat, an account, or some seat in a class.

    404 where it offers no such thing; 429 after too many that offered nothing.
    """
    office = office_of(request)
    source = office.sources.of(request)
    if office.failed.is_spent(source):
        raise HTTPException(429)
    invite = office.invites.of(request.path_params["token"])
    if invite is None or (not invite.case, not invite.seat) != (of_account, of_class):
        office.failed.take(source)
        raise HTTPException(404)
    return invite

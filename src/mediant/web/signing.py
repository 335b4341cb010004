"""Signing up by an invitation, signing in, and changing how one does: passkeys first, passwords where there is none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.web.accounts import ROLES, Account, plain
from mediant.web.answers import answer
from mediant.web.entrance import offered
from mediant.web.forms import fields
from mediant.web.office import Office, account_of, office_of
from mediant.web.passkeys import Unproven
from mediant.web.passwords import Busy, is_long_enough
from mediant.web.sessions import Session, give_cookie, take_cookie

Handler = Callable[[Request], Awaitable[Response]]


def routes() -> list[Route]:
    """Those of this module."""
    table: list[tuple[str, str, Handler]] = [
        ("GET", "/join/{token}", show_joining), ("POST", "/join/{token}", join_with_password),
        ("POST", "/join/{token}/options", options_to_join), ("POST", "/join/{token}/passkey", join_with_passkey),
        ("GET", "/login", show_login), ("POST", "/login", sign_in_with_password),
        ("POST", "/login/options", options_to_sign_in), ("POST", "/login/passkey", sign_in_with_passkey),
        ("GET", "/account", show_account),
        ("POST", "/account/options", options_to_add), ("POST", "/account/passkey", add_passkey),
        ("POST", "/account/password", change_password), ("POST", "/account/leave", sign_out),
    ]  # fmt: skip
    return [Route(path, endpoint, methods=[method]) for method, path, endpoint in table]


async def show_joining(request: Request) -> Response:
    """The form that makes an account. Looking at it changes nothing."""
    offered(request, of_account=True)
    return _joining(request)


async def join_with_password(request: Request) -> Response:
    """A new account with a password, signed in."""
    office = office_of(request)
    offered(request, of_account=True)
    form = await fields(request, "name", "password")
    if not office.accounts.may_be_named(form["name"]):
        return _joining(request, form["name"], "name")
    if not is_long_enough(form["password"]):
        return _joining(request, form["name"], "password")
    password = await _hashed(office, form["password"])
    roles = await _used_up(request)
    return await _into(request, await office.accounts.make(form["name"], roles, password=password))


async def options_to_join(request: Request) -> Response:
    """What the browser needs to make a passkey for a new account."""
    office = office_of(request)
    invite = offered(request, of_account=True)
    name = (await fields(request, "name"))["name"]
    if not office.accounts.may_be_named(name):
        raise HTTPException(400)
    return _json(office.passkeys.to_register(f"join {invite.key} {name}", name))


async def join_with_passkey(request: Request) -> Response:
    """A new account with a passkey, signed in."""
    office = office_of(request)
    invite = offered(request, of_account=True)
    form = await fields(request, "name", "credential")
    try:
        passkey = office.passkeys.registered(f"join {invite.key} {form['name']}", form["credential"])
    except Unproven:
        raise HTTPException(400) from None
    if not office.accounts.may_be_named(form["name"]):
        return _joining(request, form["name"], "name")
    roles = await _used_up(request)
    return await _into(request, await office.accounts.make(form["name"], roles, passkey=passkey))


async def show_login(request: Request) -> Response:
    """The form that signs in."""
    return answer(request, "login.html.jinja", name="", wrong=False, nobody=not len(office_of(request).accounts))


async def sign_in_with_password(request: Request) -> Response:
    """A session of the account; the same refusal, as late, where there is no such account."""
    office = office_of(request)
    form = await fields(request, "name", "password")
    _hold_back(request, form["name"])
    account = office.accounts.named(form["name"])
    try:
        fits = await office.passwords.fits(account, form["password"])
    except Busy:
        raise HTTPException(503) from None
    if account is None or not fits:
        office.failed.take(office.sources.of(request))
        return answer(request, "login.html.jinja", status=422, name=form["name"], wrong=True)
    return await _into(request, account.id)


async def options_to_sign_in(request: Request) -> Response:
    """What the browser needs to prove a passkey."""
    await fields(request)
    return _json(office_of(request).passkeys.to_sign_in())


async def sign_in_with_passkey(request: Request) -> Response:
    """A session of the account whose passkey it was."""
    office = office_of(request)
    form = await fields(request, "credential")
    if office.failed.is_spent(office.sources.of(request)):
        raise HTTPException(429)
    try:
        account = await office.passkeys.signed_in(form["credential"])
    except Unproven:
        office.failed.take(office.sources.of(request))
        return answer(request, "login.html.jinja", status=422, name="", wrong=True)
    return await _into(request, account.id)


async def show_account(request: Request) -> Response:
    """Ways to sign in, and the way out."""
    account, _ = signed_in(request)
    return answer(request, "account.html.jinja", account=account, wrong="")


async def options_to_add(request: Request) -> Response:
    """What the browser needs to make one more passkey."""
    account, _ = signed_in(request)
    await fields(request)
    return _json(office_of(request).passkeys.to_register(f"add {account.id}", account.name, account))


async def add_passkey(request: Request) -> Response:
    """One more passkey; every other session of the account ends, and this one gets a new token."""
    office = office_of(request)
    account, _ = signed_in(request)
    form = await fields(request, "credential")
    try:
        passkey = office.passkeys.registered(f"add {account.id}", form["credential"])
    except Unproven:
        raise HTTPException(400) from None
    await office.accounts.add_passkey(account.id, passkey)
    await office.sessions.close_seat("", account.id)
    return await _into(request, account.id)


async def change_password(request: Request) -> Response:
    """Another password, for those who know the one they have; sessions as above."""
    office = office_of(request)
    account, _ = signed_in(request)
    form = await fields(request, "now", "new")
    _hold_back(request, account.name)
    try:
        known = not account.password or await office.passwords.fits(account, form["now"])
    except Busy:
        raise HTTPException(503) from None
    if not known or not is_long_enough(form["new"]):
        wrong = "new" if known else "now"
        return answer(request, "account.html.jinja", status=422, account=account, wrong=wrong)
    await office.accounts.set_password(account.id, await _hashed(office, form["new"]))
    await office.sessions.close_seat("", account.id)
    return await _into(request, account.id)


async def sign_out(request: Request) -> Response:
    """The session ends. Seats that this browser holds stay."""
    office = office_of(request)
    _, session = signed_in(request)
    await fields(request)
    await office.sessions.close(session)
    response = RedirectResponse("/login", status_code=303)
    take_cookie(response, "")
    response.headers["clear-site-data"] = '"cache"'
    return response


def _joining(request: Request, name: str = "", wrong: str = "") -> Response:
    action = f"/join/{request.path_params['token']}"
    status = 422 if wrong else 200
    return answer(request, "join.html.jinja", status=status, action=action, name=name, wrong=wrong)


def signed_in(request: Request) -> tuple[Account, Session]:
    """The account that this browser is signed in to, and its session. 404 where there is none."""
    session = account_of(request)
    account = office_of(request).accounts.of(session.seat)
    if account is None:
        raise HTTPException(404)
    return account, session


def signed_in_as(role: str, request: Request) -> Account:
    """The account that this browser is signed in to. 404 where there is none, or one without that role."""
    account, _ = signed_in(request)
    if role not in account.roles:
        raise HTTPException(404)
    return account


def _hold_back(request: Request, name: str) -> None:
    """429 after too many failures from one place, or too many tries for one name.

    From each place a name has tries of its own, few; all places together have many: nobody at one other place keeps its
    owner out. Names that are one account's are one.
    """
    office = office_of(request)
    source, name = office.sources.of(request), plain(name)[:100]
    allowed = not office.failed.is_spent(source) and office.tries.take(f"{source} {name}")
    if not allowed or not office.tries_of_all.take(name):
        raise HTTPException(429)


async def _hashed(office: Office, password: str) -> str:
    try:
        return await office.passwords.hash(password)
    except Busy:
        raise HTTPException(503) from None


async def _used_up(request: Request) -> tuple[str, ...]:
    """The roles that the invitation gives, now that it is used up."""
    invite = await office_of(request).invites.redeem(request.path_params["token"])
    if invite is None:
        raise HTTPException(404)
    return tuple(role for role in ROLES if role in invite.seat.split("+"))


async def _into(request: Request, account: str) -> Response:
    """Signed in, with a new token whatever the browser held before."""
    office = office_of(request)
    held = office.sessions.of(request.cookies, "")
    token = await office.sessions.open("", account, instead_of=held)
    response = RedirectResponse("/", status_code=303)
    give_cookie(response, "", token, office.settings.accounts)
    return response


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")

"""The office: who asks, told apart for the case in the path and for the account."""

from __future__ import annotations

import pytest
from small_server import CASE, OTHER_CASE, Server, cookie, served
from starlette.exceptions import HTTPException
from starlette.requests import Request

from mediant.web.middleware import SESSION
from mediant.web.office import account_of, office_of, seat_of, session_of
from mediant.web.sessions import cookie_of


def request(server: Server, session=None, **cookies: str) -> Request:
    header = "; ".join(f"{name}={value}" for name, value in cookies.items()).encode()
    scope = {"type": "http", "app": server.app, "headers": [(b"cookie", header)], SESSION: session}
    return Request(scope)


@served
async def test_who_asks(server: Server):
    browser = await server.seated()
    account = await server.office.sessions.open("", "a1")
    seat = server.office.sessions.of({cookie_of(CASE): cookie(browser)}, CASE)
    held = server.office.sessions.of({cookie_of(""): account}, "")
    assert office_of(request(server)) is server.office
    assert session_of(request(server, seat)) == seat_of(request(server, seat)) == seat
    assert session_of(request(server, held)) == held
    assert account_of(request(server, **{cookie_of(""): account})) == held
    for question, asked in (
        (session_of, request(server)),
        (seat_of, request(server, held)),
        (account_of, request(server, seat)),
        (account_of, request(server, **{cookie_of(""): cookie(browser)})),
    ):
        with pytest.raises(HTTPException):
            question(asked)


@served
async def test_the_session_of_the_case_comes_before_that_of_the_account(server: Server):
    browser = await server.seated()
    browser.cookies.set(cookie_of(""), await server.office.sessions.open("", "a1"), domain="localhost.local")
    both = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    assert (await browser.get(f"/c/{CASE}/", headers={"cookie": both})).text == f"{CASE} north-1"
    assert (await browser.get(f"/c/{OTHER_CASE}/", headers={"cookie": both})).status_code == 404


@served
async def test_4_an_account_sits_where_it_has_a_seat_and_nowhere_else(server: Server):
    accounts = server.office.accounts
    account = await accounts.make("Amina", ("mediator",))
    header = {"cookie": f"{cookie_of('')}={await server.office.sessions.open('', account)}"}
    browser = server.browser()
    assert (await browser.get(f"/c/{CASE}/", headers=header)).status_code == 404
    await accounts.give_seat(account, CASE, "m")
    assert (await browser.get(f"/c/{CASE}/", headers=header)).text == f"{CASE} m"
    assert (await browser.get(f"/c/{OTHER_CASE}/", headers=header)).status_code == 404
    await accounts.take_seat(account, CASE)
    assert (await browser.get(f"/c/{CASE}/", headers=header)).status_code == 404
    await accounts.give_seat(account, CASE, "m")
    await accounts.close(account)
    assert (await browser.get(f"/c/{CASE}/", headers=header)).status_code == 404

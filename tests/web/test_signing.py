"""Signing up, in and out, over HTTP."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from authenticator import Authenticator
from small_server import Memory, Server, cookie, plain, served, serving

from mediant.web.passwords import AT_ONCE, WAITING
from mediant.web.sessions import cookie_of

GOOD = "correct horse battery"


async def joined(server: Server, name: str = "Amina", password: str = GOOD) -> httpx.AsyncClient:
    browser = server.browser()
    link = f"/join/{await server.office.invites.make('', 'mediator')}"
    answer = await browser.post(link, data={"name": name, "password": password})
    assert (answer.status_code, answer.headers["location"]) == (303, "/"), answer.text
    return browser


def signed_in(server: Server, browser: httpx.AsyncClient) -> bool:
    return server.office.sessions.of({cookie_of(""): cookie(browser, "") or ""}, "") is not None


@served
async def test_the_first_account_has_every_role(server: Server):
    link = await server.office.first_link()
    path = link.removeprefix(server.settings.origin)
    assert (await server.browser().get(path)).status_code == 200
    assert "Nobody has an account here yet" in (await server.browser().get("/login")).text
    await server.browser().post(path, data={"name": "Amina", "password": GOOD})
    assert "Nobody has an account here yet" not in (await server.browser().get("/login")).text
    (account,) = server.office.accounts
    assert account.roles == ("administrator", "mediator", "teacher")
    assert await server.office.first_link() is None
    assert (await server.browser().get(path)).status_code == 404


@served
async def test_a_new_first_link_ends_the_old_one(server: Server):
    old, new = [(await server.office.first_link()).removeprefix(server.settings.origin) for _ in range(2)]
    assert (await server.browser().get(old)).status_code == 404
    assert (await server.browser().get(new)).status_code == 200


@served
async def test_69_an_account_is_not_made_by_looking(server: Server):
    token = await server.office.invites.make("", "mediator")
    for _ in range(2):
        assert (await server.browser().get(f"/join/{token}")).status_code == 200
    assert (await server.browser().get(f"/i/{token}")).status_code == 404  # it is no seat
    assert len(server.office.accounts) == 0


@pytest.mark.parametrize(("name", "password"), [("", GOOD), ("Amina", "short"), ("a\u202eb", GOOD), ("x" * 61, GOOD)])
def test_what_makes_no_account_does_not_use_up_the_invitation(name, password):
    async def inside() -> None:
        async with serving() as server:
            link = f"/join/{await server.office.invites.make('', 'mediator')}"
            answer = await server.browser().post(link, data={"name": name, "password": password})
            assert answer.status_code == 422
            assert (await server.browser().post(link, data={"name": "Bo", "password": GOOD})).status_code == 303

    asyncio.run(inside())


@served
async def test_68_signing_in_makes_a_new_id(server: Server):
    browser = await joined(server)
    before = cookie(browser, "")
    wrong = await server.browser().post("/login", data={"name": "Amina", "password": GOOD + "x"})
    nobody = await server.browser().post("/login", data={"name": "Nobody", "password": GOOD})
    assert wrong.status_code == nobody.status_code == 422
    assert plain(wrong).replace("Amina", "") == plain(nobody).replace("Nobody", "")
    assert (await browser.post("/login", data={"name": "amina", "password": GOOD})).status_code == 303
    assert cookie(browser, "") != before
    assert server.office.sessions.of({cookie_of(""): before}, "") is None
    assert signed_in(server, browser)


@served
async def test_68_a_change_of_password_ends_all_other_sessions(server: Server):
    here, there = await joined(server), server.browser()
    await there.post("/login", data={"name": "Amina", "password": GOOD})
    before = cookie(here, "")
    assert (await here.post("/account/password", data={"now": "wrong wrong wrong", "new": "x" * 20})).status_code == 422
    assert (await here.post("/account/password", data={"now": GOOD, "new": "short"})).status_code == 422
    assert signed_in(server, there)
    assert (await here.post("/account/password", data={"now": GOOD, "new": "x" * 20})).status_code == 303
    assert not signed_in(server, there)
    assert signed_in(server, here)
    assert cookie(here, "") != before
    assert (await there.post("/login", data={"name": "Amina", "password": "x" * 20})).status_code == 303


@served
async def test_76_signing_out_cuts_streams(server: Server):
    browser = await joined(server)
    (key,) = server.office.sessions._open
    stream = server.office.streams.open("a", key)
    answer = await browser.post("/account/leave")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert stream.dropped.is_set()
    assert (await browser.post("/account/leave")).status_code == 404


@served
async def test_passkeys_from_sign_up_to_one_more(server: Server):
    link, mine, browser = f"/join/{await server.office.invites.make('', 'teacher')}", Authenticator(), server.browser()
    assert (await browser.post(f"{link}/options", data={"name": ""})).status_code == 400
    options = (await browser.post(f"{link}/options", data={"name": "Amina"})).text
    answer = mine.register(options)
    for form in ({"name": "Bo", "credential": answer}, {"name": "Amina", "credential": "{}"}):
        assert (await browser.post(f"{link}/passkey", data=form)).status_code == 400
    options = (await browser.post(f"{link}/options", data={"name": "Amina"})).text
    done = await browser.post(f"{link}/passkey", data={"name": "Amina", "credential": mine.register(options)})
    assert done.status_code == 303
    assert signed_in(server, browser)

    other = server.browser()
    answer = mine.sign_in((await other.post("/login/options")).text)
    assert (await other.post("/login/passkey", data={"credential": answer})).status_code == 303
    assert (await other.post("/login/passkey", data={"credential": answer})).status_code == 422
    assert signed_in(server, other)

    second = Authenticator()
    answer = second.register((await browser.post("/account/options")).text)
    assert (await other.post("/account/passkey", data={"credential": "{}"})).status_code == 400
    assert (await browser.post("/account/passkey", data={"credential": answer})).status_code == 303
    assert not signed_in(server, other)
    assert signed_in(server, browser)
    answer = second.sign_in((await other.post("/login/options")).text)
    assert (await other.post("/login/passkey", data={"credential": answer})).status_code == 303
    assert (await browser.post("/account/password", data={"now": "", "new": GOOD})).status_code == 303  # it had none


@served
async def test_of_two_who_join_by_one_invitation_one_gets_in(server: Server):
    link = f"/join/{await server.office.invites.make('', 'mediator')}"
    forms = [{"name": name, "password": GOOD} for name in ("Amina", "Bo")]
    answers = await asyncio.gather(*(server.browser().post(link, data=form) for form in forms))
    assert sorted(answer.status_code for answer in answers) == [303, 404]
    assert len(server.office.accounts) == 1


@served
async def test_strangers_have_no_account(server: Server):
    seated = await server.seated()
    for browser in (seated, server.browser()):
        for path in ("options", "passkey", "password", "leave"):
            assert (await browser.post(f"/account/{path}")).status_code == 404


@served
async def test_guessing_passwords_is_held_back_by_name_and_by_place(server: Server):
    await joined(server)
    for _ in range(10):
        assert (await server.browser().post("/login", data={"name": "AMINA", "password": "guess"})).status_code == 422
    assert (await server.browser().post("/login", data={"name": "amina", "password": GOOD})).status_code == 429
    fullwidth = "\uff21\uff2d\uff29\uff2e\uff21"  # the same account
    assert (await server.browser().post("/login", data={"name": fullwidth, "password": GOOD})).status_code == 429
    elsewhere = server.browser(host="192.0.2.7")
    assert (await elsewhere.post("/login", data={"name": fullwidth, "password": GOOD})).status_code == 303
    for _ in range(20):
        server.office.failed.take(server.office.sources.of(httpx_source()))
    assert (await server.browser().post("/login", data={"name": "Bo", "password": "guess"})).status_code == 429
    assert (await server.browser().post("/login/passkey", data={"credential": "{}"})).status_code == 429


@served
async def test_guesses_from_many_places_are_held_back_together(server: Server):
    await joined(server)
    for _ in range(300):
        assert server.office.tries_of_all.take("amina")
    elsewhere = server.browser(host="192.0.2.7")
    assert (await elsewhere.post("/login", data={"name": "Amina", "password": GOOD})).status_code == 429


@served
async def test_one_place_alone_does_not_use_up_the_tries_of_all(server: Server):
    await joined(server)
    for _ in range(10):
        assert server.office.tries.take(f"{server.office.sources.of(httpx_source())} amina")
    for _ in range(301):
        assert (await server.browser().post("/login", data={"name": "Amina", "password": "guess"})).status_code == 429
    elsewhere = server.browser(host="192.0.2.7")
    assert (await elsewhere.post("/login", data={"name": "Amina", "password": GOOD})).status_code == 303


def httpx_source():
    from starlette.requests import HTTPConnection

    return HTTPConnection({"type": "http", "client": ("127.0.0.1", 123), "headers": []})


@served
async def test_80_a_flood_of_passwords_leaves_the_rest_alone(server: Server):
    seated = await server.seated()
    flood = [
        asyncio.create_task(server.browser().post("/login", data={"name": f"guess {n}", "password": "x"}))
        for n in range(30)
    ]
    await asyncio.sleep(0.05)
    assert (await asyncio.wait_for(seated.get("/c/case0001/"), 0.5)).status_code == 200
    statuses = [answer.status_code for answer in await asyncio.gather(*flood)]
    assert AT_ONCE + WAITING <= statuses.count(422) < 20  # the first may be through before the last has come
    assert statuses.count(503) == 30 - statuses.count(422)


def test_no_password_and_no_token_is_stored():
    store = Memory()

    async def inside() -> str:
        async with serving(store) as server:
            return cookie(await joined(server), "")

    token = asyncio.run(inside())
    written = b"".join(store.kept["serverlog"]).decode()
    assert GOOD not in written
    assert token not in written
    assert "$argon2id$" in written

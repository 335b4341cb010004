"""Sessions: what a browser holds, for how long, and what ends it."""

from __future__ import annotations

import asyncio

from small_server import CASE, OTHER_CASE, Clock, Memory, Server, cookie, served, serving
from starlette.responses import Response

from mediant.web.sessions import cookie_of, give_cookie, hashed, take_cookie
from mediant.web.settings import DAY, Lifetime


@served
async def test_68_the_id_is_new_at_redeem(server: Server):
    browser = server.browser()
    planted = "a" * 43
    browser.cookies.set(cookie_of(CASE), planted, domain="localhost.local")
    token = await server.office.invites.make(CASE, "north-1")
    await browser.post(f"/i/{token}", headers={"cookie": f"{cookie_of(CASE)}={planted}"})
    given = cookie(await server.seated(seat="south-1"))
    assert given not in (None, planted, token)
    held = server.office.sessions.of({cookie_of(CASE): planted}, CASE)
    assert held is None


@served
async def test_68_the_old_id_ends_when_the_same_seat_is_redeemed_again(server: Server):
    browser = await server.seated()
    before = cookie(browser)
    await browser.post(f"/i/{await server.office.invites.make(CASE, 'north-1')}")
    after = cookie(browser)
    assert before != after
    assert server.office.sessions.of({cookie_of(CASE): before}, CASE) is None
    assert server.office.sessions.of({cookie_of(CASE): after}, CASE).seat == "north-1"


@served
async def test_76_cookie_flags(server: Server):
    browser = server.browser()
    answer = await browser.post(f"/i/{await server.office.invites.make(CASE, 'north-1')}")
    name, *flags = (answer.headers["set-cookie"]).split("; ")
    assert name.startswith("__Host-mediant-case0001=")
    assert sorted(flag.lower() for flag in flags) == [
        "httponly", "max-age=2592000", "path=/", "samesite=lax", "secure",
    ]  # fmt: skip


@served
async def test_76_leaving_ends_the_session_for_good(server: Server):
    browser = await server.seated()
    token = cookie(browser)
    answer = await browser.post(f"/c/{CASE}/leave")
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    assert server.office.sessions.of({cookie_of(CASE): token}, CASE) is None
    assert (await browser.get(f"/c/{CASE}/", headers={"cookie": f"{cookie_of(CASE)}={token}"})).status_code == 404


@served
async def test_77_two_cases_in_one_browser(server: Server):
    browser = await server.seated(CASE, "north-1")
    await browser.post(f"/i/{await server.office.invites.make(OTHER_CASE, 'south-9')}")
    assert (await browser.get(f"/c/{CASE}/")).text == f"{CASE} north-1"
    assert (await browser.get(f"/c/{OTHER_CASE}/")).text == f"{OTHER_CASE} south-9"
    swapped = {cookie_of(CASE): cookie(browser, OTHER_CASE), cookie_of(OTHER_CASE): cookie(browser, CASE)}
    header = "; ".join(f"{name}={value}" for name, value in swapped.items())
    stranger = server.browser()
    for case in (CASE, OTHER_CASE):
        assert (await stranger.get(f"/c/{case}/", headers={"cookie": header})).status_code == 404
    left = await browser.post(f"/c/{CASE}/leave")
    assert left.headers["clear-site-data"] == '"cache"'  # the other seat stays
    assert (await browser.get(f"/c/{CASE}/")).status_code == 404
    assert (await browser.get(f"/c/{OTHER_CASE}/")).text == f"{OTHER_CASE} south-9"


@served
async def test_77_two_seats_of_one_case_in_one_browser_are_refused(server: Server):
    browser = await server.seated(CASE, "north-1")
    link = f"/i/{await server.office.invites.make(CASE, 'south-1')}"
    assert (await browser.post(link)).status_code == 409
    assert (await browser.get(f"/c/{CASE}/")).text == f"{CASE} north-1"
    assert (await server.browser().post(link)).status_code == 303  # it was not used up


@served
async def test_77_a_link_to_another_seat_does_not_put_an_account_out_of_its_own(server: Server):
    made = await server.office.accounts.make("Mo", ("mediator",), password="")
    await server.office.accounts.give_seat(made, CASE, "m")
    browser = server.browser()
    browser.cookies[cookie_of("")] = await server.office.sessions.open("", made)
    link = f"/i/{await server.office.invites.make(CASE, 'south-1')}"
    assert (await browser.post(link)).status_code == 409
    assert (await browser.get(f"/c/{CASE}/")).text == f"{CASE} m"
    assert (await server.browser().post(link)).status_code == 303


def test_sessions_end_by_idleness_and_by_age():
    async def inside() -> None:
        async with serving(seats=Lifetime(idle=100, absolute=250)) as server:
            browser, quiet = await server.seated(seat="north-1"), await server.seated(seat="south-1")
            server.clock.at += 99
            assert (await browser.get(f"/c/{CASE}/")).status_code == 200
            server.clock.at += 99
            assert (await browser.get(f"/c/{CASE}/")).status_code == 200
            assert (await quiet.get(f"/c/{CASE}/")).status_code == 404
            server.clock.at += 52
            assert (await browser.get(f"/c/{CASE}/")).status_code == 404

    asyncio.run(inside())


def test_who_follows_what_happens_is_not_idle():
    async def inside() -> None:
        async with serving(seats=Lifetime(idle=100, absolute=250)) as server:
            follows, away = await server.seated(seat="north-1"), await server.seated(seat="south-1")
            key = hashed(cookie(follows))
            for _ in range(4):
                server.clock.at += 50
                await server.office.sessions.sweep(frozenset({key, "unknown"}))
            assert (await follows.get(f"/c/{CASE}/")).status_code == 200
            assert (await away.get(f"/c/{CASE}/")).status_code == 404
            server.clock.at += 50
            await server.office.sessions.sweep(frozenset({key}))
            assert (await follows.get(f"/c/{CASE}/")).status_code == 404  # its time is up all the same

    asyncio.run(inside())


def test_only_hashes_are_stored_and_sessions_outlive_a_restart():
    store, clock = Memory(), Clock()

    async def first() -> tuple[str, str]:
        async with serving(store, clock) as server:
            left, stays = await server.seated(seat="north-1"), await server.seated(seat="south-1")
            tokens = cookie(left), cookie(stays)
            await left.post(f"/c/{CASE}/leave")
            return tokens

    async def second(tokens: tuple[str, str]) -> list:
        async with serving(store, clock) as server:
            return [server.office.sessions.of({cookie_of(CASE): token}, CASE) for token in tokens]

    tokens = asyncio.run(first())
    written = b"\n".join(store.kept["serverlog"]).decode()
    for token in tokens:
        assert token not in written
        assert hashed(token) in written
    gone, there = asyncio.run(second(tokens))
    assert gone is None
    assert there.seat == "south-1"


def test_an_expired_session_is_not_revived_by_a_restart():
    store, clock = Memory(), Clock()

    async def first() -> str:
        async with serving(store, clock) as server:
            browser = await server.seated()
            clock.at += 8 * DAY
            await server.office.sessions.sweep()
            return cookie(browser)

    async def second(token: str) -> object:
        async with serving(store, clock) as server:
            return server.office.sessions.of({cookie_of(CASE): token}, CASE)

    assert asyncio.run(second(asyncio.run(first()))) is None


@served
async def test_5_all_sessions_of_a_seat_end_at_once_save_one(server: Server):
    one, two, other = await server.seated(), await server.seated(), await server.seated(seat="south-1")
    sessions = server.office.sessions
    kept = sessions.of({cookie_of(CASE): cookie(two)}, CASE)
    await sessions.close_seat(CASE, "north-1", but=kept)
    assert [(await browser.get(f"/c/{CASE}/")).status_code for browser in (one, two, other)] == [404, 200, 200]
    assert sessions.is_open(kept)
    await sessions.close_seat(CASE, "north-1")
    assert not sessions.is_open(kept)


@served
async def test_a_seat_is_not_given_where_it_cannot_be_kept(server: Server):
    browser = server.browser()
    link = f"/i/{await server.office.invites.make(CASE, 'north-1')}"
    server.store.fails = OSError("no space")
    assert (await browser.post(link)).status_code == 500
    assert cookie(browser) is None
    server.store.fails = None
    assert (await browser.post(link)).status_code == 303


def test_cookies_are_given_and_taken_under_one_name():
    given, taken = Response(), Response()
    give_cookie(given, "", "t" * 43, Lifetime(idle=1, absolute=9.6))
    take_cookie(taken, "")
    assert given.headers["set-cookie"].startswith("__Host-mediant=" + "t" * 43 + "; HttpOnly; Max-Age=10;")
    assert taken.headers["set-cookie"].startswith('__Host-mediant=""; HttpOnly; Max-Age=0;')

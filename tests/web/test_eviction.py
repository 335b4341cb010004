"""A seat that is taken away gives nothing any more: no page, no stream, no link."""

from __future__ import annotations

import asyncio
import time

from small_workbench import Bench, at_the_bench

from mediant.errors import StoreFull
from mediant.web.push import viewer_of
from mediant.workbench.people import Person, Seat, Unseat


async def page(bench: Bench, browser) -> int:
    return (await browser.get(f"{bench.at}/", follow_redirects=True)).status_code


@at_the_bench
async def test_05_streams_and_sessions_end_within_a_second(bench: Bench):
    office = bench.app.state.office
    await bench.ask("m", Seat(Person(id="m2", role="co-mediator", name="Mia", side="host")))
    gone, stays = await bench.browser("m2"), await bench.browser("s")
    link = f"/i/{await office.invites.make(str(bench.place), 'm2')}"
    assert await page(bench, gone) == 200
    key = next(session.key for session in office.sessions._open.values() if session.seat == "m2")
    streams = [
        office.streams.open(viewer_of(bench.place, seat, "control", "en"), session)
        for seat, session in (("m2", key), ("s", "other"))
    ]
    begun = time.perf_counter()
    await bench.ask("m", Unseat("m2"))
    await asyncio.wait_for(streams[0].dropped.wait(), 1)
    assert time.perf_counter() - begun < 1
    assert not streams[1].dropped.is_set()
    for _ in range(50):
        await asyncio.sleep(0.01)
        if not [session for session in office.sessions._open.values() if session.seat == "m2"]:
            break
    assert await page(bench, gone) == 404
    assert await page(bench, stays) == 200
    assert (await (await bench.browser()).get(link)).status_code == 404


@at_the_bench
async def test_05_an_account_loses_the_seat_and_stays_signed_in(bench: Bench):
    office = bench.app.state.office
    account = await office.accounts.make("Mia", ("mediator",))
    await bench.ask("m", Seat(Person(id="m2", role="co-mediator", name="Mia", side="host")))
    await office.accounts.give_seat(account, str(bench.place), "m2")
    browser = await bench.browser()
    browser.cookies.set("__Host-mediant", await office.sessions.open("", account))
    assert await page(bench, browser) == 200
    stream = office.streams.open(viewer_of(bench.place, "m2", "control", "en"), "the account's")
    await bench.ask("m", Unseat("m2"))
    assert stream.dropped.is_set()  # its session stays
    assert await page(bench, browser) == 404
    for _ in range(50):
        await asyncio.sleep(0.01)
        if not office.accounts.of(account).seats:
            break
    assert office.accounts.of(account).seats == {}
    assert (await browser.get("/account")).status_code == 200


@at_the_bench
async def test_05_where_it_cannot_be_written_the_seat_is_gone_all_the_same(bench: Bench):
    office, gone = bench.app.state.office, await bench.browser("s")

    async def full(*_: object) -> None:
        raise StoreFull("the disk")

    office.logbook.write = full
    stream = office.streams.open(viewer_of(bench.place, "s", "table", "en"), "theirs")
    await bench.ask("m", Unseat("s"))
    assert stream.dropped.is_set()
    await asyncio.sleep(0.05)
    assert await page(bench, gone) == 404

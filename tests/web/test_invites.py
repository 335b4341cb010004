"""Invitations: what they give, once, and what is kept of them."""

from __future__ import annotations

import asyncio
import csv
import io
import re

import pytest
from small_server import CASE, Clock, Memory, Server, served, serving

from mediant.web.invites import csv_of, link_of, qr_code
from mediant.web.settings import Settings


@served
async def test_70_a_revoked_invitation_is_worth_nothing(server: Server):
    invites = server.office.invites
    token = await invites.make(CASE, "north-1")
    (invite,) = invites.open_for(CASE)
    await invites.revoke(invite.key)
    await invites.revoke(invite.key)  # again changes nothing
    assert (await server.browser().post(f"/i/{token}")).status_code == 404
    assert invites.open_for(CASE) == ()


@served
async def test_70_an_invitation_expires(server: Server):
    token = await server.office.invites.make(CASE, "north-1", lasts=60)
    server.clock.at += 60
    assert (await server.browser().get(f"/i/{token}")).status_code == 404
    assert (await server.browser().post(f"/i/{token}")).status_code == 404


@served
async def test_70_guessing_is_held_back(server: Server):
    browser = server.browser()
    good = await server.office.invites.make(CASE, "north-1")
    guesses = [(await browser.get(f"/i/{number:043}")).status_code for number in range(40)]
    assert (guesses[:30], set(guesses[30:])) == ([404] * 30, {429})
    assert (await browser.post(f"/i/{good}")).status_code == 429
    server.clock.at += 10
    assert (await browser.post(f"/i/{good}")).status_code == 303


def test_70_behind_a_proxy_each_caller_is_held_back_alone():
    async def inside() -> None:
        async with serving(proxied=True) as server:
            browser = server.browser()
            for number in range(31):
                forged = {"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"}  # only the last is the proxy's own word
                last = await browser.get(f"/i/{number:043}", headers=forged)
            assert last.status_code == 429
            other = await browser.get("/i/" + "b" * 43, headers={"x-forwarded-for": "192.0.2.2"})
            assert other.status_code == 404

    asyncio.run(inside())


@served
async def test_69_two_at_once_get_one_seat(server: Server):
    token = await server.office.invites.make(CASE, "north-1")
    answers = await asyncio.gather(*(server.browser().post(f"/i/{token}") for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [303] + [404] * 19


@served
async def test_an_invitation_for_many_counts_them(server: Server):
    token = await server.office.invites.make(CASE, "student", uses=3)
    answers = await asyncio.gather(*(server.browser().post(f"/i/{token}") for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [303, 303, 303, 404, 404]


def test_what_was_redeemed_stays_so_after_a_restart():
    store, clock = Memory(), Clock()

    async def first() -> list[str]:
        async with serving(store, clock) as server:
            tokens = await server.office.invites.make_many(CASE, ["north-1", "south-1"])
            await server.browser().post(f"/i/{tokens[0]}")
            return tokens

    async def second(tokens: list[str]) -> list[int]:
        async with serving(store, clock) as server:
            return [(await server.browser().post(f"/i/{token}")).status_code for token in tokens]

    tokens = asyncio.run(first())
    assert not any(token.encode() in line for line in store.kept["serverlog"] for token in tokens)
    assert asyncio.run(second(tokens)) == [404, 303]


def test_a_code_for_cameras_holds_the_link():
    link = link_of(Settings(origin="https://talks.example.org"), "t" * 43)
    assert link == "https://talks.example.org/i/" + "t" * 43
    drawing = qr_code(link)
    assert drawing.startswith("<svg ")
    assert "script" not in drawing
    assert drawing != qr_code(link + "x")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", "a,b", 'say "a"', "line\nline"])
def test_63_csv_holds_no_formulas(name):
    _, (seat, link) = csv.reader(io.StringIO(csv_of([(name, "https://talks.example.org/i/x")])))
    assert not re.match(r"[=+\-@\t\r]", seat)
    assert seat.removeprefix("'") == name
    assert link == "https://talks.example.org/i/x"

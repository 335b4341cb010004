"""Codes of chance, and a class behind one address: who mistypes holds up nobody else, and nobody can guess."""

from __future__ import annotations

import re
from math import expm1, log1p

from hypothesis import given
from hypothesis import strategies as st
from small_class import Classroom, in_class

from mediant.web.codes import COOKIE, LETTERS, OF_ADDRESS, OF_BROWSER, SECONDS, SHORTEST, code_from, code_key
from mediant.workbench.teaching import MOST_STUDENTS

DAY = 86_400


@given(st.text(max_size=60))
def test_a_code_is_the_same_however_it_is_typed(chance):
    code = code_from(chance)
    assert re.fullmatch("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code)
    assert code_key(code) == code_key(f" {code.lower().replace('-', ' ')} ")


def guessed(characters: int, codes: int) -> float:
    """The chance of finding any of so many codes of chance from one address in a day."""
    tries = OF_ADDRESS + DAY / SECONDS
    return -expm1(tries * log1p(-codes / len(LETTERS) ** characters))


def test_codes_cannot_be_guessed():
    """The figures that the page of a new class gives, and those of codes of ours in the largest class."""
    assert (OF_BROWSER, OF_ADDRESS, SECONDS, SHORTEST) == (10, 300, 30, 8)
    assert guessed(SHORTEST, 300) < 1e-6
    assert guessed(12, MOST_STUDENTS) < 2e-11


@in_class()
async def test_who_mistypes_holds_up_nobody_else(room: Classroom):
    clumsy = await room.bench.browser()
    answers = [(await room.join(clumsy, "Ann", f"WRONG-{number}")).status_code for number in range(OF_BROWSER + 2)]
    assert answers == [422] * OF_BROWSER + [429] * 2
    others = [await room.bench.browser() for _ in range(60)]
    for number, browser in enumerate(others[:25]):
        assert [(await room.join(browser, "", f"AAAA-{number}-{k}")).status_code for k in range(2)] == [422, 422]
    assert (await room.join(others[30], "Bea")).status_code == 200
    assert (await room.join(clumsy, "Ann")).status_code == 200  # without a code there is nothing to guess


@in_class()
async def test_a_right_code_is_as_good_as_a_wrong_one_where_there_were_too_many(room: Classroom):
    page = (await room.join(await room.bench.browser(), "Ann")).text
    code = re.search(r'value="([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})"', page)[1]
    other = await room.bench.browser()
    for number in range(OF_BROWSER):
        await room.join(other, "", f"WRONG-{number}")
    refused = [await room.join(other, "", typed) for typed in (code, "AAAA-BBBB-CCCC")]
    assert [answer.status_code for answer in refused] == [429, 429]
    room.bench.clock.at += SECONDS
    assert (await room.join(other, "", code)).status_code == 200


@in_class()
async def test_cookies_that_are_thrown_away_do_not_help(room: Classroom):
    """A fresh browser for each code: the budget of the address ends it; another link begins anew."""
    heard = 0
    for number in range(OF_BROWSER + 5):
        browser = await room.bench.browser()
        sent = {"name": "", "code": f"WRONG-{number}", "fresh": "x" * 14}
        heard += (await browser.post(room.link, data=sent)).status_code == 422
    assert heard == OF_BROWSER  # without a cookie all are one browser
    for number in range(OF_ADDRESS + 5):
        browser = await room.bench.browser()
        heard += (await room.join(browser, "", f"WRONG-{number}")).status_code == 422
    assert heard == OF_ADDRESS
    assert (await room.join(await room.bench.browser(), "Ann")).status_code == 200
    page = (await room.tess.post(f"{room.at}/link")).text
    room.link = re.search(r'value="http://localhost:8000(/class/[\w-]+)"', page)[1]
    assert (await room.join(await room.bench.browser(), "", "WRONG-1")).status_code == 422


@in_class()
async def test_the_cookie_of_the_budget_is_kept_from_scripts_and_other_sites(room: Classroom):
    browser = await room.bench.browser()
    given_ = (await browser.get(room.link)).headers["set-cookie"]
    assert given_.startswith(f"{COOKIE}=")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=lax"} <= set(given_.split("; "))
    assert "set-cookie" not in (await browser.get(room.link)).headers

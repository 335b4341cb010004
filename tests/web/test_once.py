"""Each thing once, however often it is sent."""

from __future__ import annotations

import asyncio

import pytest
from small_server import CASE, OTHER_CASE, Server, served, serving
from small_workbench import Bench, at_the_bench

from mediant.web import once
from mediant.workbench.ballots import OpenBallot

AT = f"/c/{CASE}/count"
KEY = {"idempotency-key": "0b2f9a36-6f0e-4c8e-9d6e-000000000001"}


@served
async def test_38_a_post_that_comes_again_is_done_once(server: Server):
    seated = await server.seated()
    answers = [await seated.post(AT, data={"words": "see"}, headers=KEY) for _ in range(3)]
    assert server.app.state.counted["north-1"] == 1
    for answer in answers:
        assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/", "1")
    names = [[name for name, _ in answer.headers.multi_items()] for answer in answers]
    assert names[0] == names[1] == names[2]
    nonces = {answer.headers["content-security-policy"] for answer in answers}
    assert len(nonces) == 3


@served
async def test_38_twice_at_once_is_once(server: Server):
    seated = await server.seated()
    answers = await asyncio.gather(*(seated.post(AT, data={"words": "yes"}, headers=KEY) for _ in range(10)))
    assert {answer.text for answer in answers} == {"1"}


@served
async def test_what_was_refused_or_failed_may_be_tried_again(server: Server):
    seated = await server.seated()
    statuses = [
        (await seated.post(AT, data={"words": words}, headers=KEY)).status_code for words in ("no", "fail", "yes", "no")
    ]
    assert statuses == [422, 500, 200, 200]
    assert server.app.state.counted["north-1"] == 3


@served
async def test_keys_of_others_other_paths_and_none_are_apart(server: Server):
    one, two = await server.seated(seat="north-1"), await server.seated(seat="south-1")
    await one.post(f"/i/{await server.office.invites.make(OTHER_CASE, 'north-1')}")
    for browser, path, headers in (
        (one, AT, KEY), (two, AT, KEY), (one, f"/c/{OTHER_CASE}/count", KEY), (one, AT, {}), (one, AT, {}),
        (one, AT, {"idempotency-key": "short"}), (one, AT, {"idempotency-key": "x" * 101}),
    ):  # fmt: skip
        assert (await browser.post(path, data={"words": "yes"}, headers=headers)).status_code == 200
    assert server.app.state.counted == {"north-1": 6, "south-1": 1}
    assert (await server.browser().post(AT, data={"words": "yes"}, headers=KEY)).status_code == 404


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(once, "MOST", 3)

    async def inside() -> None:
        async with serving() as server:
            seated = await server.seated()
            for number in (1, 2, 3, 4, 4, 1):
                await seated.post(AT, data={"words": "yes"}, headers={"idempotency-key": f"key-{number:08}"})
            assert server.app.state.counted["north-1"] == 5
            for _ in range(2):
                await seated.post(AT, data={"words": "large"}, headers=KEY)
            assert server.app.state.counted["north-1"] == 7

    asyncio.run(inside())


def test_the_bytes_that_are_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(once, "ALL", 10)
    answers = once.Answers()
    for number in range(100):
        answers.remember(("s", "/", f"{number}"), [{"status": 200}, {"body": b"1234"}])
        assert answers.size <= 10
    assert (len(answers), answers.size) == (2, 8)
    assert answers.of(("s", "/", "99")) is not None
    answers.clear()
    assert (len(answers), answers.size, answers.of(("s", "/", "99"))) == (0, 0, None)


@at_the_bench
async def test_48_no_answer_to_a_program_keeps_its_vote(bench: Bench):
    opened = (await bench.ask("m", OpenBallot("Both stop.", bench.clock() + 60)))[0].fact
    vote = {"type": "vote", "ballot": opened.id, "digest": opened.digest, "yes": False}
    noor = await bench.browser("n")
    said = [await noor.post(f"{bench.at}/command", json=vote, headers=KEY) for _ in range(2)]
    assert said[0].content == said[1].content
    assert b'"yes":false' in said[0].content
    bench.clock.at += 62
    await bench.hub.tick()
    again = await noor.post(f"{bench.at}/command", json=vote, headers=KEY)
    assert (again.status_code, again.content) == (200, b"")

"""Pages are rendered for whoever has the seat, forms do what they say, and nobody else gets anything."""

from __future__ import annotations

import asyncio

import pytest
from small_workbench import Bench, at_the_bench

from mediant.web.push import viewer_of
from mediant.workbench.course import SetState
from mediant.workbench.lines import event_of
from mediant.workbench.people import Unseat


@at_the_bench
async def test_a_seat_begins_at_its_first_screen(bench: Bench):
    noor = await bench.browser("n")
    answer = await noor.get(f"{bench.at}/")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{bench.at}/room")
    assert "Harbour dispute" in (await noor.get(f"{bench.at}/table")).text


@at_the_bench
async def test_words_reach_those_in_the_room_and_nobody_else(bench: Bench):
    noor, sami, mo = await bench.browser("n"), await bench.browser("s"), await bench.browser("m")
    sent = {"room": "north", "words": "between <b>us</b>"}
    answer = await noor.post(f"{bench.at}/table/write?room=north", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{bench.at}/table?room=north")
    page = (await mo.get(f"{bench.at}/table?room=north")).text
    assert "between &lt;b&gt;us&lt;/b&gt;" in page
    for room in ("north", "joint", "south"):
        assert "between" not in (await sami.get(f"{bench.at}/table?room={room}")).text


@at_the_bench
async def test_what_is_refused_comes_back_with_what_was_typed(bench: Bench):
    noor = await bench.browser("n")
    answer = await noor.post(f"{bench.at}/table/write", data={"room": "south", "words": "let me in"})
    assert answer.status_code == 422
    assert "you are in no such room" in answer.text
    assert ">let me in</textarea>" in answer.text


@at_the_bench
async def test_what_scripts_wrote_is_answered_with_nothing_where_a_stream_brings_it(bench: Bench):
    noor = await bench.browser("n")
    streams, path, scripts = (
        bench.app.state.office.streams,
        f"{bench.at}/table/write?room=north",
        {"hx-request": "true"},
    )
    answer = await noor.post(path, data={"room": "north", "words": "no stream"}, headers=scripts)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{bench.at}/table?room=north")
    stream = streams.open(viewer_of(bench.place, "n", "table", "en"), "x")
    answer = await noor.post(path, data={"room": "north", "words": "by scripts"}, headers=scripts)
    assert (answer.status_code, answer.content) == (204, b"")
    await asyncio.sleep(0)  # listeners are told after that
    frames = [stream.waiting.get_nowait() for _ in range(stream.waiting.qsize())]
    assert b"by scripts" in frames[-1]
    french = await noor.post(path, data={"room": "north", "words": "x"}, headers={**scripts, "accept-language": "fr"})
    assert french.status_code == 303, "the stream is of a page in another language"
    assert (await noor.post(path, data={"room": "north", "words": "without scripts"})).status_code == 303
    answer = await noor.post(path, data={"room": "south", "words": "not mine"}, headers=scripts)
    assert (answer.status_code, "you are in no such room" in answer.text) == (422, True)


@at_the_bench
async def test_from_a_question_that_is_asked_again_every_answer_leads_on(bench: Bench):
    noor = await bench.browser("n")
    for entry, sent in (("weights", {"order": ["truce", "fee"], "back": ""}), ("never", {"back": ""})):
        for answer in (sent, {"back": [*sent["back"], "unknown"]}):
            done = await noor.post(f"{bench.at}/wants/answer?ask={entry}", data={"kind": entry, **answer})
            assert (done.status_code, done.headers["location"]) == (303, f"{bench.at}/wants")
        assert (
            f'name="back" value="{"" if entry == "weights" else "ask=never"}"'
            in (await noor.get(f"{bench.at}/wants?ask={entry}")).text
        )
    sheet = (await bench.hub.table(bench.place, await bench.hub.person(bench.place, "n"))).sheets.of("north")
    assert {asked.entry: answer for asked, answer in sheet.answers} == {"weights": None, "never": None}


@at_the_bench
async def test_the_head_of_a_stream_alone_is_an_answer(bench: Bench):
    noor = await bench.browser("n")
    answer = await asyncio.wait_for(noor.head(f"{bench.at}/stream?screen=table&after="), 10)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")


@at_the_bench
async def test_02_what_is_not_ones_own_is_the_same_nothing(bench: Bench):
    stranger, observer = await bench.browser(), await bench.browser("o")
    nothing = (await stranger.get("/nothing")).content
    for client, path in (
        (stranger, f"{bench.at}/table"), (stranger, f"{bench.at}/"), (stranger, f"{bench.at}/stream?screen=table"),
        (stranger, "/c/0123456789abcdef0123456789abcdef/table"), (observer, f"{bench.at}/nonesuch"),
        (observer, f"{bench.at}/table/nonesuch"), (observer, f"{bench.at}/stream?screen=nonesuch"),
        (observer, f"{bench.at}-g1/table"), (observer, "/c/x/table"),
    ):  # fmt: skip
        answer = await client.get(path)
        assert (answer.status_code, answer.content) == (404, nothing), path
    for path in (f"{bench.at}/table/nonesuch", f"{bench.at}/nonesuch/write"):
        answer = await observer.post(path, data={})
        assert (answer.status_code, answer.content) == (404, nothing), path


@at_the_bench
async def test_07_an_observer_only_looks(bench: Bench):
    observer = await bench.browser("o")
    assert "<textarea" not in (await observer.get(f"{bench.at}/table")).text
    answer = await observer.post(f"{bench.at}/table/write", data={"room": "joint", "words": "hello"})
    assert (answer.status_code, "observers may not do this" in answer.text) == (422, True)


@at_the_bench
async def test_05_a_seat_that_is_taken_away_is_nothing_at_once(bench: Bench):
    noor = await bench.browser("n")
    assert (await noor.get(f"{bench.at}/table")).status_code == 200
    await bench.ask("m", Unseat("n"))
    assert (await noor.get(f"{bench.at}/table")).status_code == 404


@at_the_bench
async def test_a_pause_is_told(bench: Bench):
    await bench.ask("m", SetState("paused", "lunch & prayer"))
    page = (await (await bench.browser("n")).get(f"{bench.at}/table")).text
    assert "not open at the moment" in page
    assert "lunch &amp; prayer" in page


@at_the_bench
async def test_03_programs_send_commands_and_see_what_came_of_them(bench: Bench):
    noor = await bench.browser("n")
    answer = await noor.post(f"{bench.at}/command", content=b'{"type":"write","room":"joint","words":"hello"}')
    assert [event_of(line).fact.words for line in answer.content.splitlines()] == ["hello"]
    for more in ("role", "party", "side", "seat", "sees", "visible_to"):
        raw = f'{{"type":"write","room":"joint","words":"hello","{more}":"south"}}'.encode()
        assert (await noor.post(f"{bench.at}/command", content=raw)).status_code == 422, more
    answer = await noor.post(f"{bench.at}/command", content=b'{"type":"set-phase","phase":"joint"}')
    assert (answer.status_code, answer.text) == (422, "principals may not do this; ask the mediator")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_in_every_language(language, tmp_path):
    @at_the_bench
    async def inside(bench: Bench) -> None:
        noor = await bench.browser("n", **{"accept-language": language})
        page = (await noor.get(f"{bench.at}/table")).text
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page

    inside(tmp_path)

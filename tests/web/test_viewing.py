"""A mediator looks at what somebody sees: no more than both see, to read alone, and nobody of that side can notice."""

from __future__ import annotations

import asyncio

import httpx
from findings import TEXT
from sitting import PEOPLE, package
from small_workbench import Bench, at_the_bench, benched, seated

from mediant.web.push import viewer_of
from mediant.web.screens.all import SCREENS
from mediant.web.viewing import LASTS
from mediant.workbench.articles import Bring
from mediant.workbench.audience import MEDIATORS
from mediant.workbench.ballots import Hold, OpenBallot, Vote
from mediant.workbench.clauses import Content, Edit, Suggest
from mediant.workbench.course import SetState
from mediant.workbench.notes import Note
from mediant.workbench.people import Person, Seat, Unseat
from mediant.workbench.records import View
from mediant.workbench.sheets import LiveWith, Reply
from mediant.workbench.talk import Write

OPENED = ("n", "na", "o")
SHOWN = {
    "n": ("room", "wants", "table", "text", "evidence", "records", "table?room=north", "text?clause=clause-1"),
    "na": ("room", "wants", "table", "text", "evidence", "records"),
    "o": ("table", "text", "evidence", "records"),
}


async def pages(bench: Bench, browser: httpx.AsyncClient) -> dict[str, str]:
    """All that the mediator is shown of what others see."""
    found = {}
    for seat, paths in SHOWN.items():
        for path in paths:
            answer = await browser.get(f"{bench.at}/as/{seat}/{path}")
            assert answer.status_code == 200, (seat, path)
            found[f"{seat} {path}"] = answer.text
    return found


async def opened(bench: Bench) -> httpx.AsyncClient:
    """The mediator's browser, with every seat opened."""
    browser = await bench.browser("m")
    for seat in OPENED:
        assert (await browser.post(f"{bench.at}/as/{seat}")).status_code == 303
    return browser


@at_the_bench
async def test_it_shows_what_both_see_and_says_so(bench: Bench):
    await bench.ask("n", Write("north", "words of north"))
    await bench.ask("m", Write("south", "words for south"))
    await bench.ask("m", Bring(room=MEDIATORS, text="news for mediators", title="News"))
    await bench.ask("m", Edit(Content(words="Both stop firing.")))
    await bench.ask("m", Suggest(MEDIATORS, Content(words="between mediators"), "clause-1"))
    found = await pages(bench, await opened(bench))
    assert "words of north" in found["n room"]
    assert "words of north" not in found["o table"]
    for where, text in found.items():
        assert "as far as you may know it" in text, where
        for secret in ("words for south", "news for mediators", "between mediators"):
            assert secret not in text, where


def test_what_is_kept_from_mediators_changes_no_byte(tmp_path):
    """Notes, answers that were not handed in, votes; and of the mediator's own what that side must not know."""

    async def inside() -> None:
        async with benched(tmp_path, nonce=lambda: "nonce") as bench:
            await seated(bench)
            await bench.ask("m", Edit(Content(words="Both stop firing.")))
            await bench.ask("m", OpenBallot("Both stop.", bench.clock() + 60))
            browser = await opened(bench)
            before = await pages(bench, browser)
            ballot = (await bench.hub.table(bench.place, PEOPLE[0])).ballots.open[0].opened
            for seat, command in (
                ("n", Note("a secret note")), ("na", Note("another")),
                ("n", Reply(LiveWith(package()), answer=True)), ("n", Vote(ballot.id, ballot.digest, yes=True)),
                ("m", Hold(ballot.id, hold=True)), ("m", Write("south", "for south")), ("s", Write("south", "x")),
                ("m", View("n")), ("m", Bring(room=MEDIATORS, text=TEXT, title="News")),
            ):  # fmt: skip
                await bench.ask(seat, command)
            assert await pages(bench, browser) == before
            await bench.ask("n", Write("north", "this is for both"))
            assert await pages(bench, browser) != before

    asyncio.run(inside())


@at_the_bench
async def test_nobody_of_that_side_can_notice(bench: Bench):
    streams = bench.app.state.office.streams
    viewers = [viewer_of(bench.place, "n", name, "en") for name in SCREENS]
    marks = [streams.last(viewer) for viewer in viewers]
    seats = (*PEOPLE, Person(id="s2", role="observer", name="Ola"))
    before = [await bench.hub.seen(bench.place, person) for person in seats]
    await pages(bench, await opened(bench))
    assert [await bench.hub.seen(bench.place, person) for person in seats] == before
    assert [streams.last(viewer) for viewer in viewers] == marks
    records = (await bench.hub.table(bench.place, await bench.hub.person(bench.place, "m"))).records
    assert [(one.seat, one.by) for one in records.viewed] == [(seat, "m") for seat in OPENED]


@at_the_bench
async def test_it_is_to_be_read_alone(bench: Bench):
    browser = await opened(bench)
    page = (await browser.get(f"{bench.at}/as/n/room")).text
    before, _, inside = page.partition('<fieldset class="seen-as" disabled')
    assert 'method="post"' not in before.partition("<main")[2]
    assert 'method="post"' in inside.partition("</fieldset>\n</main>")[0]
    assert ('data-scope=""' in page, "hx-sse:connect" in page, f'{bench.at}/as/n/record"' in page) == (
        True,
        False,
        False,
    )
    for path in ("room/write", "room", "room/now", "table/write", "command", "record", "leave", "stream"):
        for method in ("GET", "POST"):
            if (method, path) != ("GET", "room"):
                answer = await browser.request(
                    method, f"{bench.at}/as/n/{path}", **({"data": {}} if method == "POST" else {})
                )
                assert answer.status_code == 404, (method, path)
    for path in ("control", "space", "class", "nothing"):
        assert (await browser.get(f"{bench.at}/as/n/{path}")).status_code == 404


@at_the_bench
async def test_01_nobody_but_mediators_looks(bench: Bench):
    await opened(bench)
    nothing = (await (await bench.browser()).get("/nothing")).content
    for seat in ("n", "na", "s", "o", None):
        browser = await bench.browser(seat)
        for whose in ("n", "s", "o", "m", "nobody"):
            for answer in (
                await browser.post(f"{bench.at}/as/{whose}"),
                await browser.get(f"{bench.at}/as/{whose}/room"),
                await browser.get(f"{bench.at}/as/{whose}/table"),
            ):
                assert (answer.status_code, answer.content) == (404, nothing), (seat, whose)


@at_the_bench
async def test_each_look_is_opened_first_and_not_for_long(bench: Bench):
    await bench.ask("m", Seat(Person(id="m2", role="co-mediator", name="Mia", side="host")))
    await bench.ask("m", Seat(Person(id="s-a", role="agent", name="Automaton", side="south", strategy="linear")))
    browser, other = await opened(bench), await bench.browser("m2")
    for one, seat in ((browser, "s"), (other, "n")):
        answer = await one.get(f"{bench.at}/as/{seat}/room")
        assert (answer.status_code, answer.headers["location"]) == (303, f"{bench.at}/control")
    bench.clock.at += LASTS - 1
    assert (await browser.get(f"{bench.at}/as/n/room")).status_code == 200
    bench.clock.at += 1
    assert (await browser.get(f"{bench.at}/as/n/room")).status_code == 303
    for seat in ("m2", "s-a", "nobody"):
        assert (await browser.post(f"{bench.at}/as/{seat}")).status_code == 404
    await bench.ask("m", SetState("paused"))
    assert (await other.post(f"{bench.at}/as/n")).status_code == 303
    assert "Mia" in (await browser.get(f"{bench.at}/records")).text
    await bench.ask("m", Unseat("n"))
    assert (await other.get(f"{bench.at}/as/n/room")).status_code == 404

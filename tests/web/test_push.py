"""Open pages are told what changed, each in its language, and nothing else."""

from __future__ import annotations

from small_workbench import Bench, at_the_bench

from mediant.web.push import line_html, viewer_of
from mediant.web.screens.screen import Seen
from mediant.workbench.talk import Say, Write


async def waiting(bench: Bench, stream) -> list[str]:
    found = []
    while not stream.waiting.empty():
        found.append(stream.waiting.get_nowait().decode())
    return found


@at_the_bench
async def test_a_line_reaches_the_pages_of_those_in_the_room(bench: Bench):
    streams = bench.app.state.office.streams
    opened = {seat: streams.open(viewer_of(bench.place, seat, "table", "en"), "x") for seat in ("n", "s", "m", "o")}
    await bench.ask("n", Write("north", "between us"))
    told = {seat: await waiting(bench, stream) for seat, stream in opened.items()}
    assert {seat: len(frames) for seat, frames in told.items()} == {"n": 1, "s": 0, "m": 1, "o": 0}
    assert "event: line-north" in told["m"][0]
    assert "between us" in told["m"][0]
    assert "mine" in told["n"][0]
    assert "mine" not in told["m"][0]


@at_the_bench
async def test_an_act_is_told_in_the_language_of_the_page(bench: Bench):
    streams = bench.app.state.office.streams
    english, french = (streams.open(viewer_of(bench.place, "m", "table", code), "x") for code in ("en", "fr"))
    await bench.ask("n", Say("joint", {"act": "offer", "outcome": {"truce": "none", "fee": 5}}))
    (one,), (other,) = await waiting(bench, english), await waiting(bench, french)
    assert "Offers" in one
    assert "Offers" not in other


@at_the_bench
async def test_nothing_is_rendered_for_pages_that_nobody_has_open(bench: Bench):
    await bench.ask("n", Write("north", "between us"))
    assert len(bench.app.state.office.streams) == 0


@at_the_bench
async def test_a_line_holds_no_nonce(bench: Bench):
    (event,) = await bench.ask("n", Write("north", "between us"))
    noor = await bench.hub.person(bench.place, "n")
    seen = Seen(await bench.hub.table(bench.place, noor), noor, 0.0, bench.at, {})
    assert "nonce" not in line_html(seen, event.fact.id, "en")

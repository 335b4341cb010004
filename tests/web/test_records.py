"""What goes out: a viewer's own record and report, the whole case for who leads it; and what is erased is gone."""

from __future__ import annotations

import asyncio
import re
import threading
import time

import pytest
from paper import needs_paper
from sitting import package
from small_workbench import Bench, at_the_bench

from mediant.errors import InvalidFile, StoreProblem
from mediant.stores.seen import checked
from mediant.workbench.ballots import OpenBallot, Vote
from mediant.workbench.clauses import Content, Edit
from mediant.workbench.notes import Note
from mediant.workbench.sheets import LiveWith, Reply
from mediant.workbench.talk import Say, Write

CONFIDED = "thirty days and not one less"


@at_the_bench
async def test_12_it_holds_what_its_viewer_saw(bench: Bench):
    await bench.ask("n", Write("north", "between us"))
    await bench.ask("s", Write("joint", "to all"))
    noor, sami = await bench.browser("n"), await bench.browser("s")
    mine, theirs = [(await client.get(f"{bench.at}/record")).content for client in (noor, sami)]
    assert b"between us" in mine
    assert b"between us" not in theirs
    assert b"to all" in theirs
    found = checked(theirs, "record")
    assert (found.viewer, found.case) == ("Sami (s)", "Harbour dispute")
    assert found.lines == len(await bench.hub.seen(bench.place, await bench.hub.person(bench.place, "s")))
    with pytest.raises(InvalidFile):
        checked(theirs.replace(b"to all", b"to one"), "record")


@at_the_bench
async def test_33_a_later_record_goes_on_from_an_earlier_one(bench: Bench):
    sami = await bench.browser("s")
    head = checked((await sami.get(f"{bench.at}/record")).content, "record").head
    await bench.ask("n", Write("north", "between us"))
    assert checked((await sami.get(f"{bench.at}/record")).content, "record").head == head
    await bench.ask("m", Write("joint", "to all"))
    assert checked((await sami.get(f"{bench.at}/record")).content, "record", [head]).head != head


@at_the_bench
async def test_who_has_no_seat_has_no_record(bench: Bench):
    for path in ("record", "report.html", "report.pdf", "archive", "records"):
        assert (await (await bench.browser()).get(f"{bench.at}/{path}")).status_code == 404


async def talked(bench: Bench) -> None:
    """Something of everything, some of it in confidence."""
    await bench.ask("m", Edit(Content(words="Both stop firing for [40 days | 60 days].", title="Truce")))
    await bench.ask("n", Write("north", CONFIDED))
    await bench.ask("n", Say("north", {"act": "offer", "outcome": package()}))
    await bench.ask("n", Reply(LiveWith(package()), answer=True))
    await bench.ask("n", Note(f"my note: {CONFIDED}"))
    await bench.ask("s", Write("south", "what South says in its room"))
    await bench.ask("s", Write("joint", "<b>to all</b> = 1+1"))
    await bench.ask("m", OpenBallot("Both stop.", bench.clock() + 60, package()))
    digest = (
        (await bench.hub.table(bench.place, await bench.hub.person(bench.place, "n"))).ballots.open[0].opened.digest
    )
    for seat in ("n", "s"):
        await bench.ask(seat, Vote("ballot-1", digest, yes=True))
    bench.clock.at += 61
    await bench.hub.tick()


@at_the_bench
async def test_12_a_report_is_that_of_its_viewer(bench: Bench):
    await talked(bench)
    noor, sami, mo = [await bench.browser(seat) for seat in ("n", "s", "m")]
    mine, theirs, all_of_it = [(await client.get(f"{bench.at}/report.html")).text for client in (noor, sami, mo)]
    assert CONFIDED in mine
    assert CONFIDED not in theirs
    assert "what South says" not in mine
    assert "what South says" in theirs
    assert CONFIDED in all_of_it
    assert "my note" not in all_of_it + mine + theirs  # a report may be shown around
    for text in (mine, theirs, all_of_it):
        assert "Both stop." in text
        assert "Everyone accepted this text." in text
        assert "&lt;b&gt;to all&lt;/b&gt;" in text
        assert not re.search(r'(src|href)="|url\(|<script|@import', text)


@pytest.mark.slow
@pytest.mark.alone
@at_the_bench
async def test_a_long_report_keeps_nobody_waiting(bench: Bench):
    for number in range(200):
        await bench.ask("n", Write("north", f"{number} " + "many words\n" * 850))
    noor, gaps = await bench.browser("n"), []
    asking = asyncio.create_task(noor.get(f"{bench.at}/report.html"))
    began = before = time.perf_counter()
    while not asking.done():
        await asyncio.sleep(0.001)
        gaps.append(time.perf_counter() - before)
        before = time.perf_counter()
    assert len((await asking).content) > 2_000_000
    assert max(gaps) < (before - began) / 3


@at_the_bench
async def test_reports_are_written_one_after_another(bench: Bench):
    """However many somebody asks for at once: each thread more would take its share of the loop's time."""
    await talked(bench)
    noor, before = await bench.browser("n"), set(threading.enumerate())
    answers = await asyncio.gather(*(noor.get(f"{bench.at}/report.html") for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert {thread.name.rpartition("_")[0] for thread in set(threading.enumerate()) - before} <= {"report"}
    assert sum(thread.name.startswith("report") for thread in threading.enumerate()) == 1


@at_the_bench
async def test_a_report_speaks_the_language_of_whoever_asks(bench: Bench):
    await talked(bench)
    sami = await bench.browser("s", **{"accept-language": "ar"})
    assert 'dir="rtl"' in (await sami.get(f"{bench.at}/report.html")).text


@at_the_bench
async def test_28_a_report_in_pdf_is_the_same_bytes_and_tells_nothing_of_its_making(bench: Bench):
    needs_paper()
    await talked(bench)
    sami = await bench.browser("s")
    first = (await sami.get(f"{bench.at}/report.pdf")).content
    await bench.ask("n", Write("north", "more in confidence"))
    bench.clock.at += 5000
    again = await sami.get(f"{bench.at}/report.pdf")
    assert again.headers["content-type"] == "application/pdf"
    assert again.content == first
    assert first.startswith(b"%PDF-")
    for word in (b"CreationDate", b"ModDate", b"CreateDate", bench.place.case.encode()):
        assert word not in first


@at_the_bench
async def test_only_who_leads_the_whole_takes_it_away_or_erases(bench: Bench):
    for seat in ("n", "s", "o"):
        client = await bench.browser(seat)
        for answer in (
            await client.get(f"{bench.at}/archive"),
            await client.post(f"{bench.at}/records/erase-case", data={"name": "Harbour dispute"}),
            await client.post(f"{bench.at}/records/erase-party", data={"party": "north", "name": "North"}),
        ):
            assert answer.status_code == 404


@at_the_bench
async def test_a_case_that_is_taken_away_hides_what_was_said_in_confidence(bench: Bench):
    await talked(bench)
    mo = await bench.browser("m")
    raw = (await mo.get(f"{bench.at}/archive")).content
    assert raw.startswith(b"mediant-lines/1\n")
    assert b"to all" in raw
    assert CONFIDED.encode() not in raw
    refused = await mo.get(f"{bench.at}/archive?for={'a' * 64}")
    assert refused.status_code == 422
    assert "that server is not known here" in refused.text
    await bench.app.state.office.trusted.know("a" * 64, "The other house")
    assert (await mo.get(f"{bench.at}/archive?for={'a' * 64}")).status_code in (200, 500)  # no such point, perhaps


@at_the_bench
async def test_a_party_is_erased_once_its_name_was_typed(bench: Bench):
    await talked(bench)
    mo, noor, sami = [await bench.browser(seat) for seat in ("m", "n", "s")]
    before = (await sami.get(f"{bench.at}/report.html")).text
    wrong = await mo.post(f"{bench.at}/records/erase-party", data={"party": "north", "name": "South"})
    assert wrong.status_code == 422
    assert CONFIDED in (await noor.get(f"{bench.at}/report.html")).text
    done = await mo.post(f"{bench.at}/records/erase-party", data={"party": "north", "name": " North "})
    assert done.status_code == 303
    for _ in range(100):
        if (await noor.get(f"{bench.at}/records")).status_code == 404:
            break
        await asyncio.sleep(0.01)
    assert (await noor.get(f"{bench.at}/records")).status_code == 404
    assert CONFIDED not in (await mo.get(f"{bench.at}/report.html")).text
    assert "What <bdi>North</bdi> confided was erased." in (await mo.get(f"{bench.at}/records")).text
    after = (await sami.get(f"{bench.at}/report.html")).text
    for text in ("what South says", "Both stop.", "&lt;b&gt;to all"):
        assert text in before
        assert text in after
    refused = await mo.post(f"{bench.at}/table/write", data={"room": "north", "words": "hello?"})
    assert refused.status_code == 422
    assert "what this party confided is erased" in refused.text
    assert (
        await sami.post(f"{bench.at}/table/write", data={"room": "south", "words": "still here"})
    ).status_code == 303


@at_the_bench
async def test_a_case_is_erased_with_all_that_leads_to_it(bench: Bench):
    await talked(bench)
    mo, sami = await bench.browser("m"), await bench.browser("s")
    archive = (await mo.get(f"{bench.at}/archive")).content
    assert (await mo.post(f"{bench.at}/records/erase-case", data={"name": "harbour"})).status_code == 422
    assert (await mo.post(f"{bench.at}/records/erase-case", data={"name": "Harbour dispute"})).status_code == 303
    for client in (mo, sami):
        assert (await client.get(f"{bench.at}/table")).status_code == 404
    hub, office = bench.hub, bench.app.state.office
    assert bench.place.case not in hub._store.cases()
    assert not office.invites.open_for(str(bench.place))
    with pytest.raises(StoreProblem, match="was destroyed"):
        hub._keys.seal(bench.place.case, "/party:north", b"x")
    assert archive


@at_the_bench
async def test_48_no_record_holds_a_vote(bench: Bench):
    """While the ballot is open, and when all have accepted: nobody can be made to prove one."""
    (opened,) = await bench.ask("m", OpenBallot("Both stop.", bench.clock() + 60))
    browsers = [await bench.browser(seat) for seat in ("n", "na", "s", "m")]
    for seat in ("n", "s"):
        await bench.ask(seat, Vote(opened.fact.id, opened.fact.digest, yes=True))
    for seconds in (0, 62):
        bench.clock.at += seconds
        await bench.hub.tick()
        for browser in browsers:
            found = (await browser.get(f"{bench.at}/record")).text
            assert '"ballot-opened"' in found
            assert '"cast"' not in found
            assert '"yes"' not in found

"""From a proposed wording to signatures, through the pages; and what one side keeps to itself changes no byte for the others."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path

import httpx
from findings import CLAIMS, TEXT, entry
from small_workbench import Bench, at_the_bench, benched, seated

from mediant.workbench.articles import Bring, Confirm, Dispute, HandIn, Share
from mediant.workbench.ballots import OpenBallot
from mediant.workbench.clauses import Content, Draft, Edit, Stand, Suggest


async def post(client: httpx.AsyncClient, bench: Bench, form: str, **fields: str) -> httpx.Response:
    answer = await client.post(
        f"{bench.at}/{form}", data={name.replace("_", "-"): value for name, value in fields.items()}
    )
    assert answer.status_code == 303, answer.text
    return answer


def digest_of(bench: Bench) -> str:
    return bench.hub._desks[bench.place.case][""].book.kept.ballots.open[0].opened.digest


@at_the_bench
async def test_from_a_proposed_wording_to_signatures(bench: Bench):
    mo, noor, sami = [await bench.browser(seat) for seat in "mns"]
    await post(mo, bench, "text/edit", words="Both stop firing.", title="Ceasefire", issue="truce", option="40 days")
    await post(mo, bench, "text/edit", words="5 USD a ship", title="Harbour fee", issue="fee", option="5")
    await post(
        noor,
        bench,
        "text/suggest?clause=clause-1",
        clause="clause-1",
        words="Both stop firing at dawn.",
        room="north",
        leave="named",
    )
    assert "at dawn" not in (await sami.get(f"{bench.at}/text?clause=clause-1")).text
    answer = await post(mo, bench, "text/adopt?clause=clause-1", suggestion="north.north.1")
    assert answer.headers["location"] == f"{bench.at}/text?clause=clause-1"
    assert "at dawn" in (await sami.get(f"{bench.at}/text?clause=clause-1")).text
    await post(sami, bench, "text/stand", clause="clause-1", version="2", stance="can live with", why="")
    await post(mo, bench, "text/open-ballot", minutes="1")
    ballot = {"ballot": "ballot-1", "digest": digest_of(bench)}
    for client in (noor, sami):
        await post(client, bench, "text/vote", **ballot, answer="no")
        await post(client, bench, "text/vote", **ballot, answer="yes")
    bench.clock.at += 60
    await bench.hub.tick()
    for client in (noor, sami):
        assert "Everyone accepted this text." in (await client.get(f"{bench.at}/text")).text
        await post(client, bench, "text/sign", **ballot)
    assert "Signed by all." in (await mo.get(f"{bench.at}/text/signing")).text


@at_the_bench
async def test_39_40_a_vote_on_a_text_that_was_changed_is_refused(bench: Bench):
    mo, noor, sami = [await bench.browser(seat) for seat in "mns"]
    await post(mo, bench, "text/edit", words="Both stop firing.")
    await post(mo, bench, "text/open-ballot", minutes="1")
    ballot = {"ballot": "ballot-1", "digest": digest_of(bench), "answer": "yes"}
    await post(noor, bench, "text/vote", **ballot)
    await post(mo, bench, "text/edit", clause="clause-1", version="1", words="Both stop firing today.")
    for client in (noor, sami):
        page = (await client.get(f"{bench.at}/text/result")).text
        assert "The text was changed while it was open." in page
        assert (await client.post(f"{bench.at}/text/vote", data=ballot)).status_code == 422
    await post(mo, bench, "text/open-ballot", minutes="1")
    assert (await sami.post(f"{bench.at}/text/vote", data={**ballot, "ballot": "ballot-2"})).status_code == 422


@at_the_bench
async def test_38_whatever_is_answered_the_answer_of_the_server_is_the_same(bench: Bench):
    mo, noor, sami = [await bench.browser(seat) for seat in "mns"]
    await post(mo, bench, "text/edit", words="Both stop firing.")
    await post(mo, bench, "text/open-ballot", minutes="1")
    ballot = {"ballot": "ballot-1", "digest": digest_of(bench)}
    answers = [
        await post(client, bench, "text/vote", **ballot, answer=answer)
        for client in (noor, sami)
        for answer in ("yes", "no", "no")
    ]
    assert len({(answer.status_code, answer.content, answer.headers["location"]) for answer in answers}) == 1


async def secrets(bench: Bench) -> None:
    """What North and the mediators do among themselves."""
    await bench.ask("n", Suggest("north", Content(words="Both stop at dawn."), "clause-1", "unnamed"))
    await bench.ask("n", Stand("clause-1", 1, "cannot", "never"))
    await bench.ask("m", Draft({"truce": "permanent", "fee": 10}))
    await bench.ask("n", Bring(room="north", text="Our own notes.", title="Notes"))
    await bench.ask("m", Confirm("host.joint.a1.c2"))
    await bench.ask("m", Share("host.joint.a1.c2", "north"))
    await bench.ask("n", Dispute("joint.claim-1", "north", disputed=True, words="no"))
    ballot = {"ballot": "ballot-1", "digest": digest_of(bench)}
    noor = bench.browsers[0]
    await post(noor, bench, "text/vote", **ballot, answer="no")


async def told(folder: Path, secret: bool) -> list[tuple[int, bytes]]:
    """What South and an observer are shown, page by page."""
    folder.mkdir()
    tokens = count()
    async with benched(folder, nonce=lambda: "nonce", token=lambda: f"{next(tokens):043d}") as bench:
        await seated(bench)
        await bench.browser("n")
        readers = [await bench.browser("s"), await bench.browser("o")]
        await bench.ask("m", Edit(Content(words="Both stop firing.")))
        await bench.ask("m", Bring(room="joint", text=TEXT, title="Harbour talks"))
        await bench.ask("m", HandIn("host.joint.a1", tuple(map(entry, CLAIMS))))
        await bench.ask("m", Confirm("host.joint.a1.c1"))
        await bench.ask("m", Share("host.joint.a1.c1", "joint"))
        await bench.ask("m", OpenBallot(None, bench.clock.at + 60))
        if secret:
            await secrets(bench)
        bench.clock.at += 60
        await bench.hub.tick()
        paths = (
            "text", "text?clause=clause-1", "text/clauses", "text/result", "text/ballot", "evidence", "evidence?claim=joint.claim-1",
            "evidence?claim=north.claim-1", "evidence/annex", "evidence/annex.csv", "evidence/timeline", "text?clause=clause-2",
        )  # fmt: skip
        answers = [await reader.get(f"{bench.at}/{path}") for reader in readers for path in paths]
        return [(answer.status_code, answer.content.replace(str(bench.place).encode(), b"")) for answer in answers]


def test_12_16_18_20_28_secrets_change_no_byte_for_the_others(tmp_path):
    one = asyncio.run(told(tmp_path / "one", secret=False))
    two = asyncio.run(told(tmp_path / "two", secret=True))
    assert {status for status, _ in one} == {200}
    assert one == two

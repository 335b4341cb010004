"""What earlier versions have kept is read for ever; what a newer one has kept is refused in words.

`golden/stores/version1` is a backup, with its key, of a mediation in which nearly every kind of fact of that version happened;
beside it the same case as it was taken away. They are never written anew: a later format gets a folder of its own, by
`python -m web.test_released FOLDER` in this folder.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from findings import CLAIMS, TEXT, entry
from sitting import package
from small_workbench import Bench, Clock, benched, seated

from mediant.cli.main import main
from mediant.errors import InvalidFile, StoreProblem
from mediant.stores.files import key_of
from mediant.stores.sqlite import SqliteStore
from mediant.web.archives import arrive
from mediant.web.backups import back_up, restore
from mediant.web.hub import Place
from mediant.workbench.articles import Bring, Confirm, Dispute, Drop, HandIn, Share
from mediant.workbench.ballots import Hold, OpenBallot, Sign, VoidBallot, Vote
from mediant.workbench.clauses import Adopt, Content, Edit, Move, Stand, Suggest, Withdraw
from mediant.workbench.course import Remodel, SetPhase, SetState, document_from
from mediant.workbench.events import Fact
from mediant.workbench.notes import Note
from mediant.workbench.people import Person, Ready, Seat, Unseat
from mediant.workbench.records import Erase, Look
from mediant.workbench.sheets import Declare, LiveWith, Reply
from mediant.workbench.talk import Allow, Relay, Say, Write
from mediant.workbench.wants import State

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "stores"
RELEASED = sorted(path for path in GOLDEN.glob("version*") if path.is_dir())


async def lived(bench: Bench) -> None:
    """A mediation in which nearly all kinds of facts happen."""
    await talked(bench)
    await drafted(bench)
    await weighed(bench)
    await bench.ask("m", SetState("paused", "lunch"))
    await bench.ask("m", SetState("open"))
    await bench.ask("m", Seat(Person(id="s2", role="adviser", name="Salma", side="south")))
    await bench.ask("m", Unseat("s2"))
    root = Person(id="administrator", role="administrator", name="Root")
    await bench.hub.ask(bench.place, root, Look("n", "a judge asks"))


async def talked(bench: Bench) -> None:
    for phase in ("caucus", "joint"):
        await bench.ask("m", SetPhase(phase))
    await bench.ask("n", Write("north", "between us"))
    await bench.ask("n", Allow("north-1", ("south",)))
    await bench.ask("m", Relay("north-1", "south"))
    await bench.ask("s", Say("joint", {"act": "offer", "outcome": package()}))
    await bench.ask("n", State({"weights": ["truce", "fee"]}))
    await bench.ask("n", Reply(LiveWith(package()), answer=True))
    await bench.ask("n", Declare("5a" * 32))
    await bench.ask("n", Note("mine alone"))
    await bench.ask("n", Ready(ready=True))
    table = await bench.hub.table(bench.place, await bench.hub.person(bench.place, "m"))
    await bench.ask("m", Remodel(document_from(table.case)))


async def drafted(bench: Bench) -> None:
    await bench.ask("m", Edit(Content(words="Both stop firing.", title="Truce")))
    await bench.ask("m", Edit(Content(words="5 USD")))
    await bench.ask("m", Move("clause-2", 1))
    await bench.ask("n", Suggest("north", Content(words="Both stop firing at once."), "clause-1", "unnamed"))
    await bench.ask("m", Adopt(("north.north.1",)))
    await bench.ask("s", Suggest("joint", Content(words="Six dollars")))
    await bench.ask("s", Withdraw("south.joint.1"))
    await bench.ask("n", Stand("clause-1", 2, "can live with", "well"))
    for number in (1, 2, 3):
        await bench.ask("m", OpenBallot(f"Text {number}.", bench.clock() + 30, package()))
        table = await bench.hub.table(bench.place, await bench.hub.person(bench.place, "n"))
        digest = table.ballots.open[0].opened.digest
        await bench.ask("m", Hold(f"ballot-{number}", hold=number == 2))
        for seat in ("n", "s"):
            await bench.ask(seat, Vote(f"ballot-{number}", digest, yes=True))
        if number == 3:
            await bench.ask("m", VoidBallot("ballot-3"))
        bench.clock.at += 31
        await bench.hub.tick()
        if number == 1:
            await bench.ask("n", Sign("ballot-1", digest))


async def weighed(bench: Bench) -> None:
    await bench.ask("m", Bring(room="joint", text=TEXT, title="Harbour talks"))
    await bench.ask("m", HandIn("host.joint.a1", tuple(map(entry, CLAIMS))))
    for claim in ("host.joint.a1.c1", "host.joint.a1.c3"):
        await bench.ask("m", Confirm(claim))
        await bench.ask("m", Share(claim, "joint"))
    await bench.ask("s", Dispute("joint.claim-1", "joint", disputed=True, words="not so"))
    await bench.ask("m", Drop("host.joint.a1.c3"))


KEY = bytes(range(32))


async def write(folder: Path, scratch: Path) -> None:
    """Make the folder of a version: by hand, once."""
    async with benched(scratch, Clock(), key=KEY) as bench:
        await seated(bench)
        await lived(bench)
        (scratch / "server.key").write_text(KEY.hex())
        folder.mkdir(parents=True)
        (folder / "case.mediant").write_bytes((await (await bench.browser("m")).get(f"{bench.at}/archive")).content)
        await bench.ask("m", Erase("south"))
        await asyncio.to_thread(back_up, scratch, folder / "backup")
    (folder / "server.key").write_text(f"{KEY.hex()}\n")


def key_in(version: Path) -> bytes:
    return key_of((version / "server.key").read_text(), "the key")


async def looked_at(bench: Bench, place: Place) -> None:
    """All that was there is there, for those who saw it."""
    north = await bench.hub.table(place, await bench.hub.person(place, "n"))
    assert [line.words for line in north.talk.in_room("north")] == ["between us"]
    assert [note.words for note in north.notes.all] == ["mine alone"]
    assert north.ballots.all["ballot-1"].agreed
    assert not north.ballots.all["ballot-2"].agreed
    assert north.text.now("clause-1").content.words == "Both stop firing at once."
    assert north.sheets.receipts["north"]
    mediator = await bench.hub.table(place, await bench.hub.person(place, "m"))
    assert mediator.wants.of("north")
    assert mediator.records.looked[0][0].why == "a judge asks"
    assert [one.words for one in mediator.talk.in_room("south")] == ([] if mediator.records.erased else ["between us"])
    bench.place = place
    await bench.ask("n", Write("north", "it goes on"))


@pytest.mark.parametrize("version", RELEASED, ids=lambda path: path.name)
def test_84_a_backup_of_every_version_goes_on(version, tmp_path):
    restore(version / "backup", tmp_path / "home", key_in(version))

    async def inside():
        async with benched(tmp_path / "home", key=key_in(version)) as bench:
            (case,) = [one for one in bench.app.state.store.cases() if one != "serverlog"]
            await looked_at(bench, Place(case))
            mediator = await bench.hub.table(Place(case), await bench.hub.person(Place(case), "m"))
            assert mediator.records.erased == {"south"}

    asyncio.run(inside())


@pytest.mark.parametrize("version", RELEASED, ids=lambda path: path.name)
def test_84_a_case_that_was_taken_away_from_every_version_comes_in(version, tmp_path):
    async def inside():
        async with benched(tmp_path, key=key_in(version)) as bench:
            state = bench.app.state
            with (version / "case.mediant").open("rb") as file:
                arrived = await asyncio.to_thread(
                    lambda: arrive(file, state.store, state.keys, makers=(), now=9.0, account=None)
                )
            await looked_at(bench, Place(arrived.case))

    asyncio.run(inside())


def test_84_the_first_version_is_read_fact_by_fact(tmp_path):
    from mediant.stores.keys import Keys
    from mediant.web.envelopes import opened

    version = RELEASED[0]
    restore(version / "backup", tmp_path / "home", key_in(version))
    with (
        closing(SqliteStore(tmp_path / "home" / "cases")) as store,
        closing(Keys(tmp_path / "home" / "keys", key_in(version))) as keys,
    ):
        (case,) = [one for one in store.cases() if one != "serverlog"]
        events = [opened(line, keys)[1] for line in store.read(case)]
    found = {type(one.fact).__name__ for one in events if one is not None}
    kinds = (version / "kinds.txt").read_text().split()
    assert found == set(kinds)
    assert found <= {kind.__name__ for kind in Fact.__args__}, "a kind of fact that was kept once is kept for ever"
    assert None in events  # what was erased


@pytest.mark.parametrize("version", RELEASED, ids=lambda path: path.name)
def test_84_what_a_newer_version_has_kept_is_refused_in_words(version, tmp_path, capsys):
    restore(version / "backup", tmp_path / "home", key_in(version))
    (case,) = [path for path in (tmp_path / "home" / "cases").glob("*.case") if path.stem != "serverlog"]
    with closing(sqlite3.connect(case)) as db:
        db.execute("PRAGMA user_version = 1000")
    before = case.read_bytes()
    with (
        closing(SqliteStore(tmp_path / "home" / "cases")) as store,
        pytest.raises(StoreProblem, match="a newer mediant"),
    ):
        list(store.read(case.stem))
    assert main(["doctor", str(tmp_path / "home"), "--port", "1"]) == 1
    assert "was written by a newer mediant (version 1000 of the file" in capsys.readouterr().out
    assert case.read_bytes() == before  # nothing of it was touched
    shutil.copytree(version / "backup", tmp_path / "backup")
    manifest = tmp_path / "backup" / "backup.json"
    manifest.write_text(manifest.read_text().replace("mediant-backup/1", "mediant-backup/2"))
    with pytest.raises(InvalidFile, match="mediant-backup/1"):
        restore(tmp_path / "backup", tmp_path / "again", key_in(version))


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as scratch:
        asyncio.run(write(Path(sys.argv[1]), Path(scratch)))

"""A case that was taken away comes in again: whole, for those who had a seat; and whatever is wrong changes nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from small_workbench import ORIGIN, Bench, at_the_bench, benched, seated

from mediant.stores.store import new_case
from mediant.web.accounts import ROLES
from mediant.web.sessions import cookie_of
from mediant.workbench.notes import Note
from mediant.workbench.talk import Write


async def signed_in(bench: Bench, *roles: str, name: str = "Mo"):
    """A browser of a new account, and the account."""
    office = bench.app.state.office
    account = await office.accounts.make(name, roles)
    client = await bench.browser()
    client.cookies.set(cookie_of(""), await office.sessions.open("", account))
    return client, account


async def taken_away(bench: Bench, account: str = "") -> bytes:
    """The file of the case, with something in confidence in it."""
    if account:
        await bench.app.state.office.accounts.give_seat(account, str(bench.place), "m")
    await bench.ask("n", Write("north", "between us"))
    await bench.ask("n", Note("mine alone"))
    return (await (await bench.browser("m")).get(f"{bench.at}/archive")).content


async def gone(bench: Bench) -> None:
    """The file of the case is lost; its keys are not."""
    import asyncio

    await asyncio.to_thread(bench.hub._store.erase, bench.place.case)
    bench.hub._desks.pop(bench.place.case, None)
    bench.hub._loading.pop(bench.place.case, None)


def sent(raw: bytes) -> dict:
    return {"files": {"file": ("case.mediant", raw)}}


@at_the_bench
async def test_it_comes_in_as_it_went(bench: Bench):
    mo, account = await signed_in(bench, "mediator")
    raw = await taken_away(bench, account)
    await gone(bench)
    done = await mo.post("/import", **sent(raw))
    assert (done.status_code, done.headers["location"]) == (303, "/")
    person = await bench.hub.person(bench.place, "n")
    table = await bench.hub.table(bench.place, person)
    assert [line.words for line in table.talk.in_room("north")] == ["between us"]
    assert [note.words for note in table.notes.all] == ["mine alone"]
    assert table.records.returned == (bench.clock.at,)
    page = await mo.get(f"{bench.at}/records")  # the account has its seat
    assert "Brought back from a file" in page.text
    assert (await mo.post("/import", **sent(raw))).status_code == 422  # it is here already


@at_the_bench
async def test_another_mediator_cannot_bring_it_in_and_an_administrator_can(bench: Bench):
    _, account = await signed_in(bench, "mediator")
    raw = await taken_away(bench, account)
    await gone(bench)
    other, _ = await signed_in(bench, "mediator", name="Other")
    refused = await other.post("/import", **sent(raw))
    assert refused.status_code == 422
    assert "you have no seat in this case" in refused.text
    assert bench.place.case not in bench.hub._store.cases()
    root, _ = await signed_in(bench, *ROLES, name="Root")
    assert (await root.post("/import", **sent(raw))).status_code == 303


@at_the_bench
async def test_59_60_whatever_is_wrong_with_a_file_changes_nothing(bench: Bench):
    mo, account = await signed_in(bench, *ROLES)
    raw = await taken_away(bench, account)
    await gone(bench)
    kept = bench.hub._store.cases()
    case = bench.place.case.encode()
    hostile = {
        "nothing": b"", "another format": b"PK\x03\x04" + bytes(100), "cut off": raw[:-40], "more": raw + b"x",
        "half": raw[: len(raw) // 2], "another case": raw.replace(case, new_case().encode(), 1),
        "the server's own": raw.replace(case, b"serverlog" + b"0" * 23, 1), "upwards": raw.replace(case, b"../" * 10 + b"ab", 1),
        "a length that lies": raw.replace(b"\n", b"\n999999999\n", 1), "a byte": raw.replace(b"Harbour", b"harbour", 1),
        "deep": b"mediant-lines/1\n200000\n" + b"[" * 200_000 + b"\n",
    }  # fmt: skip
    for what, one in hostile.items():
        answer = await mo.post("/import", **sent(one))
        assert answer.status_code == 422, what
        assert bench.hub._store.cases() == kept, what
    assert (await mo.post("/import", data={"file": "no file"})).status_code == 422
    assert (await mo.post("/import", **sent(raw))).status_code == 303


@at_the_bench
async def test_what_was_changed_and_counted_anew_is_refused(bench: Bench):
    """The digest at the end is no secret: what a mediator would like to have been said is told by the seal."""
    import io

    from mediant.stores.transfer import lines_in, written

    mo, account = await signed_in(bench, *ROLES)
    raw = await taken_away(bench, account)
    await gone(bench)
    lines = [line.replace(b"Noor", b"Nora") for line in lines_in(io.BytesIO(raw), "case")]
    refused = await mo.post("/import", **sent(b"".join(written(lines))))
    assert refused.status_code == 422
    assert "are not those that the server wrote" in refused.text
    assert bench.place.case not in bench.hub._store.cases()


@at_the_bench
async def test_a_body_that_is_too_large_is_refused(bench: Bench):
    mo, _ = await signed_in(bench, *ROLES)
    from mediant.web.importing import LARGEST

    assert (await mo.post("/import", **sent(bytes(LARGEST + 100_000)))).status_code == 413


@at_the_bench
async def test_parties_and_strangers_bring_in_nothing(bench: Bench):
    for client in (await bench.browser("n"), await bench.browser(), (await signed_in(bench, name="None"))[0]):
        assert (await client.get("/import")).status_code == 404
        assert (await client.post("/import", **sent(b"x"))).status_code == 404


@at_the_bench
async def test_what_was_erased_here_stays_so(bench: Bench):
    mo, account = await signed_in(bench, *ROLES)
    raw = await taken_away(bench, account)
    leads = await bench.browser("m")
    await leads.post(f"{bench.at}/records/erase-party", data={"party": "north", "name": "North"})
    await gone(bench)
    assert (await mo.post("/import", **sent(raw))).status_code == 303
    person = await bench.hub.person(bench.place, "m")
    assert not list((await bench.hub.table(bench.place, person)).talk.in_room("north"))
    assert (await mo.post(f"{bench.at}/records/erase-case", data={"name": "Harbour dispute"})).status_code == 303
    refused = await mo.post("/import", **sent(raw))
    assert refused.status_code == 422
    assert "was erased here" in refused.text


def test_a_case_goes_to_another_server_that_knows_this_one(tmp_path):
    import asyncio

    async def inside():
        (tmp_path / "one").mkdir()
        (tmp_path / "two").mkdir()
        async with benched(tmp_path / "one") as here, benched(tmp_path / "two", key=b"2" * 32) as there:
            await seated(here)
            await taken_away(here)
            far = there.app.state.keys.address
            await here.app.state.office.trusted.know(far, "The other house")
            raw = (await (await here.browser("m")).get(f"{here.at}/archive?for={far}")).content
            root, _ = await signed_in(there, *ROLES)
            assert "not known" in (await root.post("/import", **sent(raw))).text
            assert (
                "made for another server"
                in (await (await signed_in(here, *ROLES))[0].post("/import", **sent(raw))).text
            )
            await there.app.state.office.trusted.know(here.app.state.keys.address, "The first house")
            done = await root.post("/import", **sent(raw))
            assert done.status_code == 200
            link = done.text.partition(f'value="{ORIGIN}/i/')[2].partition('"')[0]
            mediator = await there.browser()
            assert (await mediator.post(f"/i/{link}")).status_code == 303
            assert "between us" in (await mediator.get(f"{here.at}/table?room=north")).text
            assert urlsplit(str(done.url)).path == "/import"

    asyncio.run(inside())


@pytest.mark.parametrize("role", ["mediator", "teacher", "administrator"])
def test_whoever_may_begin_a_mediation_may_bring_one_in(role, tmp_path):
    import asyncio

    async def inside():
        async with benched(tmp_path) as bench:
            client, _ = await signed_in(bench, role)
            assert (await client.get("/import")).status_code == 200

    asyncio.run(inside())

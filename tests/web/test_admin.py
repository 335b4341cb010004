"""Administrators see cases by name and size alone; what they open in need is written down where it is read."""

from __future__ import annotations

import re

from small_class import Classroom, in_class
from small_workbench import Bench, at_the_bench
from web.test_importing import signed_in

from mediant.web.accounts import ROLES
from mediant.workbench.notes import Note
from mediant.workbench.talk import Write


async def root_of(bench: Bench):
    return await signed_in(bench, *ROLES, name="Root")


@at_the_bench
async def test_nobody_else_has_the_page(bench: Bench):
    mediator, _ = await signed_in(bench, "mediator", "teacher")
    for client in (mediator, await bench.browser("m"), await bench.browser("n"), await bench.browser()):
        assert (await client.get("/admin")).status_code == 404
        for name, form in {
            "account": {"account": "x", "do": "disable"}, "invite": {"role": "administrator"}, "host": {"host": "a.org", "do": "allow"},
            "server": {"address": "a" * 64, "name": "x", "do": "know"}, "look": {"case": str(bench.place), "seat": "n", "why": "x"},
            "erase": {"case": bench.place.case},
        }.items():  # fmt: skip
            assert (await client.post(f"/admin/{name}", data=form)).status_code == 404, name


@at_the_bench
async def test_cases_stand_there_by_name_and_size_without_content(bench: Bench):
    root, _ = await root_of(bench)
    await bench.ask("n", Write("joint", "said to all"))
    await bench.ask("n", Write("north", "between us"))
    text = (await root.get("/admin")).text
    assert "Harbour dispute" in text
    assert re.search(r"[0-9]+ kB", text)
    for word in ("said to all", "between us", "Noor", "Sami", "North", "truce"):
        assert word not in text
    for path in ("table", "control", "records", "record", "report.html", "archive"):
        assert (await root.get(f"{bench.at}/{path}")).status_code == 404


@at_the_bench
async def test_15_what_an_administrator_opens_is_told_to_those_concerned(bench: Bench):
    root, _ = await root_of(bench)
    await bench.ask("n", Write("north", "between us"))
    await bench.ask("n", Note("mine alone"))
    asked = {"case": str(bench.place), "seat": "n", "why": "A judge has ordered it."}
    for wrong in ({"why": "  "}, {"seat": "nobody"}, {"case": "0" * 32}, {"case": "serverlog"}):
        assert (await root.post("/admin/look", data=asked | wrong)).status_code == 422
    noor, nils, sami, mo = [await bench.browser(seat) for seat in ("n", "na", "s", "m")]
    before = [(await client.get(f"{bench.at}/records")).text for client in (noor, nils, sami, mo)]
    assert not any("A judge" in text for text in before)
    seen = await root.post("/admin/look", data=asked)
    assert seen.status_code == 200
    assert "between us" in seen.text
    after = [(await client.get(f"{bench.at}/records")).text for client in (noor, nils, sami, mo)]
    assert ["A judge has ordered it." in text for text in after] == [True, False, False, True]
    assert "<bdi>Root</bdi>, an administrator" in after[0]
    told = "An administrator has opened what somebody here sees."
    assert [told in (await client.get(f"{bench.at}/table")).text for client in (noor, nils, sami, mo)] == [
        True,
        False,
        False,
        True,
    ]
    assert (await sami.get(f"{bench.at}/record")).content.count(b"looked") == 0


@at_the_bench
async def test_15_nothing_is_opened_that_could_not_be_written_down(bench: Bench):
    from mediant.errors import StoreFull

    root, _ = await root_of(bench)
    await bench.ask("n", Write("north", "between us"))

    async def full(*_):
        raise StoreFull("the disk")

    bench.hub._store.append = full
    refused = await root.post("/admin/look", data={"case": str(bench.place), "seat": "n", "why": "x"})
    assert refused.status_code == 422
    assert "between us" not in refused.text


@at_the_bench
async def test_an_account_is_disabled_with_its_sessions_and_enabled_again(bench: Bench):
    root, me = await root_of(bench)
    other, account = await signed_in(bench, "mediator", name="Other")
    assert (await other.get("/")).status_code == 200
    assert (await root.post("/admin/account", data={"account": account, "do": "disable"})).status_code == 303
    assert (await other.get("/")).status_code == 303  # to sign in
    office = bench.app.state.office
    assert office.accounts.of(account) is None
    assert office.accounts.named("Other") is None
    assert not office.accounts.may_be_named("Other")  # nobody takes the name meanwhile
    assert "disabled" in (await root.get("/admin")).text
    assert (await root.post("/admin/account", data={"account": account, "do": "enable"})).status_code == 303
    assert office.accounts.named("Other").id == account
    for form in (
        {"account": me, "do": "disable"},
        {"account": "nobody", "do": "disable"},
        {"account": account, "do": "own"},
    ):
        assert (await root.post("/admin/account", data=form)).status_code == 404


@at_the_bench
async def test_hosts_and_servers_are_allowed_and_removed(bench: Bench):
    root, _ = await root_of(bench)
    trusted = bench.app.state.office.trusted
    assert (await root.post("/admin/host", data={"host": " News.Example.org. ", "do": "allow"})).status_code == 303
    assert list(trusted.hosts) == ["news.example.org"]
    for wrong in ("127.0.0.1", "localhost", "http://a.org", "a.org:80"):
        assert (await root.post("/admin/host", data={"host": wrong, "do": "allow"})).status_code == 422
    assert "news.example.org" in (await root.get("/admin")).text
    await root.post("/admin/host", data={"host": "news.example.org", "do": "refuse"})
    assert not trusted.hosts
    form = {"address": "A" * 64, "name": "The other house", "do": "know"}
    assert (await root.post("/admin/server", data=form)).status_code == 303
    assert trusted.servers == {"a" * 64: "The other house"}
    assert (await root.post("/admin/server", data={**form, "address": "x"})).status_code == 422
    await root.post("/admin/server", data={**form, "do": "forget"})
    assert not trusted.servers


@at_the_bench
async def test_a_link_makes_an_account_of_that_role_alone(bench: Bench):
    root, _ = await root_of(bench)
    text = (await root.post("/admin/invite", data={"role": "teacher"})).text
    path = re.search(r'value="[^"]*(/join/[^"]+)"', text)[1]
    new = await bench.browser()
    assert (await new.post(path, data={"name": "Tara", "password": "a long enough password"})).status_code == 303
    assert bench.app.state.office.accounts.named("Tara").roles == ("teacher",)
    assert (await root.post("/admin/invite", data={"role": "owner"})).status_code == 404


@at_the_bench
async def test_a_case_that_cannot_be_read_harms_no_page(bench: Bench):
    import asyncio

    root, _ = await root_of(bench)
    await asyncio.to_thread(bench.app.state.store.create, "0123456789abcdef")
    text = (await root.get("/admin")).text
    assert "cannot be read" in text
    assert "Harbour dispute" in text


@at_the_bench
async def test_a_case_that_nobody_leads_any_more_is_erased_by_its_id(bench: Bench):
    root, _ = await root_of(bench)
    await bench.ask("n", Write("north", "between us"))
    sami = await bench.browser("s")
    assert (await root.post("/admin/erase", data={"case": "serverlog"})).status_code == 422
    assert (await root.post("/admin/erase", data={"case": "0" * 32})).status_code == 422
    assert (await root.post("/admin/erase", data={"case": bench.place.case})).status_code == 303
    assert (await sami.get(f"{bench.at}/table")).status_code == 404
    assert bench.place.case not in bench.app.state.store.cases()
    assert "Harbour dispute" not in (await root.get("/admin")).text


@in_class()
async def test_15_no_seat_is_opened_in_which_nobody_would_be_told(room: Classroom):
    (noor, at), (sami, _) = await room.student("Noor"), await room.student("Sami")
    await noor.post(f"{at}/command", content=b'{"type":"write","room":"north","words":"between us"}')
    root, _ = await root_of(room.bench)
    for case, seats in ((at.removeprefix("/c/"), ("", "class", "teacher")), (str(room.place), ("", "teacher"))):
        for seat in seats:
            asked = {"case": case, "seat": seat, "why": "A judge has ordered it."}
            answer = await root.post("/admin/look", data=asked)
            assert (answer.status_code, "between us" in answer.text) == (422, False), (case, seat)
    asked = {"case": at.removeprefix("/c/"), "seat": "north-1", "why": "A judge has ordered it."}
    assert (await root.post("/admin/look", data=asked)).status_code == 200
    assert "A judge has ordered it." in (await noor.get(f"{at}/records")).text
    assert "A judge has ordered it." not in (await sami.get(f"{at}/records")).text

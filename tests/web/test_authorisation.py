"""Who may what: every route, method, role and owner; and whatever is not somebody's own is the same nothing to them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest
from msgspec.json import encode
from sitting import HARBOUR, HOST, PEOPLE
from small_workbench import Bench, at_the_bench

from mediant.web.hub import Place
from mediant.web.screens.all import SCREENS
from mediant.web.sessions import ACCOUNT_COOKIE, cookie_of
from mediant.workbench.ballots import OpenBallot, Sign, Vote
from mediant.workbench.commands import MAY
from mediant.workbench.course import Open, document_from
from mediant.workbench.notes import Note
from mediant.workbench.people import Person, Seat, audiences_of
from mediant.workbench.records import Look
from mediant.workbench.talk import Write

ANYBODY, ACCOUNT, SEAT = "anybody", "account", "seat"
MEDIATOR, LEADER, TEACHER, WRITER = "mediator", "leader", "teacher", "writer"
OF_CLASSES = ("class", "debrief")
"""Screens that do not stand in a mediation of its own."""
POLICY = {
    ("/static/{digest}/{path:path}", "GET"): ANYBODY,
    ("/i/{token}", "GET"): ANYBODY,  # who has the token: chance of 256 bits
    ("/i/{token}", "POST"): ANYBODY,
    ("/join/{token}", "GET"): ANYBODY,
    ("/join/{token}", "POST"): ANYBODY,
    ("/join/{token}/options", "POST"): ANYBODY,
    ("/join/{token}/passkey", "POST"): ANYBODY,
    ("/login", "GET"): ANYBODY,
    ("/login", "POST"): ANYBODY,
    ("/login/options", "POST"): ANYBODY,
    ("/login/passkey", "POST"): ANYBODY,
    ("/language", "POST"): ANYBODY,
    ("/confidentiality", "GET"): ANYBODY,
    ("/", "GET"): ANYBODY,  # sends whoever is not signed in to /login
    ("/help", "GET"): ANYBODY,
    ("/who", "GET"): ANYBODY,
    ("/class/{token}", "GET"): ANYBODY,
    ("/class/{token}", "POST"): ANYBODY,
    ("/import", "GET"): ACCOUNT,
    ("/import", "POST"): ACCOUNT,
    ("/classes/new", "GET"): ACCOUNT,
    ("/classes/new", "POST"): ACCOUNT,
    ("/admin", "GET"): ACCOUNT,
    ("/admin/account", "POST"): ACCOUNT,
    ("/admin/host", "POST"): ACCOUNT,
    ("/admin/invite", "POST"): ACCOUNT,
    ("/admin/look", "POST"): ACCOUNT,
    ("/admin/server", "POST"): ACCOUNT,
    ("/admin/erase", "POST"): ACCOUNT,
    ("/account", "GET"): ACCOUNT,
    ("/account/options", "POST"): ACCOUNT,
    ("/account/passkey", "POST"): ACCOUNT,
    ("/account/password", "POST"): ACCOUNT,
    ("/account/leave", "POST"): ACCOUNT,
    ("/begin", "POST"): ACCOUNT,
    ("/c/{case}/", "GET"): SEAT,
    ("/c/{case}/stream", "GET"): SEAT,
    ("/c/{case}/command", "POST"): SEAT,
    ("/c/{case}/record", "GET"): SEAT,
    ("/c/{case}/leave", "POST"): SEAT,
    ("/c/{case}/{screen}", "GET"): SEAT,  # by SCREENS, below
    ("/c/{case}/{screen}/{part}", "GET"): SEAT,
    ("/c/{case}/{screen}/{form}", "POST"): SEAT,
    ("/c/{case}/report.html", "GET"): SEAT,
    ("/c/{case}/report.pdf", "GET"): SEAT,
    ("/c/{case}/archive", "GET"): LEADER,
    ("/c/{case}/records/erase-case", "POST"): LEADER,
    ("/c/{case}/records/erase-party", "POST"): LEADER,
    ("/c/{case}/class/link", "POST"): TEACHER,
    ("/c/{case}/class/unlink", "POST"): TEACHER,
    ("/c/{case}/class/{table}.csv", "GET"): TEACHER,
    ("/c/{case}/class/class.zip", "GET"): TEACHER,
    ("/c/{case}/class/erase", "POST"): TEACHER,
    ("/c/{case}/data", "GET"): SEAT,  # of a student: test_joining
    ("/c/{case}/data", "POST"): SEAT,
    ("/c/{case}/as/{seat}", "POST"): MEDIATOR,
    ("/c/{case}/as/{seat}/{screen}", "GET"): MEDIATOR,
    ("/c/{case}/control/seat", "POST"): MEDIATOR,
    ("/c/{case}/control/invite", "POST"): MEDIATOR,
    ("/c/{case}/evidence/bring", "POST"): WRITER,
    ("/c/{case}/evidence/read", "POST"): MEDIATOR,
    ("/c/{case}/evidence/annex.csv", "GET"): SEAT,
    ("/c/{case}/evidence/annex", "GET"): SEAT,
}
"""Every route and method that there is, and for whom. Whatever is not here is refused by this test."""
MO2 = Person(id="m2", role="co-mediator", name="Mia", side="host")
SITTERS = {"m": "mediator", "m2": "co-mediator", "n": "principal", "na": "adviser", "o": "observer"}
NOTHING = 404


@dataclass(frozen=True)
class Try:
    """One request, and who may make it, by role."""

    method: str
    path: str
    roles: frozenset[str]


def tries(at: str) -> list[Try]:
    """Every screen, part and form, and all other routes of a mediation."""
    everyone, mediators = frozenset(SITTERS.values()), frozenset({"mediator", "co-mediator"})
    found = [
        Try("GET", f"{at}/", everyone),
        Try("GET", f"{at}/record", everyone),
        Try("POST", f"{at}/command", everyone),
    ]
    for name, screen in SCREENS.items():
        roles = screen.roles if name not in OF_CLASSES else frozenset()
        found.append(Try("GET", f"{at}/{name}", roles))
        found += [Try("GET", f"{at}/{name}/{part}", roles) for part in screen.parts]
        found += [Try("POST", f"{at}/{name}/{form}", roles) for form in screen.forms]
    found += [Try("GET", f"{at}/{name}", everyone) for name in ("evidence/annex", "evidence/annex.csv", "report.html")]
    found += [Try("GET", f"{at}/archive", frozenset({"mediator"}))]
    found += [Try("POST", f"{at}/records/{name}", frozenset({"mediator"})) for name in ("erase-case", "erase-party")]
    found += [
        Try(method, f"{at}/class/{name}", frozenset())
        for method, name in (
            ("GET", "groups.csv"),
            ("GET", "class.zip"),
            ("POST", "link"),
            ("POST", "unlink"),
            ("POST", "erase"),
        )
    ]
    found += [Try(method, f"{at}/data", frozenset()) for method in ("GET", "POST")]
    found += [Try("POST", f"{at}/{path}", mediators) for path in ("evidence/read", "as/n", "as/o")]
    found += [Try("GET", f"{at}/as/{path}", mediators) for path in ("n/room", "n/table", "o/table")]
    return [*found, Try("POST", f"{at}/evidence/bring", everyone - {"observer"})]


def test_01_every_route_has_a_policy(tmp_path):
    @at_the_bench
    async def inside(bench: Bench) -> None:
        routes = {(route.path, method) for route in bench.app.routes for method in route.methods - {"HEAD"}}
        assert routes == POLICY.keys(), "say in POLICY for whom it is, and try it below"

    inside(tmp_path)


@at_the_bench
async def test_01_role_by_route_by_method_by_owner(bench: Bench):
    """Those who may are answered; all others, a stranger and who sits in another case get the same nothing."""
    await bench.ask("m", Seat(MO2))
    other = await bench.hub.begin(Open(document_from(HARBOUR)), HOST)
    host = await bench.hub.person(other, "m")
    await bench.hub.ask(other, host, Seat(PEOPLE[0]))
    browsers = {seat: await bench.browser(seat) for seat in SITTERS}
    stranger, elsewhere = await bench.browser(), await bench.browser()
    await elsewhere.post(f"/i/{await bench.app.state.office.invites.make(str(other), 'n')}")
    nothing = (await stranger.get("/nothing")).content
    tried = 0
    for one in tries(bench.at):
        given = {"data": {"x": "1"}} if one.method == "POST" and not one.path.endswith("/command") else {}
        bench.clock.at += 60  # so that nobody has asked too often
        for seat, role in SITTERS.items():
            answer = await browsers[seat].request(one.method, one.path, **given)
            tried += 1
            if role in one.roles:
                assert answer.status_code in (200, 303, 400, 422), (seat, one)
            else:
                assert (answer.status_code, answer.content) == (NOTHING, nothing), (seat, one)
        for browser in (stranger, elsewhere):
            answer = await browser.request(one.method, one.path, **given)
            assert (answer.status_code, answer.content) == (NOTHING, nothing), one
    assert tried > 200


@at_the_bench
async def test_01_what_is_of_an_account_is_nothing_to_others(bench: Bench):
    nothing = (await (await bench.browser()).get("/nothing")).content
    for browser, (path, method) in product(
        (await bench.browser(), await bench.browser("n")), (key for key, who in POLICY.items() if who == ACCOUNT)
    ):
        answer = await browser.request(method, path, **({"data": {}} if method == "POST" else {}))
        assert (answer.status_code, answer.content) == (NOTHING, nothing), (method, path)


@at_the_bench
async def test_04_the_mediator_of_one_case_is_nobody_in_another(bench: Bench):
    other = await bench.hub.begin(Open(document_from(HARBOUR)), HOST)
    mo = await bench.browser("m")
    token = mo.cookies.get(cookie_of(str(bench.place)))
    for cookie in (cookie_of(str(bench.place)), cookie_of(str(other)), ACCOUNT_COOKIE):
        answer = await mo.get(f"/c/{other}/control", headers={"cookie": f"{cookie}={token}"})
        assert answer.status_code == NOTHING


@at_the_bench
async def test_06_only_who_binds_a_party_votes_and_signs(bench: Bench):
    """An adviser writes, states and answers for the party, and sees its ballot; the principal casts it and signs."""
    await bench.ask("m", OpenBallot("Both stop.", bench.clock() + 60))
    noor, nils = await bench.browser("n"), await bench.browser("na")
    ballot = (await bench.hub.table(bench.place, PEOPLE[1])).ballots.open[0].opened
    vote, sign = Vote(ballot.id, ballot.digest, yes=True), Sign(ballot.id, ballot.digest)
    for command in (vote, sign):
        answer = await nils.post(f"{bench.at}/command", content=encode(command))
        assert (answer.status_code, answer.text) == (422, "advisers may not do this; ask the mediator")
    answer = await nils.post(
        f"{bench.at}/text/vote", data={"ballot": ballot.id, "digest": ballot.digest, "vote": "yes"}
    )
    assert answer.status_code == 422
    assert (await bench.hub.table(bench.place, PEOPLE[0])).ballots.open[0].votes == {}
    assert (await nils.post(f"{bench.at}/command", content=encode(Write("north", "vote!")))).status_code == 200
    assert (await noor.post(f"{bench.at}/command", content=encode(vote))).status_code == 200


@at_the_bench
async def test_08_an_automated_negotiator_is_bound_to_its_seat(bench: Bench):
    """No link leads into its seat, and what a program sends is done by the seat of its cookie, whatever it says."""
    agent = Person(id="south-1", role="agent", name="Automaton", side="south", strategy="linear")
    await bench.ask("m", Seat(agent))
    mo = await bench.browser("m")
    assert (await mo.post(f"{bench.at}/control/invite", data={"seat": "south-1"})).status_code == NOTHING
    program = await bench.browser()
    token = await bench.app.state.office.sessions.open(str(bench.place), "south-1")
    program.cookies.set(cookie_of(str(bench.place)), token)
    assert (await program.post(f"{bench.at}/command", content=encode(Write("south", "I")))).status_code == 200
    for command in (Write("north", "let me in"), Seat(agent), OpenBallot("mine", bench.clock() + 60)):
        assert (await program.post(f"{bench.at}/command", content=encode(command))).status_code == 422
    sent = b'{"type":"write","room":"south","words":"x","seat":"s","by":"s"}'
    assert (await program.post(f"{bench.at}/command", content=sent)).status_code == 422
    for path in ("control", "space", "wants", "room"):
        assert (await program.get(f"{bench.at}/{path}")).status_code == NOTHING
    other = await bench.hub.begin(Open(document_from(HARBOUR)), HOST)
    program.cookies.set(cookie_of(str(other)), token)
    assert (await program.get(f"/c/{other}/table")).status_code == NOTHING


@at_the_bench
async def test_09_groups_of_a_class_are_nothing_to_each_other(bench: Bench):
    """A teacher sees their own class; a student sees their own group, whatever address they guess."""
    student = Person(id="u", role="student", name="Uma", side="north")
    first, second = Place(bench.place.case, "g1"), Place(bench.place.case, "g2")
    for group in (first, second):
        await bench.hub.open_group(group, Open(document_from(HARBOUR)), HOST)
        await bench.hub.ask(group, await bench.hub.person(group, "m"), Seat(student))
    uma = await bench.browser()
    await uma.post(f"/i/{await bench.app.state.office.invites.make(str(first), 'u')}")
    assert (await uma.get(f"/c/{first}/room")).status_code == 200
    token = uma.cookies.get(cookie_of(str(first)))
    for place in (str(second), bench.place.case, f"{bench.place.case}-", f"{bench.place.case}-g1-g2"):
        for cookie in (cookie_of(place), cookie_of(str(first)), ACCOUNT_COOKIE):
            answer = await uma.get(f"/c/{place}/room", headers={"cookie": f"{cookie}={token}"})
            assert answer.status_code == NOTHING, (place, cookie)
    other = await bench.hub.begin(Open(document_from(HARBOUR)), HOST)
    assert (
        await uma.get(f"/c/{other}/room", headers={"cookie": f"{cookie_of(str(other))}={token}"})
    ).status_code == NOTHING


@at_the_bench
async def test_15_an_administrator_sees_nothing_of_a_case(bench: Bench):
    """A role without any audience or screen; the one command there is opens a door that is logged: `test_admin.py`."""
    ada = Person(id="a", role="administrator", name="Ada")
    assert audiences_of(ada) == frozenset()
    assert MAY["administrator"] == {Look}
    await bench.ask("n", Note("mine"))
    browser = await bench.browser()
    token = await bench.app.state.office.sessions.open(str(bench.place), "a")
    browser.cookies.set(cookie_of(str(bench.place)), token)
    for one in tries(bench.at):
        bench.clock.at += 1  # so that nobody has asked too often
        given = {"data": {"x": "1"}} if one.method == "POST" else {}
        assert (await browser.request(one.method, one.path, **given)).status_code == NOTHING, one
    assert list(await bench.hub.seen(bench.place, ada)) == []


@at_the_bench
async def test_13_a_filter_finds_only_what_its_viewer_sees(bench: Bench):
    """There is no search over a case: pages filter what their viewer sees already."""
    north, south = await bench.browser("n"), await bench.browser("s")
    asked = [
        f"{bench.at}/evidence?{query}"
        for query in ("kind=proposed", "issue=truce", "room=north", "actor=x", "q=secret")
    ]
    before = [(await south.get(path)).status_code for path in asked]
    sent = {"room": "north", "title": "secret", "words": "The secret.", "outlet": "", "published": ""}
    assert (await north.post(f"{bench.at}/evidence/bring", data=sent)).status_code == 303
    assert "secret" in (await north.get(f"{bench.at}/evidence")).text
    for path, status in zip(asked, before, strict=True):
        answer = await south.get(path)
        assert answer.status_code == status
        assert "secret" not in answer.text.replace("q=secret", "")


@at_the_bench
async def test_14_what_was_brought_is_at_no_address_of_its_own(bench: Bench):
    """Uploads become events, under the key of their room; no file of theirs is served to anybody."""
    north, stranger = await bench.browser("n"), await bench.browser()
    sent = {"room": "north", "title": "", "words": "", "outlet": "", "published": ""}
    upload = {"file": ("brief.txt", b"A dockside secret.", "text/plain")}
    assert (await north.post(f"{bench.at}/evidence/bring", data=sent, files=upload)).status_code == 303
    for browser in (north, stranger, await bench.browser("s")):
        for path in ("brief.txt", "evidence/brief.txt", "north.north.a1", "evidence/north.north.a1", "../brief.txt"):
            assert (await browser.get(f"{bench.at}/{path}")).status_code == NOTHING
        for path in ("brief.txt", "../cases", "..%2fcases", "%2e%2e/keys", f"{bench.place.case}"):
            assert (await browser.get(f"/static/x/{path}")).status_code == NOTHING


@pytest.mark.parametrize("path", ["..%2f..%2fkeys", "%00", "CON", "a/../../b", "\\..\\keys", "x" * 300, "%2e%2e"])
def test_60_no_path_leads_to_a_file(path, tmp_path):
    @at_the_bench
    async def inside(bench: Bench) -> None:
        browser = await bench.browser("m")
        for at in (
            f"/c/{path}/table",
            f"{bench.at}/{path}",
            f"/static/{path}/css/app.css",
            f"/static/x/{path}",
            f"/i/{path}",
        ):
            answer = await browser.get(at)
            assert answer.status_code in (400, NOTHING, 414), at
            assert b"root:" not in answer.content

    inside(tmp_path)

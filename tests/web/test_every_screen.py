"""Every page in a real browser, in both themes, both directions, and as narrow as a small phone: nothing stands in anybody's way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_workbench import Living, living
from small_class import TOML
from valley import PEOPLE, VALLEY, open_a_ballot, set_out
from windows import Windows, hindrances, windows

from mediant.web.accounts import ROLES
from mediant.web.screens.all import SCREENS
from mediant.workbench.records import View

TEMPLATES = Path(__file__).parents[2] / "src/mediant/web/templates"
# For each screen whose it is, and where: the first is looked at in every run.
ADDRESSES: dict[str, list[tuple[str, str]]] = {
    "control": [("m", "control?done=phase"), ("m", "control")],
    "room": [("l", "room?issue-share=1&issue-gate=2&issue-fee=1&issue-term=1"), ("u", "room"), ("c", "room?done=offer")],
    "wants": [
        ("l", "wants?ask=walk_away"), ("l", "wants"), ("l", "wants?ask=never"), ("l", "wants?ask=1"), ("u", "wants"),
    ],
    "table": [("m", "table"), ("m", "table?room=lower"), ("l", "table"), ("o", "table"), ("l", "table?room=lower")],
    "text": [
        ("m", "text?clause=clause-1"), ("m", "text"), ("m", "text?clause=clause-2"), ("l", "text?clause=clause-1"), ("o", "text"),
    ],
    "space": [("m", "space?at=1-2-2-1&room=lower&pick=1-2-2-1&pick=0-0-0-0"), ("m", "space")],
    "records": [("m", "records"), ("l", "records"), ("o", "records")],
    "evidence": [
        ("m", "evidence"), ("m", "evidence?claim=host.joint.a1.c2"), ("m", "evidence?claim=host.joint.a1.c3"),
        ("l", "evidence?claim=joint.claim-2"), ("o", "evidence"),
    ],
    "debrief": [],  # only in a class that was closed: looked at by test_class_in_chromium
    "class": [],  # looked at by a_class
}  # fmt: skip
# Of the screens as a mediator sees them in the place of others.
VIEWED = [("m", "as/l/room"), ("m", "as/l/table"), ("m", "as/o/text"), ("m", "as/l/wants"), ("m", "as/l/evidence")]
# Pages that are no screens: with an address of their own, for anybody or for an account; and those that something leads to.
OPEN = {"help": "/help", "login": "/login", "who": "/who", "confidentiality": "/confidentiality"}
ACCOUNT = {"home": "/", "account": "/account", "admin": "/admin", "import": "/import", "class_new": "/classes/new"}
ON_THE_WAY = {"annex", "invitation", "join", "left", "joining", "joined", "data"}
WAYS = [
    pytest.param("ar", "dark", 320, "", id="arabic on a phone, dark"),
    pytest.param("en", "light", 1280, "", marks=pytest.mark.slow, id="light"),
    pytest.param("en", "dark", 1280, "", marks=pytest.mark.slow, id="dark"),
    pytest.param("ar", "light", 1280, "", marks=pytest.mark.slow, id="right to left"),
    pytest.param("fr", "light", 320, "", marks=pytest.mark.slow, id="french on a phone"),
    pytest.param("es", "dark", 320, "", marks=pytest.mark.slow, id="spanish on a phone, dark"),
    pytest.param("en", "light", 1280, "200%", marks=pytest.mark.slow, id="text twice as large"),
]


@pytest.fixture(scope="module")
def live(tmp_path_factory) -> Iterator[Living]:
    with living(tmp_path_factory.mktemp("valley"), VALLEY, PEOPLE) as one:
        set_out(one)
        for command in (View("l"), View("o")):
            one.ask("m", command)
        yield one


def pages_of_templates() -> set[str]:
    """Templates that are whole pages."""
    whole = re.compile(r'{% extends "(base|screen)\.html\.jinja" %}')
    return {file.name.partition(".")[0] for file in TEMPLATES.glob("*.jinja") if whole.search(file.read_text("utf-8"))}


def test_no_page_is_forgotten():
    assert set(ADDRESSES) == set(SCREENS)
    assert set(ADDRESSES) | set(OPEN) | set(ACCOUNT) | ON_THE_WAY == pages_of_templates() - {"screen"}


class Looking:
    """Pages in one way: each person has a window, and what was found is noted by the address."""

    def __init__(self, some: Windows, text: str, **window: Any) -> None:
        self.some, self.text, self.window = some, text, {"bypass_csp": True, **window}
        self.pages: dict[str, Any] = {}
        self.found: dict[str, list[object]] = {}

    def of(self, seat: str) -> Any:
        if seat not in self.pages:
            self.pages[seat] = self.some.new(**self.window)
            if seat not in ("", "student"):
                self.some.live.sit(self.pages[seat].context, seat)
        return self.pages[seat]

    def look(self, page: Any, name: str) -> None:
        """With everything open that opens, and whatever is drawn late drawn."""
        page.evaluate("size => { document.documentElement.style.fontSize = size }", self.text)
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        found = hindrances(page)
        if found or page.evaluate("document.documentElement.lang") != self.window["locale"]:
            self.found[name] = found

    def at(self, seat: str, path: str) -> None:
        self.of(seat).goto(self.some.live.at(path))
        self.look(self.of(seat), f"{seat} {path}")


def screens_in_a_way(looking: Looking, all_of_them: bool) -> None:
    for addresses in (*ADDRESSES.values(), VIEWED):
        for seat, path in addresses if all_of_them else addresses[:1]:
            looking.at(seat, path)


def other_pages(looking: Looking) -> None:
    """Those without a seat, the way in and out, and those with an account."""
    live, page = looking.some.live, looking.of("")
    for name, path in OPEN.items():
        page.goto(f"{live.origin}{path}")
        looking.look(page, name)
    page.goto(live.link("o"))
    looking.look(page, "invitation")
    page.locator("main form button").first.click()
    page.wait_for_url("**/table")
    page.locator(".confirm summary").click()
    page.locator(".confirm button").click()
    page.wait_for_url("**/leave")
    looking.look(page, "left")
    page.goto(f"{live.origin}/join/{live.call(live.bench.app.state.office.invites.make('', '+'.join(ROLES)))}")
    looking.look(page, "join")
    page.locator("#name").fill(f"Mira {id(looking)}")
    page.locator("#password").fill("a long enough password")
    page.locator("details.else form button").click()
    page.wait_for_url(f"{live.origin}/")
    for name, path in ACCOUNT.items():
        page.goto(f"{live.origin}{path}")
        looking.look(page, name)
    looking.at("m", "evidence/annex")


def a_class(looking: Looking) -> None:
    """A class as its teacher makes it, and the way into it."""
    page, student = looking.of(""), looking.of("student")
    page.locator("#title").fill("A class")
    page.locator("#case").fill(TOML)
    page.locator("main form button").last.click()
    page.wait_for_url("**/class")
    console = page.url
    page.locator("form[action$='/class/link'] button").click()
    page.locator("#link").wait_for()
    looking.look(page, "class with its link")
    student.goto(page.locator("#link").input_value())
    looking.look(student, "joining")
    student.locator("#name").fill("Ann")
    student.locator("main form button").first.click()
    student.locator("main a.button").first.wait_for()
    looking.look(student, "joined")
    student.locator("a[href$='/data']").click()
    student.wait_for_url("**/data")
    looking.look(student, "data")
    student.locator("main a.button").first.click()
    student.wait_for_url("**/room")
    looking.look(student, "room of a student")
    page.goto(f"{console}?group=1")
    looking.look(page, "class")


def fresh_link_and_ballot(looking: Looking) -> None:
    """The link of a seat, and what a ballot looks like to who votes and to who opened it."""
    page = looking.of("m")
    page.goto(looking.some.live.at("control"))
    page.locator("form[action$='/invite'] button").first.click()
    page.locator("#link").wait_for()
    looking.look(page, "link")
    for seat in ("m", "l"):
        looking.at(seat, "text#ballot")


@pytest.mark.timeout(1200)  # on a busy machine; it takes a minute on an idle one
@pytest.mark.parametrize(("locale", "theme", "width", "text"), WAYS)
def test_nothing_stands_in_anybodys_way(browser, live, request, locale, theme, width, text):
    """axe-core finds nothing, nothing is cut off or makes the page scroll sideways, everything to press is large enough."""
    with windows(browser, live) as some:
        looking = Looking(some, text, width=width, theme=theme, locale=locale)
        screens_in_a_way(looking, request.node.get_closest_marker("slow") is not None)
        other_pages(looking)
        a_class(looking)
        if not live.bench.hub._desks[live.bench.place.case][""].book.kept.ballots.open:
            open_a_ballot(live)
        fresh_link_and_ballot(looking)
        assert looking.found == {}

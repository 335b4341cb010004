"""A class in a real browser: its console, its students and its debrief, on screens of every kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from live_workbench import Living, living
from sitting import package
from small_class import CASE, digest

from mediant.web.hub import Place
from mediant.workbench.course import public
from mediant.workbench.talk import Say, Write
from mediant.workbench.teaching import Automate, Enrol, Miss, Prepare, Terms

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

WAYS = [
    ("en", "light", 1280),
    ("ar", "dark", 320),
    pytest.param("ar", "light", 1280, marks=pytest.mark.slow),
    pytest.param("fr", "dark", 320, marks=pytest.mark.slow),
    pytest.param("es", "light", 320, marks=pytest.mark.slow),
]
OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(element => {
  const box = element.getBoundingClientRect();
  const inside = element.closest('.unseen, .skip, .scroll, [aria-hidden]');
  return box.width && !inside && element.checkVisibility() && (box.right > innerWidth + 1 || box.left < -1);
}).map(element => element.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('main a, main button, main input, main select, main summary, main textarea')].filter(element => {
  const box = (element.closest('label') ?? element).getBoundingClientRect();
  const inline = getComputedStyle(element).display === 'inline';
  return box.width && !inline && (box.width < 43.5 || box.height < 43.5);
}).map(element => element.outerHTML.slice(0, 120))"""


@dataclass
class Live:
    """A class of five, one of them missing, on a workbench that listens."""

    living: Living
    place: Place
    account: str
    groups: list[Place]

    def page(self, browser: Any, complaints: list[str], **options: Any) -> Any:
        """A page of a new browser; what its console complains of is noted."""
        context = browser.new_context(reduced_motion="reduce", **{"bypass_csp": True, **options})
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    def sign_in(self, page: Any, place: Place, seat: str) -> None:
        """With the cookie of a seat, or of the teacher's account."""
        sessions = self.living.bench.app.state.office.sessions
        teacher = place == self.place
        token = self.living.call(sessions.open("" if teacher else str(place), self.account if teacher else seat))
        name = "__Host-mediant" if teacher else f"__Host-mediant-{place}"
        address = self.living.origin.replace("http:", "https:")  # a secure cookie: browsers send it to this machine
        page.context.add_cookies([{"name": name, "value": token, "url": address, "secure": True}])

    def ask(self, place: Place, seat: str, command: Any) -> None:
        """Somebody asks for something, past the pages."""

        async def inside() -> None:
            hub = self.living.bench.hub
            await hub.ask(place, await hub.person(place, seat), command)

        self.living.call(inside())


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    with living(tmp_path_factory.mktemp("live")) as made:
        yield made


@pytest.fixture
def live(one):
    """A class of its own for each test: one of them closes it."""
    app = one.bench.app
    lessons, accounts = app.state.lessons, app.state.office.accounts
    account = one.call(accounts.make(f"Tess {len(accounts)}", ("teacher",)))
    terms = Terms(title="Negotiation", minutes=30, absent_after=3600)
    place = one.call(lessons.make(Prepare(terms, CASE), public(CASE), "Tess"))
    one.call(accounts.give_seat(account, str(place), "teacher"))
    for number in range(5):
        one.call(lessons.join(place, Enrol(f"Student {number}", digest(f"s{number}")), one.bench.clock()))
    lesson = one.call(lessons.lesson(place))
    made = Live(one, place, account, [Place.named(lesson.places[group]) for group in lesson.groups])
    for seat in ("north-1", "south-1"):
        made.ask(made.groups[0], seat, Write("joint", "Good morning"))
    made.ask(place, "teacher", Miss("s4", missing=True))
    made.ask(place, "teacher", Automate(2, "south"))
    return made


@pytest.fixture
def complaints():
    found: list[str] = []
    yield found
    assert found == []


def whole(page: Any, width: int, path: str) -> None:
    for summary in page.locator("main summary").all():
        summary.click()
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == [], path
    assert page.evaluate(OVERFLOWING) == [], path
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert page.evaluate(SMALL) == [], path


@pytest.mark.parametrize(("locale", "theme", "width"), WAYS)
def test_nothing_stands_in_the_way_of_a_teacher_or_a_student(browser, live, complaints, locale, theme, width):
    options = {"locale": locale, "color_scheme": theme, "viewport": {"width": width, "height": 800}}
    origin = live.living.origin
    page = live.page(browser, complaints, **options)
    live.sign_in(page, live.place, "teacher")
    for path in ("/classes/new", "/", f"/c/{live.place}/class", f"/c/{live.place}/class?group=1"):
        page.goto(origin + path)
        whole(page, width, path)
    page.goto(f"{origin}/c/{live.place}/class")
    page.locator("form[action$='/class/link'] button").click()
    link = page.locator("#link").input_value()
    whole(page, width, "the link")
    student = live.page(browser, complaints, **options)
    student.goto(link)
    whole(student, width, "joining")
    live.sign_in(student, live.groups[0], "north-1")
    for path in ("room", "room?issue-truce=1&issue-fee=1", "table"):
        student.goto(f"{origin}/c/{live.groups[0]}/{path}")
        whole(student, width, path)
    page.context.close()
    student.context.close()


def joined(live: Live, browser: Any, complaints: list[str], tess: Any) -> Any:
    """Somebody who joins late, by a new link, and goes to the group."""
    tess.get_by_role("button", name="Make a link for students").click()
    late = live.page(browser, complaints)
    late.goto(tess.locator("#link").input_value())
    late.get_by_label("Your name").fill("Lou")
    late.get_by_role("button", name="Take my seat").click()
    assert "group 3" in late.locator("h1").inner_text()
    assert re.fullmatch("[2-9A-Z-]{14}", late.locator("#code").input_value())
    late.get_by_role("link", name="Go to my group").click()
    late.get_by_text("Your role").wait_for()
    return late


def test_from_the_link_to_the_debrief(browser, live, complaints, tmp_path):
    tess, other = live.page(browser, complaints), live.page(browser, complaints)
    live.sign_in(tess, live.place, "teacher")
    tess.goto(f"{live.living.origin}/c/{live.place}/class")
    late = joined(live, browser, complaints, tess)
    tess.goto(f"{live.living.origin}/c/{live.place}/class")
    tess.get_by_text("Lou", exact=True).wait_for()
    live.sign_in(other, live.groups[2], "north-1")
    other.goto(f"{live.living.origin}/c/{live.groups[2]}/room")
    live.ask(live.groups[2], "north-1", Say("joint", {"act": "offer", "outcome": package("permanent", 10)}))
    late.get_by_role("button", name="We accept it", exact=True).click()
    for page in (late, other):
        page.get_by_text("Your group has agreed").wait_for()
    tess.locator("#groups").get_by_text("Agreed", exact=True).first.wait_for()
    released(tess)
    late.get_by_role("link", name="Go to the debrief").click()
    late.get_by_text("What did you not ask?").wait_for()
    late.locator(".chart-canvas canvas").wait_for()
    whole(late, 1280, "debrief")
    with tess.expect_download() as download:
        tess.get_by_role("link", name="Groups, one on each line (CSV)").click()
    download.value.save_as(tmp_path / "groups.csv")
    rows = (tmp_path / "groups.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 3
    assert ",agreed,agreed," in rows[3]


def released(tess: Any) -> None:
    """The class is closed, and its debrief released."""
    tess.get_by_label("Close all groups for good").check()
    tess.get_by_role("button", name="Close the class").click()
    tess.get_by_role("button", name="Release it to all groups").wait_for()
    whole(tess, 1280, "closed")
    tess.get_by_label("Questions to think about").fill("What did you not ask?")
    tess.get_by_role("button", name="Release it to all groups").click()

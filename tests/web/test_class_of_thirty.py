"""A class of thirty in real browsers: the teacher and four students; the others come over HTTP. One drops out and comes back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from live_workbench import Living, living
from small_class import TOML
from windows import Windows, hindrances, windows

STUDENTS = 30
FIRST = ("Ann", "Ben", "Cleo", "Dan")


@dataclass
class Student:
    """One without a browser, who keeps cookies as a browser does on its own machine."""

    origin: str
    held: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> httpx.Response:
        cookies = "; ".join(f"{name}={value}" for name, value in self.held.items())
        headers = {"origin": self.origin, "cookie": cookies}
        answer = httpx.request(method, f"{self.origin}{path}", data=data, headers=headers, timeout=60)
        assert answer.status_code < 400, answer.text
        for cookie in answer.headers.get_list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.held[name] = value
        return answer

    def join(self, link: str, name: str) -> str:
        """The address of the group."""
        fresh = re.search(r'name="fresh" value="([^"]+)"', self.ask("GET", link).text)[1]
        page = self.ask("POST", link, {"name": name, "code": "", "fresh": fresh})
        return re.search(r'href="(/c/\w+)/"', page.text)[1]

    def send(self, at: str, query: str, form: str, **sent: str) -> None:
        """A form of the room, with the package that stands on it."""
        page = self.ask("GET", f"{at}/room{query}").text
        package = re.search(r'name="package" value="([^"]+)"', page)[1]
        self.ask("POST", f"{at}/room/{form}", {"package": package, "room": "joint", **sent})


def makes_a_class(live: Living, page: Any) -> str:
    """The teacher's account and class; the link for students."""
    page.goto(live.first_link())
    page.get_by_text("With a password instead").click()
    page.locator("#name").fill("Tess")
    page.locator("#password").fill("a long enough password")
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("link", name="Make a class").click()
    page.locator("#title").fill("Negotiation, Monday")
    page.locator("#case").fill(TOML)
    page.locator("#absent").fill("1")
    page.get_by_label("An automated negotiator plays until the student is back").check()
    page.get_by_role("button", name="Make the class").click()
    page.get_by_role("button", name="Make a link for students").click()
    link: str = page.locator("#link").input_value()
    page.get_by_role("link", name="Class console").or_(page.get_by_role("heading", name="Groups")).first.wait_for()
    return link


def joins(some: Windows, link: str, name: str, **window: Any) -> Any:
    page = some.new(bypass_csp=True, **window)
    page.goto(link)
    page.locator("#name").fill(name)
    page.get_by_role("button", name="Take my seat").click()
    page.get_by_role("link", name="Go to my group").click()
    page.wait_for_url("**/room")
    return page


def others(origin: str, link: str) -> None:
    """All the rest: in each group one offers, the other accepts."""
    path = link.removeprefix(origin)
    seats = []
    for number in range(len(FIRST), STUDENTS):
        student = Student(origin)
        seats.append((student, student.join(path, f"Student {number + 1}")))
    for (north, at), (south, same) in zip(seats[::2], seats[1::2], strict=True):
        assert at == same
        north.send(at, "?issue-truce=1&issue-fee=1", "offer")
        south.send(at, "", "reply", answer="yes")


def offers(page: Any) -> None:
    page.locator("#issue-truce").select_option("1")
    page.locator("#issue-fee").select_option("1")
    page.get_by_role("button", name="Offer it to everyone at the table").click()
    page.get_by_text("Your offer was made").wait_for()


def agree(one: Any, other: Any) -> None:
    offers(one)
    other.get_by_role("button", name="We accept it").click()
    for page in (one, other):
        page.get_by_text("Your group has agreed").wait_for()


def drops_out(live: Living, tess: Any, pages: dict[str, Any]) -> None:
    """Dan's browser goes away: the console says so, an automaton plays, and leaves when he is back."""
    address, context, streams = pages["Dan"].url, pages["Dan"].context, live.bench.app.state.office.streams
    group = address.split("/")[4]
    pages["Dan"].close()
    while any(viewer.startswith(f"{group}-/south") for viewer in streams.viewers()):
        tess.wait_for_timeout(100)
    live.clock.seconds += 61
    row = tess.locator("#groups tr", has_text="Dan")
    row.get_by_text("missing").wait_for()
    row.get_by_text("automated").wait_for()
    pages["Dan"] = context.new_page()
    pages["Dan"].goto(address)
    row.get_by_text("missing").wait_for(state="detached")
    row.get_by_text("automated").wait_for(state="detached")


def pauses(tess: Any, student: Any) -> None:
    """All groups pause, and go on."""
    tess.get_by_role("button", name="Pause all groups").click()
    student.get_by_text("not open at the moment").wait_for()
    tess.get_by_role("button", name="Go on").click()
    student.get_by_text("not open at the moment").wait_for(state="detached")


def debriefs(tess: Any, student: Any) -> None:
    """The class is closed, what all may see is chosen, and a student sees it."""
    tess.get_by_label("Close all groups for good").check()
    tess.get_by_role("button", name="Close the class").click()
    tess.get_by_role("button", name="Release it to all groups").click()
    tess.get_by_text("The groups see what you have released.").wait_for()
    student.goto(student.url.partition("?")[0])
    student.get_by_role("link", name="Go to the debrief").click()
    student.get_by_role("heading", name="Debrief").first.wait_for()
    assert hindrances(tess) == hindrances(student) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_class_of_thirty_with_a_dropout(browser, tmp_path):
    with living(tmp_path, None) as live, windows(browser, live) as some:
        tess = some.new(bypass_csp=True)
        link = makes_a_class(live, tess)
        phone = {"width": 320, "height": 640, "has_touch": True, "is_mobile": True}
        pages = {name: joins(some, link, name, **(phone if name in ("Ann", "Cleo") else {})) for name in FIRST}
        others(live.origin, link)
        tess.get_by_text(f"{STUDENTS} students have joined.").wait_for()
        agree(pages["Ann"], pages["Ben"])
        drops_out(live, tess, pages)
        pauses(tess, pages["Cleo"])
        agree(pages["Cleo"], pages["Dan"])
        tess.get_by_role("link", name=f"Agreed ({STUDENTS // 2})").wait_for()
        assert hindrances(tess) == []
        debriefs(tess, pages["Ann"])

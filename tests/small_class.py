"""A class on a workbench: its teacher, its link, and students in browsers of their own."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
from sitting import HARBOUR
from small_workbench import Bench, benched

from mediant.web.hub import Place
from mediant.web.lessons import Lessons
from mediant.workbench.book import Book
from mediant.workbench.clerk import CLERK, clerk_of, group_case, steps
from mediant.workbench.course import Open, document_from, public
from mediant.workbench.lesson import Lesson
from mediant.workbench.people import Person
from mediant.workbench.teaching import Enrol, Prepare, Terms

TESS = Person(id="teacher", role="teacher", name="Tess")
ROLES = {
    "north": {"values": {"truce": {"none": 0, "40 days": 0.4, "permanent": 0.6}, "fee": {"at": [[0, 0.4], [10, 0]]}}},
    "south": {"values": {"truce": {"none": 0.2, "40 days": 0.1, "permanent": 0}, "fee": {"at": [[0, 0], [10, 0.8]]}}},
}
CASE: dict[str, Any] = {**document_from(HARBOUR), "preferences": ROLES}


def digest(word: str) -> str:
    """What is kept of a code."""
    return sha256(word.encode()).hexdigest()


@dataclass
class Desk:
    """A class without a server."""

    book: Book = field(default_factory=Book)
    now: float = 1000.0

    def ask(self, command: Any) -> None:
        """The teacher, or the server in the teacher's name, asks for something."""
        self.book.ask(self.teacher, command, self.now)
        self.book.shut()

    @property
    def teacher(self) -> Person:
        return self.book.kept.people.seated.get("teacher", TESS)

    @property
    def lesson(self) -> Lesson:
        return self.book.table(self.teacher).lesson


def desk(case: dict[str, Any] = CASE, **terms: Any) -> Desk:
    """A class that waits for students."""
    made = Desk()
    made.ask(Open(public(case)))
    made.ask(Prepare(Terms(title="Negotiation", **terms), case))
    return made


def joined(count: int, **terms: Any) -> Desk:
    """A class that so many have joined, a second apart: s1, s2 and so on, with their ids as their codes."""
    made = desk(**terms)
    for number in range(1, count + 1):
        made.now += 1
        made.ask(Enrol(f"Student {number}", digest(f"s{number}")))
    return made


def kept(made: Desk, book: Book | None = None) -> Book:
    """The book of group 1, brought in line."""
    book, lesson = book or Book(), made.lesson
    if not book.events:
        book.ask(clerk_of(lesson), Open(group_case(lesson)), made.now)
        book.shut()
    clerk = book.kept.people.seated[CLERK]
    for command in steps(lesson, 1, book.table(clerk), made.teacher):
        book.ask(clerk, command, made.now)
        book.shut()
    return book


@dataclass
class Classroom:
    """A class at a workbench."""

    bench: Bench
    place: Place
    tess: httpx.AsyncClient
    link: str

    @property
    def at(self) -> str:
        """The address of the console."""
        return f"/c/{self.place}/class"

    @property
    def lessons(self) -> Lessons:
        return self.bench.app.state.lessons

    async def lesson(self) -> Lesson:
        return await self.lessons.lesson(self.place)

    async def student(self, name: str) -> tuple[httpx.AsyncClient, str]:
        """The browser of a student who joins, and the address of the group."""
        browser = await self.bench.browser()
        page = await self.join(browser, name)
        assert page.status_code == 200, page.text
        return browser, re.search(r'href="(/c/\w+)/"', page.text)[1]

    async def join(self, browser: httpx.AsyncClient, name: str, code: str = "", **more: str) -> httpx.Response:
        """What a student is answered."""
        form = (await browser.get(self.link)).text
        fresh = re.search(r'name="fresh" value="([^"]+)"', form)[1]
        return await browser.post(self.link, data={"name": name, "code": code, "fresh": fresh, **more})

    async def do(self, form: str, **sent: Any) -> httpx.Response:
        """The teacher sends a form of the console."""
        answer = await self.tess.post(f"{self.at}/{form}", data=sent)
        assert answer.status_code == 303, answer.text
        await settled(self.lessons)
        return answer


async def settled(lessons: Lessons) -> None:
    """When all that follows from what was asked is done."""
    await asyncio.sleep(0)
    while lessons._under_way:
        await asyncio.gather(*lessons._under_way)
        await asyncio.sleep(0)


async def classroom(bench: Bench, **form: str) -> Classroom:
    """A class made through the pages, by a teacher who signs in."""
    office = bench.app.state.office
    account = await office.accounts.make("Tess", ("teacher",), password="")
    tess = await bench.browser()
    token = await office.sessions.open("", account)
    tess.cookies.set("__Host-mediant", token, domain="localhost.local", path="/")
    sent = {"case": TOML, "title": "Negotiation", **form}
    made = await tess.post("/classes/new", data=sent)
    assert made.status_code == 303, made.text
    place = Place.named(re.fullmatch(r"/c/(\w+)/class", made.headers["location"])[1])
    page = (await tess.post(f"/c/{place}/class/link")).text
    return Classroom(bench, place, tess, re.search(r'value="http://localhost:8000(/class/[\w-]+)"', page)[1])


def in_class(**form: str) -> Callable[[Callable[[Classroom], Awaitable[None]]], Callable[[Path], None]]:
    """A test that is given a class."""

    def marked(test: Callable[[Classroom], Awaitable[None]]) -> Callable[[Path], None]:
        @wraps(test)
        def run(tmp_path: Path) -> None:
            async def inside() -> None:
                async with benched(tmp_path) as bench:
                    await test(await classroom(bench, **form))

            asyncio.run(inside())

        del run.__wrapped__
        return run

    return marked


async def offer(browser: httpx.AsyncClient, at: str, truce: str = "1", fee: str = "1") -> None:
    """An offer to everyone at the table, made through the pages; options by number."""
    page = (await browser.get(f"{at}/room?issue-truce={truce}&issue-fee={fee}")).text
    package = re.search(r'name="package" value="([^"]+)"', page)[1]
    answer = await browser.post(f"{at}/room/offer", data={"package": package, "room": "joint"})
    assert answer.status_code == 303, answer.text


async def reply(browser: httpx.AsyncClient, at: str, answer: str = "yes") -> None:
    """Yes or no to what the other side offers."""
    page = (await browser.get(f"{at}/room")).text
    package = re.search(r'name="package" value="([^"]+)"', page)[1]
    sent = {"package": package, "room": "joint", "answer": answer}
    answered = await browser.post(f"{at}/room/reply", data=sent)
    assert answered.status_code == 303, answered.text


TOML = """format = "mediant-case/1"
title = "Harbour dispute"
[[party]]
id = "north"
name = "North"
[[party]]
id = "south"
name = "South"
[[issue]]
id = "truce"
name = "Length of the truce"
options = ["none", "40 days", "permanent"]
[[issue]]
id = "fee"
name = "Harbour fee"
range = { from = 0, to = 10, step = 5, unit = "USD" }
[preferences.north]
walk_away = 0.2
[preferences.north.values]
truce = { none = 0, "40 days" = 0.4, permanent = 0.6 }
fee = { at = [[0, 0.4], [10, 0]] }
[preferences.south]
walk_away = 0.2
[preferences.south.values]
truce = { none = 0.2, "40 days" = 0.1, permanent = 0 }
fee = { at = [[0, 0], [10, 0.8]] }
"""

"""Leaks of the catalogue, planted into the real parts: the tests of non-interference must find every one of them."""

from __future__ import annotations

import asyncio

from mediant.web import pages
from mediant.web.hub import Hub, Place
from mediant.web.push import Push, viewer_of
from mediant.workbench import book, events
from mediant.workbench.ballots import BallotClosed
from mediant.workbench.book import Book
from mediant.workbench.course import StateSet
from mediant.workbench.decide import decide
from mediant.workbench.decisions import ballots
from mediant.workbench.talk import Talked


def told_of(what):
    """South's table says why it is open: with something in it that only the keeper knows."""

    def plant(monkeypatch):
        table = Hub.table

        async def leaky(self, place, person):
            found = await table(self, place, person)
            if person.side != "south":
                return found
            kept = (await self._desk(place)).book.kept
            return type(found)(**{
                name: getattr(found, name) for name in found.__struct_fields__ if name != "course"
            }, course=found.course.evolve(StateSet("paused", f"{what(kept)}")))  # fmt: skip

        monkeypatch.setattr(Hub, "table", leaky)

    return plant


def etag(monkeypatch):
    page = pages.rendered

    async def leaky(request, screen, template, seen, *given, **more):
        answer = await page(request, screen, template, seen, *given, **more)
        desks = request.app.state.hub._desks[Place.named(request.path_params["case"]).case]
        answer.headers["etag"] = f'"{len(desks[""].book.events)}"'
        return answer

    monkeypatch.setattr(pages, "rendered", leaky)


def ping(monkeypatch):
    tell = Hub._tell

    def leaky(self, place, book, events):
        tell(self, place, book, events)
        for person in book.kept.people.seated.values():
            for listener in self._listeners:
                asyncio.get_running_loop().call_soon(getattr(listener, "_poke", lambda *_: None), place, person)

    def poke(self, place, person):
        self._streams.publish(viewer_of(place, person.id, "table", "en"), "ping", "")

    monkeypatch.setattr(Push, "_poke", poke, raising=False)
    monkeypatch.setattr(Hub, "_tell", leaky)


def foreign_status(monkeypatch):
    """A room of others is forbidden when something was said there, and else is not there."""
    show = pages.show

    async def leaky(request):
        answer = await show(request)
        desk = request.app.state.hub._desks[Place.named(request.path_params["case"]).case][""]
        if any(desk.book.kept.talk.in_room(request.query_params.get("room", ""))):
            answer.status_code = 403
        return answer

    monkeypatch.setattr(pages, "show", leaky)


def global_numbers(monkeypatch):
    def leaky(self, person, command, now):
        done = decide(self.kept, command, person, now)
        self.take(done)
        return done

    monkeypatch.setattr(Book, "ask", leaky)
    monkeypatch.setattr(Talked, "minted", lambda self, side, room: f"{side}-{1 + len(self.lines)}")


def status_code(monkeypatch):
    command = pages.command

    async def leaky(request):
        answer = await command(request)
        desk = request.app.state.hub._desks[Place.named(request.path_params["case"]).case][""]
        if any(ballot.votes for ballot in desk.book.kept.ballots.open) and answer.status_code == 200:
            answer.status_code = 202 if any("north" in one.votes for one in desk.book.kept.ballots.open) else 200
        return answer

    monkeypatch.setattr(pages, "command", leaky)


def result_at_once(monkeypatch):
    command = pages.command

    async def leaky(request):
        answer = await command(request)
        desk = request.app.state.hub._desks[Place.named(request.path_params["case"]).case][""]
        done = [ballot.carried for ballot in desk.book.kept.ballots.open if len(ballot.votes) == 2]
        answer.headers["x-result"] = f"{done}"
        return answer

    monkeypatch.setattr(pages, "command", leaky)


def eager_outcome(monkeypatch):
    monkeypatch.setattr(
        ballots, "due",
        lambda table, now: tuple(
            BallotClosed(one.opened.id, one.carried)
            for one in table.ballots.open
            if now >= one.opened.closes_at or len(one.votes) == 2
        ),
    )  # fmt: skip
    table = Hub.tick

    async def every(self):
        for desks in self._desks.values():
            for desk in desks.values():
                if desk.book.kept.ballots.open:
                    await desk.put(None, None, self._now())
        await table(self)

    monkeypatch.setattr(Hub, "tick", every)


def strategy(monkeypatch):
    """Everybody is shown how an automated negotiator plays."""
    monkeypatch.setattr(events, "as_seen", lambda event, _: event)
    monkeypatch.setattr(book, "as_seen", lambda event, _: event)


LEAKS = {
    "count": told_of(lambda kept: len(kept.talk.lines)),
    "updated_at": told_of(lambda kept: max((line.at for line in kept.talk.lines), default=0)),
    "axis": told_of(lambda kept: kept.wants.of("north")),
    "progress": told_of(lambda kept: sorted(kept.people.ready)),
    "presence": told_of(lambda kept: [line.side for line in kept.talk.lines][-1:]),
    "etag": etag,
    "ping": ping,
    "idor_status": foreign_status,
    "global_seq": global_numbers,
    "status_code": status_code,
    "sync_result": result_at_once,
    "eager_outcome": eager_outcome,
    "strategy": strategy,
}

"""By name: plants it, for as long as the monkeypatch lasts."""

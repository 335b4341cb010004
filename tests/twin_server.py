"""A server in a process of its own, as `mediant serve` runs it, whose clock and chance are set from outside.

    python tests/twin_server.py FOLDER [LEAK]

It prints one line of JSON, the ports, and stops when its standard input ends. Besides the port for people it has one
for the test: that begins worlds, moves the clock, and marks in South's stream how far it has come.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest
import uvicorn
from planted_leaks import LEAKS
from small_workbench import Clock
from small_worlds import NEVER, ballots_of, new_place, session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from two_worlds import BEGINS, WHO, Tokens

from mediant.web import agents, workbench
from mediant.web.hub import Place
from mediant.web.languages.locales import LOCALES
from mediant.web.logs import configure
from mediant.web.push import viewer_of
from mediant.web.server import listen, run
from mediant.web.sessions import cookie_of
from mediant.web.settings import Settings
from mediant.web.site import opened

SEATS = {"m": "others", "n": "north", "na": "others", "s": "south"}


class Whose:
    """Draws chance for whoever asks: by the cookie that they hold."""

    def __init__(self, app, whose):
        self.app, self.whose = app, whose

    async def __call__(self, scope, receive, send):
        cookies = dict(scope.get("headers", ())).get(b"cookie", b"").decode()
        token = WHO.set(next((who for held, who in self.whose.items() if held in cookies), "others"))
        try:
            await self.app(scope, receive, send)
        finally:
            WHO.reset(token)


def steering(app: Starlette, clock: Clock, whose: dict[str, str]) -> Starlette:
    """What the test asks of the process."""

    async def begin(request: Request) -> JSONResponse:
        if request.query_params["again"]:
            clock.at = BEGINS
            whose.clear()
            app.state.office.settings.token.numbers.clear()
        place = await new_place(app)
        cookies = {}
        for seat, who in SEATS.items():
            token = await session(app, place, seat, who)
            cookies[seat] = f"{cookie_of(str(place))}={token}"
            whose[token] = who
        return JSONResponse({"case": str(place), "cookies": cookies})

    async def move(request: Request) -> JSONResponse:
        clock.at += float(request.query_params["seconds"])
        return JSONResponse(clock.at)

    async def mark(request: Request) -> JSONResponse:
        """All that was due is done; the mark comes after it in South's streams. How the ballots stand then."""
        place = Place.named(request.query_params["case"])
        await app.state.hub.tick()
        for _ in range(5):
            await asyncio.sleep(0)
        for locale in LOCALES:
            app.state.office.streams.publish(viewer_of(place, "s", "table", locale), "mark", "")
        found = await ballots_of(app.state.hub, place)
        return JSONResponse({"open": found.open, "ended": found.ended})

    handlers = (begin, move, mark)
    return Starlette(routes=[Route(f"/{one.__name__}", one, methods=["POST"]) for one in handlers])


async def main(folder: Path) -> None:
    """Until standard input ends."""
    clock, whose = Clock(BEGINS), {}
    with (
        listen("127.0.0.1", 0) as sockets,
        listen("127.0.0.1", 0) as health,
        listen("127.0.0.1", 0) as steered,
        opened(folder) as (store, keys),
    ):
        origin = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        app = workbench.workbench(
            store, keys, Settings(origin=origin, now=clock, token=Tokens(), nonce=lambda: "nonce")
        )
        app.add_middleware(Whose, whose)
        app.state.office.streams._heartbeat = NEVER
        config = uvicorn.Config(steering(app, clock, whose), lifespan="off", log_config=None, access_log=False)
        beside, stopping = uvicorn.Server(config), asyncio.Event()

        async def tell() -> None:
            ports = {"people": sockets[0].getsockname()[1], "steering": steered[0].getsockname()[1]}
            sys.stdout.write(f"{json.dumps(ports)}\n")
            sys.stdout.flush()

        async def until_the_end() -> None:
            await asyncio.to_thread(sys.stdin.read)
            beside.should_exit = True
            stopping.set()

        await asyncio.gather(
            run(app, sockets, health=health, ready=tell, stopping=stopping), beside.serve(steered), until_the_end()
        )


if __name__ == "__main__":
    configure(sys.stderr)
    agents.THINKS = workbench.TICK = NEVER
    with pytest.MonkeyPatch.context() as planted:
        for leak in sys.argv[2:]:
            LEAKS[leak](planted)
        asyncio.run(main(Path(sys.argv[1])))

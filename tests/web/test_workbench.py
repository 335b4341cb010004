"""The application as a whole."""

from __future__ import annotations

import asyncio

from small_workbench import Bench, benched, seated

from mediant.web import workbench as web_workbench
from mediant.web.hub import GRACE
from mediant.workbench.ballots import OpenBallot


def test_the_clock_closes_ballots(tmp_path, monkeypatch):
    monkeypatch.setattr(web_workbench, "TICK", 0.01)

    async def inside() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            await bench.ask("m", OpenBallot("Both stop.", bench.clock() + 60))
            bench.clock.at += 60 + GRACE
            assert await asyncio.wait_for(closed(bench), 2) is False

    asyncio.run(inside())


async def closed(bench: Bench) -> bool:
    observer = await bench.hub.person(bench.place, "o")
    while True:
        ballot = (await bench.hub.table(bench.place, observer)).ballots.all["ballot-1"]
        if ballot.agreed is not None:
            return ballot.agreed
        await asyncio.sleep(0.01)


def test_it_starts_again_with_all_that_it_held(tmp_path):
    async def inside() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            party = await bench.browser("n")
            cookies, at = dict(party.cookies), bench.at
        async with benched(tmp_path) as bench:
            again = await bench.browser()
            header = "; ".join(f"{name}={value}" for name, value in cookies.items())
            assert (await again.get(f"{at}/", headers={"cookie": header})).status_code == 303

    asyncio.run(inside())


UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def test_71_every_route_that_changes_something_refuses_other_sites(tmp_path):
    async def inside() -> None:
        async with benched(tmp_path) as bench:
            await seated(bench)
            browser = await bench.browser("m")
            found = [(route.path, method) for route in bench.app.routes for method in sorted(route.methods & UNSAFE)]
            assert len(found) > 10
            for path, method in found:
                at = path.replace("{case}", str(bench.place)).replace("{screen}", "talk").replace("{token}", "x" * 43)
                for headers in (
                    {"origin": ""},
                    {"origin": "https://evil.example"},
                    {"sec-fetch-site": "cross-site"},
                ):
                    answer = await browser.request(method, at.format_map(Anything()), headers=headers)
                    assert answer.status_code == 403, (method, path, headers)

    asyncio.run(inside())


class Anything(dict):
    """Whatever a path needs besides."""

    def __missing__(self, key: str) -> str:
        return "x"

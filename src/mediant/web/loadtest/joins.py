"""Many who come in at once by their links, each with a page and a stream at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence

from mediant.web.loadtest.browsers import Browser, Lost
from mediant.web.loadtest.figures import Figure, Found, percentile
from mediant.web.loadtest.pairs import spread
from mediant.web.loadtest.seats import SIDES, Pair

SECONDS = 10.0
"""In which all come."""
SLOWEST = 2.0
"""Seconds from the link to the page, at the 95th percentile."""


async def join(origin: str, pairs: Sequence[Pair], seconds: float = SECONDS) -> Found:
    """Everybody redeems an invitation, at equal distances within so many seconds."""
    errors: Counter[str] = Counter()
    took: list[float] = []

    async def one(pair: Pair, seat: str) -> None:
        browser, begun = Browser(origin, {}, errors), time.perf_counter()
        try:
            await _in(browser, pair, seat)
            took.append(time.perf_counter() - begun)
        except Lost as error:
            errors[str(error)] += 1
        finally:
            browser.leave()

    people = [(pair, f"{side}-1") for pair in pairs for side in SIDES]
    begun = time.perf_counter()
    await spread([one(*each) for each in people], seconds)
    return Found(
        "joins",
        (
            Figure("people", len(people)),
            Figure("until all are in", time.perf_counter() - begun, "s", seconds + SLOWEST),
            Figure("from the link to the page, median", percentile(took, 0.5), "s"),
            Figure("from the link to the page, 95th percentile", percentile(took, 0.95), "s", SLOWEST),
            Figure("not in", len(people) - len(took), "", 0),
            Figure("errors", errors.total(), "", 0),
        ),
        tuple(f"{kind}: {times}" for kind, times in errors.items()),
    )


async def _in(browser: Browser, pair: Pair, seat: str) -> None:
    """From the link to the first frame that could be followed. Raises Lost."""
    link = f"/i/{pair.invitations[seat]}"
    offered = await browser.get(link)
    redeemed = await browser.post(link, {})
    if (offered.status, redeemed.status) != (200, 303):
        raise Lost(f"a link answered {offered.status} and {redeemed.status}")
    home = await browser.get(redeemed.location)
    page = await browser.get(home.location)
    if page.status != 200:
        raise Lost(f"the first page answered {page.status}")
    await browser.followed(page)

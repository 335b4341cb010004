"""Windows of a real browser: each person in one of their own, what the browser complains of, and what stands in anybody's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from live_workbench import Living

OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(element => {
  const box = element.getBoundingClientRect();
  const inside = element.closest('.unseen, .skip, .scroll, [aria-hidden], svg');
  return box.width && !inside && element.checkVisibility() && (box.right > innerWidth + 1 || box.left < -1);
}).map(element => element.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary, textarea')].filter(element => {
  const box = (element.closest('label') ?? element).getBoundingClientRect();
  const inline = getComputedStyle(element).display === 'inline';
  return box.width && !inline && !element.closest('.skip') && (box.width < 43.5 || box.height < 43.5);
}).map(element => element.outerHTML.slice(0, 120))"""


def hindrances(page: Any) -> list[object]:
    """What axe-core finds on the page, what is cut off or makes it scroll sideways, and what is too small to press."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found: list[object] = [
        (one["id"], node["html"][:200]) for one in axe.Axe().run(page).response["violations"] for node in one["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    sideways = [("scrolls sideways by", wide)] if wide > 0 else []
    return [
        *found,
        *sideways,
        *(("cut off", html) for html in page.evaluate(OVERFLOWING)),
        *(("small", html) for html in page.evaluate(SMALL)),
    ]


DISCONNECTED = ("net::ERR_INTERNET_DISCONNECTED", "Failed to fetch")


@dataclass
class Windows:
    """Windows at a workbench. `complaints` of the browser: errors, dialogs, and requests that go elsewhere."""

    browser: Any
    live: Living
    complaints: list[str] = field(default_factory=list)
    contexts: list[Any] = field(default_factory=list)
    offline: bool = False

    def new(self, *, width: int = 1280, height: int = 800, theme: str = "light", init: str = "", **options: Any) -> Any:
        """An empty page of a browser that has never been here. init : a script that runs on every page of it."""
        size = {"width": width, "height": height}
        context = self.browser.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce", **options)
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        context.on("request", self._is_ours)
        context.add_init_script(init)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._listen)
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        return page

    def at(self, seat: str, path: str, **options: Any) -> Any:
        """A page of the mediation, for who has that seat."""
        page = self.new(**options)
        self.live.sit(page.context, seat)
        page.goto(self.live.at(path))
        return page

    @contextmanager
    def cut_off(self, page: Any) -> Iterator[None]:
        """No network in between; what the browser and htmx say of that is no complaint, from then on."""
        self.offline = True
        page.context.set_offline(True)
        try:
            yield
        finally:
            page.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")

    def _listen(self, said: Any) -> None:
        expected = self.offline and any(words in said.text for words in DISCONNECTED)
        if said.type in ("error", "warning") and not expected:
            self.complaints.append(f"{said.text} ({said.location['url'].removeprefix(self.live.origin)})")

    def _is_ours(self, request: Any) -> None:
        if not request.url.startswith((self.live.origin, "data:", "blob:")):
            self.complaints.append(request.url)


@contextmanager
def windows(browser: Any, live: Living) -> Iterator[Windows]:
    """Windows that close in the end; a browser that had something to complain of is a failure."""
    some = Windows(browser, live)
    yield some
    for context in some.contexts:
        context.close()
    assert some.complaints == [], some.complaints

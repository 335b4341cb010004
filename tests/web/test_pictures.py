"""Pictures of all screens for the documentation. `make pictures` writes them; the test takes them and looks at those that are there."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from live_workbench import living
from small_class import CASE, digest
from valley import PEOPLE, VALLEY, open_a_ballot, set_out
from windows import windows

from mediant.web.screens.all import SCREENS
from mediant.web.sessions import cookie_of
from mediant.workbench.course import public
from mediant.workbench.teaching import Enrol, Prepare, Terms

ROOT = Path(__file__).parents[2]
PAGE, PICTURES = ROOT / "docs/reference/screens.md", ROOT / "docs/pictures/screens"
LARGEST = 160_000
PHONE = {"width": 320, "height": 640}


class Shot(NamedTuple):
    """A picture: its name begins with that of the screen. first : what the page is scrolled to."""

    name: str
    seat: str
    path: str
    first: str = ""
    window: dict[str, Any] = {"width": 1180, "height": 820}  # noqa: RUF012 - never changed


DRAFTING = (
    Shot("control", "m", "control"),
    Shot("room", "u", "room"),
    Shot("room-arabic", "l", "room", window={**PHONE, "locale": "ar"}),
    Shot("wants", "ua", "wants"),
    Shot("wants-phone", "ua", "wants", window=PHONE),
    Shot("table", "m", "table"),
    Shot("table-caucus", "m", "table?room=lower", window={"width": 1180, "height": 820, "theme": "dark"}),
    Shot("text", "m", "text?clause=clause-1"),
    Shot("space", "m", "space"),
    Shot("space-release", "m", "space?at=1-2-2-1&room=lower", "#release"),
    Shot("evidence", "m", "evidence?claim=host.joint.a1.c2"),
    Shot("records", "l", "records"),
)
BALLOT = (Shot("text-ballot", "l", "text", "#ballot", PHONE),)
CLASS = Shot("class", "teacher", "class", "#groups")
ALL = (*DRAFTING, *BALLOT, CLASS)


def taken(some: Any, shot: Shot, folder: Path) -> Path:
    """The picture of a screen as it stands when everything on it is drawn."""
    page = some.at(shot.seat, shot.path, **shot.window)
    return drawn(page, shot, folder)


def of_a_class(some: Any, folder: Path) -> Path:
    """The console, with seven students in their groups."""
    live = some.live
    lessons, sessions = live.bench.app.state.lessons, live.bench.app.state.office.sessions
    place = live.call(lessons.make(Prepare(Terms(title="Negotiation, Monday"), CASE), public(CASE), "Tess"))
    for name in ("Ann", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gül"):
        live.call(lessons.join(place, Enrol(name, digest(name)), live.clock()))
    page, token = some.new(**CLASS.window), live.call(sessions.open(str(place), "teacher"))
    at = live.origin.replace("http:", "https:")  # else Chromium takes no such cookie
    cookie = {"name": cookie_of(str(place)), "value": token, "url": f"{at}/", "secure": True}
    page.context.add_cookies([cookie])
    page.goto(f"{live.origin}/c/{place}/class")
    return drawn(page, CLASS, folder)


def drawn(page: Any, shot: Shot, folder: Path) -> Path:
    """The picture of what is on the page."""
    if shot.first:
        page.locator(shot.first).evaluate("element => element.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(500)
    file = folder / f"{shot.name}.png"
    page.screenshot(path=file)
    page.context.close()
    return file


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_every_screen_has_its_picture(browser, tmp_path):
    folder = PICTURES if os.environ.get("MEDIANT_PICTURES") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    with living(tmp_path / "valley", VALLEY, PEOPLE) as live, windows(browser, live) as some:
        set_out(live)
        files = [of_a_class(some, folder), *(taken(some, shot, folder) for shot in DRAFTING)]
        open_a_ballot(live)
        files += [taken(some, shot, folder) for shot in BALLOT]
    assert {file.name: file.stat().st_size for file in files if file.stat().st_size > LARGEST} == {}
    assert {file.name for file in PICTURES.glob("*.png")} == {file.name for file in files}, "run `make pictures`"


def test_the_page_shows_every_picture_and_says_what_is_on_it():
    shown = dict(re.findall(r"```\{image\} \.\./pictures/screens/([\w-]+)\.png\n:alt: (.+)\n", PAGE.read_text("utf-8")))
    assert set(shown) == {file.stem for file in PICTURES.glob("*.png")} == {shot.name for shot in ALL}
    assert all(len(alt) > 40 for alt in shown.values())
    assert set(SCREENS) - {"debrief"} == {
        name.partition("-")[0] for name in shown
    }  # the debrief is empty but in a class

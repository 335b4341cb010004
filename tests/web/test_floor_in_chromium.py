"""The speaking order and what a mediator sees of others, in a real browser: live, by keyboard, narrow, dark, without scripts."""

from __future__ import annotations

import pytest
from windows import hindrances

from mediant.workbench.floor import GiveFloor, Raise, SetClock
from mediant.workbench.records import View
from mediant.workbench.talk import Write


def press(page, name: str) -> None:
    """By keyboard alone; the focus and the key in one step, so that no update of the page comes between them."""
    page.get_by_role("button", name=name, exact=True).press("Enter")


def test_the_floor_goes_round_live_and_by_keyboard(some, live):
    noor, mo = some.at("n", "table", width=320), some.at("m", "table", theme="dark")
    press(noor, "Raise my hand")
    noor.get_by_role("button", name="Lower my hand").wait_for()
    mo.get_by_role("button", name="Give the floor to Noor").wait_for()
    press(mo, "Give the floor to Noor")
    press(mo, "Undo")  # at once: it is offered for ten seconds
    mo.get_by_role("button", name="Give the floor to Noor").wait_for()
    noor.get_by_role("button", name="Lower my hand").wait_for()
    press(mo, "Give the floor to Noor")
    noor.get_by_text("You have the floor.").wait_for()
    mo.locator("#floor").get_by_text("Noor has the floor.").wait_for()
    assert hindrances(noor) == hindrances(mo) == []
    live.ask("m", GiveFloor(None))


def test_the_clock_counts_anew_when_it_is_set_anew(some, live):
    page = some.at("o", "table")
    live.ask("m", SetClock(live.clock() + 4000))
    page.locator("#floor .timer-left", has_text="66:").wait_for()
    live.ask("m", SetClock(live.clock() + 302))
    page.locator("#floor .timer-left", has_text="5:0").wait_for()
    page.locator("#page-aloud", has_text="Minutes left: 5").wait_for(state="attached")
    live.ask("m", SetClock(live.clock() + 2))
    page.locator("#floor .timer-left", has_text="Time is up").wait_for()
    live.ask("m", SetClock(None))


def test_without_scripts_the_clock_is_its_end_in_words(some, live):
    live.ask("m", SetClock(live.clock() + 600))
    live.ask("m", GiveFloor("s"))
    page = some.at("s", "table", java_script_enabled=False)
    assert page.get_by_text("The session is to end").is_visible()
    assert not page.locator("#floor .timer").is_visible()
    page.get_by_role("button", name="I have finished").click()
    page.get_by_text("The floor is open to everyone.").wait_for()
    live.ask("m", SetClock(None))


def test_what_is_typed_in_the_settings_stays_when_somebody_raises_a_hand(some, live):
    page = some.at("m", "table")
    page.get_by_text("Set the clock, or give the floor to somebody else").click()
    page.locator("#floor-minutes").fill("45")
    live.ask("s", Raise(raised=True))
    page.get_by_role("button", name="Give the floor to Sami").wait_for()
    assert page.locator("#floor-minutes").input_value() == "45"
    assert page.locator("#floor-minutes").is_visible()
    live.ask("s", Raise(raised=False))


@pytest.mark.parametrize(("locale", "theme", "width"), [("en", "light", 1280), ("ar", "dark", 320)])
def test_a_mediator_reads_what_others_see_and_can_press_nothing(some, live, locale, theme, width):
    live.ask("n", Write("north", "Between us."))
    for seat in ("n", "o"):
        live.ask("m", View(seat))
    page = some.at("m", "as/n/room", locale=locale, theme=theme, width=width, bypass_csp=True)
    assert page.get_by_text("Between us.").first.is_visible()
    for path in (
        "as/n/room",
        "as/n/wants",
        "as/n/table",
        "as/n/table?room=north",
        "as/n/text",
        "as/n/records",
        "as/o/table",
    ):
        page.goto(live.at(path))
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        assert hindrances(page) == [], path
        assert page.locator("main :is(button, input, select, textarea):enabled").count() == 0, path
    page.locator("main a[href$='/control']").click()
    page.wait_for_url("**/control")
    page.locator("form[action$='/as/n'] button").click()
    page.wait_for_url("**/as/n/room")

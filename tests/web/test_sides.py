"""What parties and mediators do about their wants, in a real browser: phones, themes, directions, the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live_workbench import Living, living
from sitting import package
from style_pages import until
from windows import windows

from mediant.workbench.sheets import Choose, Fill, LiveWith, Reply
from mediant.workbench.talk import Say, Write
from mediant.workbench.wants import State

NORTH = {"weights": {"truce": 0.75, "fee": 0.25}, "walk_away": 0.4, "values": {"truce": {"none": 0, "40 days": 0.5, "permanent": 1}, "fee": "less"}}  # fmt: skip
SOUTH = {"weights": {"truce": 0.25, "fee": 0.75}, "walk_away": 0.4, "values": {"truce": {"none": 1, "40 days": 0.5, "permanent": 0}, "fee": "more"}}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Living]:
    with living(tmp_path_factory.mktemp("served")) as started:
        started.ask("n", Write("north", "We could live with 40 days."))
        started.ask("n", Reply(Fill("weights"), ["truce", "fee"]))
        started.ask("n", Reply(Choose(package("none"), package("permanent")), "this"))
        started.ask("s", State(SOUTH))
        yield started


@pytest.fixture
def some(browser, served):
    """Windows in which a complaint of the browser fails the test."""
    with windows(browser, served) as found:
        yield found


@pytest.fixture
def opened(some):
    """Opens a page of somebody in a browser of their own."""
    return some.at


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def focus_on(page, selector):
    """By the Tab key alone."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_an_interview_by_the_keyboard_alone_on_a_phone(opened, served):
    """From the first question to the receipt, without a mouse."""
    page = opened("s", "wants", width=320)
    focus_on(page, '[value="fee:up"]')
    press(page, "ArrowUp", "Tab")
    focus_on(page, "#question .buttons button:not([name])")
    press(page, "Enter")
    page.get_by_text("Question 2").wait_for()
    for number in range(3, 7):
        focus_on(page, "#question button[value=unknown]")
        press(page, "Enter")
        page.get_by_text(f"Question {number}").wait_for()
    focus_on(page, "#question button[name=answer]")
    press(page, "Enter")
    page.get_by_text("Question 7").wait_for()
    assert "Harbour fee and Length of the truce" in page.locator("#sheet").inner_text()
    focus_on(page, "#sheet form button")
    press(page, "Enter")
    page.get_by_text("The mediator has just what stands here.").wait_for()
    assert page.locator("#sheet .hash").count() == 2
    table = served.call(
        served.bench.hub.table(served.bench.place, served.call(served.bench.hub.person(served.bench.place, "m")))
    )
    assert table.wants.of("south")["weights"] == ["fee", "truce"]


def test_an_answer_is_kept_on_the_device_until_it_can_be_sent(some):
    page = some.at("n", "room")
    with some.cut_off(page):
        page.locator("#message").fill("Sent from a tunnel")
        page.locator("#messages form button").first.click()
        until(page, "document.querySelector('#page-sync').dataset.state !== 'idle'")
    page.get_by_text("Sent from a tunnel").first.wait_for()


def test_a_rectangle_on_the_chart_chooses_rows_of_the_table_and_back(opened):
    page = opened("m", "space")
    canvas = page.locator(".chart-canvas .u-over")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] - 2)
    page.mouse.up()
    rows = page.locator("#deals tbody tr").count()
    assert page.locator("#deals tbody input:checked").count() == rows == 9
    page.get_by_role("button", name="Compare what is chosen").click()
    page.locator("#compared").wait_for()
    assert page.locator("#compared thead th").count() == rows


def test_what_the_mediator_says_arrives_without_a_reload(opened, served):
    page = opened("na", "room")
    served.ask("m", Say("north", {"act": "ask", "question": {"kind": "could-accept", "outcome": package()}}))
    page.get_by_role("heading", name="Could you live with this agreement?").wait_for()


def test_a_package_is_worth_something_as_soon_as_it_is_chosen(opened, served):
    served.ask("n", Reply(Choose(package("none"), package("permanent")), None))
    served.ask("n", Reply(LiveWith(package()), answer=True))
    page = opened("n", "room")
    page.locator("#issue-truce").select_option("1")
    page.locator("#issue-fee").select_option("1")
    page.get_by_text("By your answers you could live with it.").wait_for()

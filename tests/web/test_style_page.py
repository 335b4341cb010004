"""Every part of the pages in a real browser: in all themes, directions and sizes, by keyboard, on a poor line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from style_pages import Site, served, until
from windows import OVERFLOWING, SMALL

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
WAYS = [
    ("en", "light", 1280, ""),
    ("ar", "dark", 320, ""),
    pytest.param("en", "dark", 1280, "", marks=pytest.mark.slow),
    pytest.param("ar", "light", 1280, "", marks=pytest.mark.slow),
    pytest.param("en", "light", 320, "", marks=pytest.mark.slow),
    pytest.param("fr", "light", 1280, "200%", marks=pytest.mark.slow),
    pytest.param("es", "light", 320, "200%", marks=pytest.mark.slow),
]
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = (element.closest('label.choice') ?? element).getBoundingClientRect();
  const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) => [box.left + x * box.width, box.top + y * box.height]);
  const seen = points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (element.contains(top) || top.contains(element)); });
  return { tag: element.tagName, name: element.id || element.textContent.trim().slice(0, 30), seen, ringed: parseFloat(style.outlineWidth) >= 2 };
}"""


@pytest.fixture(scope="module")
def served_site() -> Iterator[tuple[Site, str]]:
    started = Site()
    with served(started.app()) as address:
        yield started, f"{address}/style"


@pytest.fixture
def site(served_site) -> Site:
    served_site[0].posts.clear()
    served_site[0].streams = 0
    return served_site[0]


@pytest.fixture
def address(served_site) -> str:
    return served_site[1]


@pytest.fixture
def opened(browser, address):
    """Opens the style page in a new context; complaints of the browser fail the test."""
    contexts, complaints = [], []

    def open_page(query: str = "", *, width: int = 1280, may_complain: bool = False, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if not may_complain:
            page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{address}?{query}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def violations(page) -> list[tuple[str, list[str]]]:
    found = axe.Axe().run(page).response["violations"]
    return [(found["id"], [node["html"][:200] for node in found["nodes"]]) for found in found]


@pytest.mark.parametrize(("locale", "theme", "width", "text"), WAYS)
def test_nothing_stands_in_anybodys_way(opened, locale, theme, width, text):
    """axe-core finds nothing, nothing is cut off, and everything to press is large enough for a finger."""
    page = opened(f"locale={locale}&theme={theme}&wrong=1", width=width, bypass_csp=True)  # axe is injected
    page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
    assert violations(page) == []
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == []
    page.locator(".menu summary").first.click()
    page.locator(".menu-list").first.wait_for()
    assert page.evaluate(OVERFLOWING) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Open the ballot").click()
    assert violations(page) == []
    assert page.evaluate(OVERFLOWING) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(opened, width):
    page = opened(width=width)
    reached = []
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "BODY":
            break
        assert focused["seen"], focused
        assert focused["ringed"], focused
        reached.append(focused["name"])
    assert reached[0] == "Skip to the main part"
    assert {"title", "words", "issue", "line", "invite", "Begin", "Open the ballot"} <= set(reached)
    assert sum(name in ("Move up", "Move down") for name in reached) == 6


def test_the_first_link_skips_to_the_main_part(opened):
    page = opened()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_mistakes_take_the_focus_and_lead_to_their_fields(opened):
    page = opened("wrong=1")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.get_by_role("link", name="Enter a title").click()
    assert page.evaluate("document.activeElement.id") == "title"
    assert page.locator("#title").get_attribute("aria-describedby") == "title-hint title-error"


def test_a_form_that_was_answered_in_place_does_not_lose_the_focus(opened, site):
    page = opened()
    page.locator("#kept").get_by_role("button", name="Send").click()
    until(page, "document.activeElement.id === 'main'")
    assert page.url.endswith("/style?")
    assert len(site.posts) == 1


def test_a_dialog_gives_the_focus_back(opened):
    page = opened()
    opener = page.get_by_role("button", name="Ask first")
    opener.focus()
    page.keyboard.press("Enter")
    assert page.locator("#sure").evaluate("dialog => dialog.open && dialog.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert opener.evaluate("button => document.activeElement === button")


def test_a_list_is_put_in_order_by_keys_and_said_aloud(opened):
    page = opened()
    page.get_by_role("button", name="Move down").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    values = page.locator("#ranks input[type=hidden]").evaluate_all("inputs => inputs.map(input => input.value)")
    assert values == ["fee", "truce", "pilots"]
    assert page.locator("#page-aloud").text_content() == "Moved to place 2 of 3"


def test_colours_are_chosen_and_stay(opened):
    page = opened(color_scheme="light")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.locator("[data-themes] summary").click()
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(paper)
    assert light != dark
    page.reload()
    assert page.evaluate(paper) == dark
    assert page.get_by_role("button", name="Dark", include_hidden=True).get_attribute("aria-pressed") == "true"


def test_a_link_is_copied(opened):
    page = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/i/abc"


def test_times_are_those_of_the_reader(opened):
    page = opened("locale=fr", timezone_id="Asia/Tokyo")
    assert page.locator(".said-at").first.text_content() == "24 mai 2024, 22:05"


def test_a_timer_counts_in_the_digits_of_the_page(opened):
    page = opened("locale=ar")
    until(page, "document.querySelector('.timer-left').textContent === '١:١٣'")


def test_a_chart_and_its_table_are_the_same(opened):
    page = opened()
    page.locator(".chart-canvas").scroll_into_view_if_needed()
    over = page.locator(".u-over").bounding_box()
    page.mouse.move(over["x"] + 2, over["y"] + 2)
    page.mouse.down()
    page.mouse.move(over["x"] + over["width"] * 0.3, over["y"] + over["height"] * 0.5, steps=4)
    page.mouse.up()
    assert page.locator("[name=outcome]").evaluate_all("boxes => boxes.map(box => box.checked)") == [True] + [False] * 4
    assert page.locator(".chart-chosen").text_content() == "Chosen on the chart: 1"
    page.get_by_role("checkbox", name="Outcome 5").check()
    assert page.locator("tr.chosen").count() == 2
    assert page.locator(".chart-chosen").text_content() == "Chosen on the chart: 2"


def test_a_panel_is_fetched_again_when_the_stream_names_it(opened, site):
    page = opened()
    until(page, "document.querySelector('[hx-sse\\\\:connect]')._htmx?.sse")
    assert page.locator("#record .said").count() == 2
    site.say.set()
    page.get_by_role("heading", name="Changed").wait_for()


def test_the_stream_rests_in_the_background_and_panels_catch_up(opened, site):
    page = opened()
    until(page, "document.querySelector('[hx-sse\\\\:connect]')._htmx?.sse?.reader != null")
    hide = "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) }"
    page.evaluate(hide, True)
    page.wait_for_timeout(300)
    assert site.streams == 1
    page.evaluate(hide, False)
    page.get_by_role("heading", name="Changed").wait_for()
    assert site.streams == 2


def test_what_is_injected_does_nothing(opened, address):
    page = opened(may_complain=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/panel" in request.url else None)
    page.evaluate("""() => {
      const made = document.createElement('div');
      made.id = 'injected';
      made.setAttribute('hx-get', '/panel');
      made.setAttribute('hx-trigger', 'load');
      document.body.append(made);
      htmx.process(made);
    }""")
    page.wait_for_timeout(300)
    assert page.locator("#injected").get_attribute("hx-get") is None
    assert asked == []
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<p>'")


def test_without_scripts_a_form_is_sent_as_ever(opened, site):
    page = opened(java_script_enabled=False)
    page.locator("#title").fill("Forty days")
    page.locator("#kept").get_by_role("button", name="Send").click()
    (path, body, _) = site.posts[0]
    assert path == "/form"
    assert "title=Forty+days" in body
    assert page.url.endswith("/style")

"""The text and the evidence in a real browser: seen by all, by keyboard, live, without scripts, and nothing runs that people write."""

from __future__ import annotations

import pytest
from findings import CLAIMS, TEXT, entry
from live_workbench import Living, living

from mediant.workbench.articles import Bring, Confirm, Dispute, HandIn, Share
from mediant.workbench.ballots import OpenBallot
from mediant.workbench.clauses import Content, Edit, Stand, Suggest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
WAYS = [
    ("en", "light", 1280),
    ("ar", "dark", 320),
    pytest.param("ar", "light", 1280, marks=pytest.mark.slow),
    pytest.param("fr", "dark", 320, marks=pytest.mark.slow),
    pytest.param("es", "light", 320, marks=pytest.mark.slow),
]
OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(element => {
  const box = element.getBoundingClientRect();
  const inside = element.closest('.unseen, .skip, .scroll, [aria-hidden]');
  return box.width && !inside && element.checkVisibility() && (box.right > innerWidth + 1 || box.left < -1);
}).map(element => element.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('main a, main button, main input, main select, main summary, main textarea')].filter(element => {
  const box = (element.closest('label') ?? element).getBoundingClientRect();
  const inline = getComputedStyle(element).display === 'inline';
  return box.width && !inline && (box.width < 43.5 || box.height < 43.5);
}).map(element => element.outerHTML.slice(0, 120))"""
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "<b hx-get=/x hx-trigger=load>",
    "<style>*{display:none}</style>",
)
PAGES = {
    "m": (
        "text",
        "text?clause=clause-1",
        "text?clause=clause-2",
        "evidence",
        "evidence?claim=host.joint.a1.c2",
        "evidence/annex",
    ),
    "n": ("text", "text?clause=clause-1", "evidence", "evidence?claim=joint.claim-1"),
    "o": ("text", "text?clause=clause-1", "evidence"),
}


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    with living(tmp_path_factory.mktemp("live")) as one:
        set_out(one)
        yield one


def set_out(live: Living) -> None:
    live.ask("m", Edit(Content(words="Both stop firing.", title="Ceasefire", issue="truce", option="40 days")))
    live.ask("m", Edit(Content(words="The fee is [5 | 10] USD a ship.", title="Harbour fee", issue="fee")))
    live.ask("m", Edit(Content(words="Both stop firing on land and at sea.", title="Ceasefire"), "clause-1", 1))
    live.ask("n", Suggest("north", Content(words="Both stop firing at dawn."), "clause-1", "named"))
    live.ask("n", Suggest("joint", Content(words="Pilots come from a third state.", title="Pilots")))
    live.ask("n", Stand("clause-1", 2, "need change", "Say when."))
    live.ask("m", Bring(room="joint", text=TEXT, title="Harbour talks", published="2024-05-03"))
    live.ask("m", HandIn("host.joint.a1", tuple(map(entry, CLAIMS))))
    live.ask("m", Confirm("host.joint.a1.c1"))
    live.ask("m", Share("host.joint.a1.c1", "joint"))
    live.ask("s", Dispute("joint.claim-1", "joint", disputed=True, words="It was 30."))


@pytest.fixture
def at(browser, live):
    """Opens an address in the seat of somebody; complaints of the browser, dialogs and foreign requests fail the test."""
    contexts, complaints = [], []

    def open_page(seat: str, path: str, *, width: int = 1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        context.on(
            "request",
            lambda request: None if request.url.startswith((live.origin, "data:")) else complaints.append(request.url),
        )
        live.sit(context, seat)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(live.at(path))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize(("locale", "theme", "width"), WAYS)
@pytest.mark.parametrize("seat", PAGES)
def test_nothing_stands_in_anybodys_way(at, live, seat, locale, theme, width):
    page = at(seat, "text", width=width, locale=locale, color_scheme=theme, bypass_csp=True)
    for path in PAGES[seat]:
        page.goto(live.at(path))
        for summary in page.locator("main summary").all():
            summary.click()
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == [], path
        assert page.evaluate(OVERFLOWING) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(SMALL) == [], path


def test_what_others_do_appears_by_itself(at, live):
    page = at("s", "text")
    live.ask("m", Edit(Content(words="A clause that came later.")))
    page.get_by_text("A clause that came later.").wait_for()


def test_a_wording_is_proposed_and_adopted_in_place(at, live):
    noor, mo = at("n", "text?clause=clause-2"), at("m", "text?clause=clause-2")
    noor.get_by_role("textbox", name="Wording").fill("The fee is 7 USD a ship.")
    noor.get_by_role("button", name="Propose").click()
    noor.locator("#north\\.north\\.2").wait_for()
    mo.locator("#north\\.north\\.2").get_by_role("button", name="Put into the text").click()
    mo.locator("#chosen .clause-text").first.get_by_text("The fee is 7 USD a ship.").wait_for()
    noor.locator("#chosen .clause-text").first.get_by_text("The fee is 7 USD a ship.").wait_for()


def test_a_ballot_is_answered_in_place_and_its_result_is_one_for_all(at, live):
    noor, sami = at("n", "text"), at("s", "text", width=320)
    live.ask("m", Edit(Content(words="Only this.")))
    live.ask("m", OpenBallot("Both stop firing for 40 days.", live.bench.clock() + 8))
    for page in (noor, sami):
        page.get_by_role("button", name="Yes, we accept").click()
        page.get_by_text("Recorded: your party says yes.").wait_for()
    for page in (noor, sami):
        page.get_by_text("Everyone accepted this text.").wait_for()
    assert noor.locator("#result").inner_text() == sami.locator("#result").inner_text()
    sami.get_by_role("button", name="Sign the text").click()
    noor.get_by_text("has signed").wait_for()


def test_everything_can_be_done_without_scripts(at, live):
    sami = at("s", "text?clause=clause-1", java_script_enabled=False, width=320)
    sami.get_by_label("Cannot accept it").check()
    sami.get_by_label("Why, or what would help").fill("Not without the islands.")
    sami.get_by_role("button", name="Tell the mediators").click()
    assert "Not without the islands." in sami.locator("#chosen").inner_text()
    sami.goto(live.at("evidence"))
    sami.get_by_label("What it is called").fill("Our paper")
    sami.get_by_label("Its text, pasted").fill("The fee was never 10 dollars.")
    sami.get_by_role("button", name="Bring it in").click()
    assert "Our paper" in sami.locator("#articles").inner_text()
    sami.get_by_role("link", name="Open claim 1").click()
    assert "It was 30." in sami.locator("#claim").inner_text()


def test_a_clause_is_reached_and_changed_by_keyboard(at, live):
    page = at("m", "text?clause=clause-1")
    area = page.get_by_role("textbox", name="Wording")
    area.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Both stop firing at noon.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Change the clause"
    page.keyboard.press("Enter")
    page.locator("#chosen .clause-text").first.get_by_text("Both stop firing at noon.").wait_for()


@pytest.mark.parametrize("words", HOSTILE)
def test_51_52_54_nothing_that_people_write_runs(at, live, words):
    live.ask("n", Suggest("joint", Content(words=words, title=words)))
    live.ask("n", Bring(room="joint", text=f"{words} said so.", title=words, outlet=words))
    for path in ("text", "evidence", "evidence/annex"):
        page = at("m", path)
        page.wait_for_timeout(300)
        assert page.locator("main img, main script, main style").count() == 0
    assert words in at("m", "text").locator("#fresh").inner_text()

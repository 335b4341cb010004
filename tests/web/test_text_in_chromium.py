"""The text and the evidence in a real browser: seen by all, by keyboard, live, without scripts, and nothing runs that people write."""

from __future__ import annotations

import time

import pytest
from findings import CLAIMS, TEXT, entry
from live_workbench import Living, living

from mediant.workbench.articles import Bring, Confirm, Dispute, HandIn, Share
from mediant.workbench.ballots import OpenBallot
from mediant.workbench.clauses import Content, Edit, Stand, Suggest
from mediant.workbench.course import SetPhase, SetState

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "<b hx-get=/x hx-trigger=load>",
    "<style>*{display:none}</style>",
)


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
def at(some):
    """Opens an address in the seat of somebody."""
    return some.at


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


def test_everywhere_is_reached_by_a_few_letters(at, live):
    """Ctrl-K: screens and headings, narrowed down by typing, chosen by arrows, and the focus is there."""
    page = at("m", "text")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="A few letters of where to")
    assert field.evaluate("field => field === document.activeElement")
    options = page.locator("#page-places li")
    assert {"Control room", "Evidence", "Clauses", "Open a ballot"} <= set(options.all_inner_texts())
    page.keyboard.type("clause")
    assert options.first.get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Clauses"
    page.keyboard.press("Control+k")
    page.keyboard.type("nowhere at all")
    page.get_by_text("Nothing here is called that.").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("dence")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence")


def test_a_pause_and_a_phase_are_seen_at_once_wherever_one_is(at, live):
    pages = [at("s", "text"), at("n", "wants"), at("o", "table")]
    live.ask("m", SetState("paused", "Lunch"))
    for page in pages:
        page.get_by_text("Lunch").wait_for()
    live.ask("m", SetState("open", ""))
    live.ask("m", SetPhase("caucus"))
    for page in pages:
        page.get_by_text("Lunch").wait_for(state="detached")
        page.locator(".phases .now", has_text="Separate sessions").wait_for()


def test_what_changes_while_the_state_is_fetched_is_fetched_too(at, live):
    """The mediator goes on while the answer that tells of the phase is on its way to the page."""
    page = at("n", "wants")
    held = []

    def hold(route):
        if held or route.request.headers.get("hx-request") != "true":
            route.continue_()
            return
        held.append(route)
        before = route.fetch()
        live.ask("m", SetState("paused", "Lunch"))
        time.sleep(1)  # the stream says so meanwhile
        route.fulfill(response=before)

    page.route("**/wants", hold)
    live.ask("m", SetPhase("drafting"))
    page.locator(".phases .now", has_text="Drafting").wait_for()
    assert len(held) == 1
    page.get_by_text("Lunch").wait_for()
    live.ask("m", SetState("open", ""))

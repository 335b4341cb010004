"""The reading view in a real browser: by keyboard, by mouse, saved and loaded; axe-core finds nothing."""

from __future__ import annotations

import pytest
from reports.reading.article import EVIL, TEXT, claims_of, evil, made

from mediant.evidence.corrections.applying import apply
from mediant.evidence.corrections.files import read_corrections
from mediant.reports.files import write_report
from mediant.reports.reading.page import reading_html
from mediant.reports.reading.pieces import ReadArticle

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")


@pytest.fixture
def written(tmp_path):
    """A page with two articles, one of them hostile."""
    target = tmp_path / "reading.html"
    write_report(reading_html([read(made(), claims_of(made())), read(*evil())]), target)
    return target


def read(article, claims, log=()):
    after = apply(log, claims, article)
    return ReadArticle(article=article, claims=after.claims, decided=after.applied)


@pytest.fixture
def page(browser, written):
    """The page, with all that it fetches and complains of; both must be nothing at the end."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    fetched, complaints = [], []
    opened.on("request", lambda request: fetched.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(written.as_uri())
    yield opened
    assert {url for url in fetched if not url.startswith("blob:")} == {written.as_uri()}
    assert complaints == []
    context.close()


def said(page):
    return page.text_content("#said")


def saved(page, tmp_path):
    with page.expect_download() as download:
        page.click("[data-do=save]")
    target = tmp_path / "corrections.jsonl"
    download.value.save_as(target)
    return read_corrections(target)


def chosen(page):
    return page.get_attribute(".claim.chosen", "id")


def choose_words(page, words):
    """As a reader does with the mouse: the words chosen in the text."""
    page.evaluate(
        """words => {
            const box = document.querySelector(".article:not([hidden]) .text");
            const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
                return;
            }
            throw new Error("not in one piece: " + words);
        }""",
        words,
    )
    page.wait_for_timeout(50)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 320)])
def test_axe_finds_nothing(browser, written, scheme, width):
    # axe is injected, which the page's own policy rightly refuses
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(written.as_uri())
    found = []
    for keys in ("", "jjc", "jxke"):
        for key in keys:
            page.keyboard.press(key)
        found += axe.Axe().run(page).response["violations"]
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    found += axe.Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found] == []
    assert wide <= width


def test_it_reads_without_a_script(browser, written):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written.as_uri())
    assert page.is_visible("#claim-ferry\\.1")
    assert page.is_visible("#claim-evil\\.2")
    assert not page.is_visible("#tools")
    page.click("#at-ferry\\.2")
    assert page.url.endswith("#claim-ferry.2")
    context.close()


def test_keys_lead_from_claim_to_claim_and_mark_its_words(page):
    page.keyboard.press("j")
    assert chosen(page) == "claim-ferry.1"
    marked = {
        kind: page.eval_on_selector_all(f".text .on-{kind}", "all => all.map(one => one.textContent)")
        for kind in ("content", "speaker", "cue", "relay", "relay-cue")
    }
    assert marked == {
        "content": ["The union will hold the ferry until Friday"],
        "speaker": ["its chair, Mara Oste"],
        "cue": ["told"],
        "relay": ["Quay Radio"],
        "relay-cue": ["told"],
    }
    for key, expected in [
        ("j", "ferry.2"),
        ("k", "ferry.1"),
        ("k", "ferry.1"),
        *[("j", f"ferry.{n}") for n in (2, 3, 4)],
    ]:
        page.keyboard.press(key)
        assert chosen(page) == f"claim-{expected}"
    page.keyboard.press("j")
    assert chosen(page) == "claim-evil.1" or chosen(page) == "claim-evil.2"
    assert not page.is_visible("#article-ferry")


def test_a_click_in_the_text_chooses_the_claim(page):
    page.click("text=The tide does not")
    assert chosen(page) == "claim-ferry.3"
    page.click("#claim-ferry\\.2 .pick")
    assert chosen(page) == "claim-ferry.2"


def test_decisions_are_saved_as_corrections_that_apply(page, tmp_path):
    for key in "jcjxjxuje":
        page.keyboard.press(key)
    page.select_option(".form select[name=act]", "accuse")
    page.fill(".form input[name=when]", "on Monday")
    page.fill(".form input[name=issues]", "ferry, pay")
    choose_words(page, "harbour board")
    page.click("[aria-label='Speaker: use chosen words']")
    page.click(".form [type=submit]")
    assert "3 of 6 decided" in said(page)
    log = saved(page, tmp_path)
    assert [one.decision for one in log] == ["confirm", "drop", "drop", "undo", "correct"]
    article = made()
    after = apply(log, claims_of(article), article)
    assert after.unmatched == ()
    assert [claim.id for claim in after.claims] == ["ferry.1", "ferry.4", "ferry.3"]
    fixed = after.claims[1]
    assert (fixed.act, fixed.issues, fixed.when.text, fixed.confidence) == (
        "accuse",
        ("ferry", "pay"),
        "on Monday",
        None,
    )
    assert [span.text for span in fixed.sources[0].spans] == ["harbour board"]
    assert TEXT[fixed.sources[0].spans[0].start :].startswith("harbour board")


def test_a_claim_is_added_from_chosen_words(page, tmp_path):
    choose_words(page, "people close")
    page.keyboard.press("Escape")
    page.click("[data-do=add]")
    page.select_option(".form select[name=certainty]", "hedged")
    page.click(".form [type=submit]")
    log = saved(page, tmp_path)
    assert [one.decision for one in log] == ["add"]
    assert [span.text for span in log[0].claim.content] == ["people close"]
    after = apply(log, claims_of(made()), made())
    assert len(after.claims) == 5


def test_offsets_count_characters_also_behind_what_is_not_shown(page, tmp_path):
    page.click("nav a[href='#article-evil']")
    choose_words(page, "end")
    page.click("[data-do=add]")
    page.click(".form [type=submit]")
    added = saved(page, tmp_path)[0].claim.content[0]
    assert EVIL[added.start : added.end] == added.text == "end"
    assert page.title() == "2 articles: who is said to have said what"


def test_decisions_stay_and_can_be_loaded_elsewhere(page, browser, written, tmp_path):
    for key in "jcjx":
        page.keyboard.press(key)
    saved(page, tmp_path)
    page.reload()
    assert page.get_attribute("#claim-ferry\\.1", "data-state") == "confirmed"
    assert page.get_attribute("#claim-ferry\\.2", "data-state") == "dropped"
    context = browser.new_context()
    other = context.new_page()
    other.goto(written.as_uri())
    assert other.get_attribute("#claim-ferry\\.1", "data-state") == ""
    for told in ("2 decisions loaded, 0 known already", "0 decisions loaded, 2 known already"):
        other.set_input_files("#load", tmp_path / "corrections.jsonl")
        other.locator("#said", has_text=told).wait_for()
    assert other.get_attribute("#claim-ferry\\.2", "data-state") == "dropped"
    context.close()


@pytest.mark.parametrize(
    "content",
    ["", "null\n[]\n{}\n1\n", '{"decision":"drop","of":{"article":{}}}\n', "\x00{{{", '{"decision":"drop","of":5}\n'],
)
def test_a_hostile_file_of_corrections_changes_nothing(page, tmp_path, content):
    bad = tmp_path / "bad.jsonl"
    bad.write_text(content, encoding="utf-8")
    page.set_input_files("#load", bad)
    page.locator("#said", has_text="0 decisions loaded").wait_for()
    assert page.eval_on_selector_all(".claim", "all => all.filter(one => one.dataset.state).length") == 0


def test_filters(page):
    def visible():
        return page.eval_on_selector_all(".claim", "all => all.filter(one => !one.hidden).map(one => one.id)")

    page.select_option("#by-speaker", "mara-oste")
    assert visible() == ["claim-ferry.1", "claim-ferry.3"]
    page.select_option("#by-confidence", "0.9,2")
    assert visible() == ["claim-ferry.1"]
    page.select_option("#by-speaker", "")
    page.select_option("#by-confidence", "-")
    assert "claim-ferry.4" in visible()
    page.select_option("#by-confidence", "")
    page.select_option("#by-act", "reject")
    assert visible() == ["claim-ferry.2"]
    page.select_option("#by-act", "")
    page.keyboard.press("Tab")
    page.click("#claim-ferry\\.1 .pick")
    page.keyboard.press("c")
    page.select_option("#by-state", "confirmed")
    assert visible() == ["claim-ferry.1"]


def test_shortcuts_can_be_turned_off(page):
    page.click("[data-do=keys]")
    page.keyboard.press("j")
    assert page.query_selector(".claim.chosen") is None
    page.click("[data-do=next]")
    assert chosen(page) == "claim-ferry.1"


def test_an_address_leads_to_a_claim(browser, written):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{written.as_uri()}#claim-evil.1")
    assert chosen(page) == "claim-evil.1"
    assert page.is_visible("#article-evil")
    context.close()

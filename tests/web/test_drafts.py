"""What is typed is kept on the device until the server has it, and sent once, whatever the line does."""

from __future__ import annotations

import pytest
from style_pages import Site, served, until

SYNC = "document.getElementById('page-sync').dataset.state"


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def page(browser, site):
    with served(site.app()) as address:
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(10_000)
        opened = context.new_page()
        opened.goto(f"{address}/style")
        yield opened
        context.close()


def wait_for(page, state: str) -> None:
    until(page, f"{SYNC} === '{state}'")


def send(page, words: str = "Forty days") -> None:
    page.locator("#words").fill(words)
    page.locator("#kept").get_by_role("button", name="Send").click()


def keys(site: Site) -> list[str]:
    return [headers["idempotency-key"] for _, _, headers in site.posts]


def test_what_is_typed_survives_a_reload(page):
    page.locator("#words").fill("Forty days")
    page.get_by_label("Cannot accept it").check()
    page.locator("#issue").select_option("truce")
    wait_for(page, "kept")
    page.reload()
    assert page.locator("#words").input_value() == "Forty days"
    assert page.get_by_label("Cannot accept it").is_checked()
    assert page.locator("#issue").input_value() == "truce"
    page.get_by_role("button", name="Throw it away").click()
    assert page.locator("#words").input_value() == ""
    page.reload()
    assert page.locator("#words").input_value() == ""


def test_what_was_sent_is_kept_no_longer(page, site):
    send(page)
    wait_for(page, "sent")
    assert site.posts[0][1].startswith("title=&words=Forty+days")
    page.reload()
    assert page.locator("#words").input_value() == ""
    assert page.evaluate("Object.keys(localStorage)") == []


def test_what_could_not_be_sent_waits_over_a_reload_and_is_sent_once(page, site):
    site.status = 503
    send(page)
    wait_for(page, "waiting")
    page.reload()  # and it is tried at once, in vain
    wait_for(page, "waiting")
    assert page.locator("#page-sync").text_content() == "Waiting to be sent: 1"
    site.status = 303
    page.evaluate("window.dispatchEvent(new Event('online'))")
    wait_for(page, "sent")
    page.reload()
    page.wait_for_timeout(200)
    assert len(site.posts) == 1
    assert "words=Forty+days" in site.posts[0][1]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_off_line_it_waits_and_goes_when_the_line_is_back(page, site):
    page.context.set_offline(True)
    wait_for(page, "offline")
    send(page)
    wait_for(page, "waiting")
    page.context.set_offline(False)
    until(page, "Object.keys(localStorage).length === 0")
    assert len(site.posts) == 1
    assert len(keys(site)[0]) == 36


def test_a_later_text_takes_the_place_of_one_that_waits(page, site):
    page.context.set_offline(True)
    send(page, "Thirty days")
    wait_for(page, "waiting")
    send(page, "Forty days")
    page.context.set_offline(False)
    until(page, "Object.keys(localStorage).length === 0")
    assert [body.split("&")[1] for _, body, _ in site.posts] == ["words=Forty+days"]


def test_each_line_of_a_chat_is_sent_in_its_order(page, site):
    page.context.set_offline(True)
    for line in ("one", "two", "three"):
        page.locator("#line").fill(line)
        page.locator("#chat").get_by_role("button", name="Send").click()
        until(page, "document.getElementById('line').value === ''")
    assert page.locator("#page-sync").text_content() == "Waiting to be sent: 3"
    page.context.set_offline(False)
    until(page, "Object.keys(localStorage).length === 0")
    assert [body for _, body, _ in site.posts] == ["line=one", "line=two", "line=three"]
    assert len(set(keys(site))) == 3


def test_what_waited_and_was_not_accepted_is_put_back(page, site):
    site.status = 503
    send(page)
    wait_for(page, "waiting")
    site.status = 422
    page.evaluate("window.dispatchEvent(new Event('online'))")
    wait_for(page, "refused")
    page.reload()
    assert page.locator("#words").input_value() == "Forty days"
    assert "has not been sent" in page.locator("#page-toasts").text_content()


def test_two_sessions_in_one_browser_do_not_mix(page):
    page.locator("#words").fill("Forty days")
    kept = page.evaluate("Object.keys(localStorage)")
    assert kept == ["mediant:here:draft:form"]

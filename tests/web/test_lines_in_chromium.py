"""A conversation in a real browser: what is written appears once, to whoever wrote it too, with scripts and without."""

from __future__ import annotations

from mediant.workbench.course import SetState


def write(page, words: str) -> None:
    page.locator("textarea").fill(words)
    page.get_by_role("button", name="Send").click()
    page.locator(".said", has_text=words).wait_for()


def test_what_is_written_appears_once_to_both_and_the_field_stays(some):
    noor, sami = some.at("n", "table"), some.at("s", "table")
    noor.get_by_text("Nothing was said yet").wait_for()
    answers: list[int] = []
    noor.on("response", lambda answer: answers.append(answer.status))
    for number in range(2):
        write(noor, f"good morning {number}")
        sami.locator(".said", has_text=f"good morning {number}").wait_for()
    assert answers == [204, 204], "nothing else is fetched"
    assert noor.locator(".said").count() == sami.locator(".said").count() == 2
    assert noor.locator(".said.mine").count() == 2
    assert sami.locator(".said.mine").count() == 0
    assert noor.locator("textarea").input_value() == ""
    assert not noor.get_by_text("Nothing was said yet").is_visible()


def test_after_a_refusal_the_page_is_whole_again(some, live):
    noor = some.at("n", "table?room=north")
    live.ask("m", SetState("paused", "a break"))
    noor.locator("textarea").fill("are you there?")
    noor.get_by_role("button", name="Send").click()
    noor.get_by_text("There is a problem").wait_for()
    assert noor.locator("textarea").input_value() == "are you there?"
    some.complaints.clear()  # of the status of a refusal
    live.ask("m", SetState("open"))
    noor.get_by_role("button", name="Send").click()
    noor.locator(".said", has_text="are you there?").wait_for()
    noor.locator(".errors").wait_for(state="detached")
    assert noor.locator("textarea").input_value() == ""
    assert noor.locator(".said", has_text="are you there?").count() == 1


def test_without_scripts_the_page_comes_back_with_the_line(some):
    noor = some.at("n", "table?room=north", java_script_enabled=False)
    write(noor, "by hand")
    assert noor.url.endswith("/table?room=north")


def test_what_the_stream_does_not_bring_is_fetched(some, live, monkeypatch):
    noor = some.at("n", "table?room=north")
    monkeypatch.setattr(live.bench.app.state.office.streams, "publish", lambda *_: None)
    write(noor, "is anybody there?")
    assert noor.locator(".said", has_text="is anybody there?").count() == 1

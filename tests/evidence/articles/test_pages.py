from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.errors import FileProblem, MissingExtra
from mediant.evidence.articles.pages import page_of

pytest.importorskip("trafilatura", reason="needs the extra `read`")
SAID = "Dana Ferro said on Friday that offer number {} was “an insult”, and left the hall with both of her deputies."
HEAD = "<!doctype html><html><head><title>No deal</title></head><body><nav><a href=/>Home</a></nav>"
FOOT = "<aside><p>Read more of this at home</p></aside><footer>© The Coast Courier</footer></body></html>"


def page(inside: str) -> str:
    return f"{HEAD}<h1>No deal</h1>{inside}{FOOT}"


def test_the_main_text_in_paragraphs_and_nothing_else():
    said = [SAID.format(n) for n in range(6)]
    found = page_of(page("<article>" + "".join(f"<p>{words}</p>" for words in said) + "</article>"), "a")
    assert found.text == "\n\n".join(said)
    assert found.facts.title == "No deal"
    assert found.notes == ()


def test_headings_stay_and_the_title_goes():
    inside = "".join(f"<h2>Part {n}</h2><p>{SAID.format(n)}</p>" for n in range(5))
    found = page_of(f"{HEAD}<article><h1>No deal</h1>{inside}</article>{FOOT}", "a")
    assert found.text.startswith("Part 0\n\nDana")
    assert found.text.count("Part ") == 5


@pytest.mark.parametrize(
    "around", [("<main>{}</main>", "article"), ("<article>{}</article>", "div"), ("<main><ol>{}</ol></main>", "li")]
)
def test_a_live_page_keeps_every_update_with_its_time_in_order(around):
    whole, tag = around
    times = ["14.32", "14.10", "13.55", "13.40"]
    updates = [
        f"<{tag}><time>{t}</time><h2>Update {n}</h2><p>{SAID.format(n)}</p></{tag}>" for n, t in enumerate(times)
    ]
    expected = [line for n, t in enumerate(times) for line in (t, f"Update {n}", SAID.format(n))]
    assert page_of(page(whole.format("".join(updates))), "a").text.split("\n\n") == expected


def test_a_short_page_is_not_filled_with_its_menus():
    assert page_of(page("<article><p>The union said no.</p></article>"), "a").text == "The union said no."


def test_a_quotation_element_gets_its_marks():
    inside = "<article><p>Ferro said: <q>It is <b>over</b></q>.</p></article>"
    assert page_of(page(inside), "a").text == "Ferro said: “It is over”."


def test_control_characters_do_not_come_through():
    inside = "<article><p>Ferro said: <q>\x08It &#27;[1mis <b>over</b>\x0c</q>.</p></article>"
    assert page_of(page(inside), "a").text == "Ferro said: “\ufffdIt \ufffd[1mis over\ufffd”."


def test_a_page_without_text_says_so():
    assert page_of(f"{HEAD}{FOOT}", "a").notes == ("no main text was found on the page",)


def test_entities_of_its_own_are_not_expanded():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "boom">{entities}]><html><body><p>&e11;</p></body></html>'
    assert len(page_of(bomb, "a").text) < 2_000


@pytest.mark.parametrize(
    "inside",
    [
        "<form>a<p>b</p></form>" * 6_000,
        "<ul><li><a href=x>a</a>" * 50 + "<li><a href=x>a</a>b" * 5_000,
        ("<div>" * 60 + "x<a href=y>l</a>" + "</div>" * 60) * 150,
        "<table><tr><td>x" * 40 + "y" * 100_000,
        "<p class='" + "a " * 2_000_000 + "'>no</p>",
        "<blockquote><p>Ferro said that it was all over now, and not for the first time</p></blockquote>" * 9_000,
        "<article><time>10:10</time> he said that it was over</article>" * 6_000,
        "<p>" + "word " * 350_000,
    ],
)
def test_a_hostile_page_costs_seconds_at_most(inside):
    started = time.process_time()
    try:
        page_of(page(inside), "a")
    except FileProblem as problem:
        assert "is a page" in str(problem)  # noqa: PT017
    assert time.process_time() - started < 15


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<article>",
        "</article>",
        "<time>",
        "14.32",
        "<li>",
        "<ul>",
        "<table>",
        "<td>",
        "<q>",
        "</q>",
        "<br>",
        "<h1>",
        "<h2>",
        "<meta",
        "<title>",
        "<a",
        "href=x>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "&#x1;",
        "&#xd800;",
        "<form>",
        "<body>",
        "<head>",
        "</html>",
        "<template>",
        "<svg>",
        "<math>",
        "said",
    ]
)


@settings(max_examples=150)
@given(st.lists(TAGS | st.text(max_size=5), max_size=60).map(" ".join))
def test_any_page_becomes_text_or_our_error(inside):
    try:
        found = page_of(f"<html>{inside}", "a")
    except FileProblem:
        return
    assert found.text.encode().decode() == found.text
    assert "\n\n\n" not in found.text


@pytest.mark.parametrize("package", ["lxml", "trafilatura"])
def test_without_the_extra_a_page_says_what_to_install(package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra) as caught:
        page_of(page("<p>Ferro said no.</p>"), "a")
    assert f"needs {package}" in str(caught.value)
    assert "mediant[read]" in str(caught.value)

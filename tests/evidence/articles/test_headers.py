from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidFile
from mediant.evidence.articles.headers import Told, told_of

CAIRO = Path(__file__).resolve().parents[3] / "cases" / "news" / "cairo-2024" / "cairo-talks.txt"
HEADER = "title: No deal\noutlet: The Coast Courier\npublished: 2031-03-14\nauthor: A. Writer\ncorrects: no-deal\n---\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_header_tells_and_is_no_part_of_the_text(end):
    text = (HEADER + "Ferro said no.\n").replace("\n", end)
    told = told_of(text, "a")
    assert text[told.start :] == f"Ferro said no.{end}"
    assert (told.title, told.outlet, told.published) == ("No deal", "The Coast Courier", "2031-03-14")
    assert (told.author, told.corrects) == ("A. Writer", "no-deal")


def test_the_bundled_article_tells_title_day_and_outlet():
    told = told_of(CAIRO.read_text(encoding="utf-8"), "a")
    assert told == Told(
        title="Hamas delegation and CIA director head for Cairo as mediators look for a truce",
        outlet="mediant sample",
        published="2024-05-04",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No deal\n\nFerro said no.", Told(title="No deal")),
        ("Ferro said no.\n\nShe left.", Told()),
        ("No deal\nFerro said no.", Told()),
        ("No deal", Told()),
        (
            "No deal\nThe Coast Courier | 14 March 2031\n\nx",
            Told(title="No deal", outlet="The Coast Courier", published="2031-03-14"),
        ),
        ("14 March 2031\n\nFerro said no.", Told(published="2031-03-14")),
        ("VELDHAVEN, March 14 (Meridian Press) — Ferro said no.\n\nShe left.", Told()),
        ("a\n\nb\n\nc\n\n14 March 2031", Told(title="a")),
        ("No deal\n\n03/04/2031 | The Coast Courier\n\nx", Told(title="No deal")),
    ],
)
def test_first_lines_tell_only_what_is_certain(text, told):
    assert told_of(text, "a") == told


def test_a_misspelt_header_is_text_and_noted():
    told = told_of("title: No deal\npublshed: 2031-03-14\n---\nFerro said no.", "a")
    assert told.start == 0
    assert "'publshed: 2031-03-14'" in told.notes[0]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("published: soon", "line 2, published"),
        ("corrects: a/b", "line 2, corrects"),
        ("outlet: a\u202eb", "line 2, outlet"),
        ("title: again", "line 2"),
    ],
)
def test_a_wrong_value_in_a_header_is_an_error(line, place):
    with pytest.raises(InvalidFile) as caught:
        told_of(f"title: t\n{line}\n---\nx", "a")
    assert caught.value.problems[0].place == place


@given(st.text() | st.text("title:published \n-|2031May4"))
def test_any_text_tells_something_or_our_error(text):
    try:
        told = told_of(text, "a")
    except InvalidFile:
        return
    assert 0 <= told.start <= len(text)


@pytest.mark.parametrize("rubbish", [" | ", "title: ", "—", "\n", "---\n", "4 May 2024 ", "a: b\n"])
def test_hostile_texts_cost_nothing(rubbish):
    started = time.process_time()
    told_of(rubbish * 100_000, "a")
    assert time.process_time() - started < 1

from __future__ import annotations

import time

import pytest

from mediant.evidence.articles.kinds import opens_as_marked, opens_as_other_xml, opens_as_page


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!DOCTYPE html><title>x</title>", True),
        ("\n  <html lang=en>", True),
        ("<!-- saved --> <p>Ferro said no.</p>", True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">\n<html>', True),
        ('<?xml version="1.0"?><rss></rss>', False),
        ("Ferro said <p> was an HTML tag.", False),
        ("<3 said Ferro", False),
        ("<pre-war> is a word", False),
    ],
)
def test_a_page_is_told_by_its_start(text, page):
    assert opens_as_page(text) is page
    assert opens_as_other_xml(text) is (text.startswith("<?xml") and not page)


def test_an_annotated_article_names_topic_and_manner():
    header = "title: t\noutlet: o\npublished: 2031-03-14\n"
    assert opens_as_marked(f"{header}topic: labour\nmanner: paper\n---\nx\n---\n")
    assert not opens_as_marked(f"{header}---\nx\n---\n")


@pytest.mark.parametrize("rubbish", ["<!--", " ", "<!---->", "<?xml ", "topic:\n", "<"])
def test_hostile_starts_cost_nothing(rubbish):
    started = time.process_time()
    for told in (opens_as_page, opens_as_other_xml, opens_as_marked):
        told(rubbish * 100_000)
    assert time.process_time() - started < 1

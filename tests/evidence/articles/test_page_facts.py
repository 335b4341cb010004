from __future__ import annotations

import pytest

from mediant.evidence.articles.page_facts import PageFacts, facts_of

html = pytest.importorskip("lxml.html", reason="needs the extra `read`")
DATA = '<script type="application/ld+json">{}</script>'


def told(head: str, body: str = "<p>x</p>") -> PageFacts:
    return facts_of(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))


def test_meta_elements_tell():
    facts = told(
        '<meta property="og:title" content="No deal"><meta property="og:site_name" content="The Coast Courier">'
        '<meta property="article:published_time" content="2031-03-14T23:30:00-04:00"><meta name="author" content="A. Writer">'
    )
    assert facts == PageFacts(title="No deal", outlet="The Coast Courier", published="2031-03-14", author="A. Writer")


def test_linked_data_tells():
    facts = told(
        DATA.format(
            '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "headline": "No deal", "publisher":'
            ' {"name": "The Coast Courier"}, "datePublished": "2031-03-14", "author": [{"name": "A. Writer"}, "B. Other"]}]}'
        )
    )
    assert facts == PageFacts(
        title="No deal", outlet="The Coast Courier", published="2031-03-14", author="A. Writer, B. Other"
    )


def test_the_heading_and_the_title_element_tell():
    assert told("<title>x</title>", "<h1>No <i>deal</i></h1>").title == "No deal"
    outlet = '<meta property="og:site_name" content="The Coast Courier">'
    assert told(f"<title>No deal | The Coast Courier</title>{outlet}").title == "No deal"


def test_the_only_day_of_the_times_counts():
    assert told("", "<time datetime='2031-03-14'>x</time><time>14 March 2031</time>").published == "2031-03-14"
    assert told("", "<time>13 March 2031</time><time>14 March 2031</time>").published is None


@pytest.mark.parametrize(
    "body",
    [
        "<p>On 2019-05-03 Ferro said no.</p>",
        "<footer>© 2019 The Coast Courier</footer>",
        "<img src='/2019/05/03/x.jpg'>",
        "<time>03/05/2019</time>",
    ],
)
def test_a_day_is_never_guessed(body):
    assert told("", body).published is None


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, '{"@graph": [[[[]]]]}', "null", '{"@type": "Article", "headline": 3}']
)
def test_broken_data_tells_nothing(data):
    assert told(DATA.format(data)) == PageFacts()


@pytest.mark.parametrize("value", ["https://example.org", "@courier", "a\u202eb", "x" * 1_000, " "])
def test_what_is_no_name_is_not_taken(value):
    assert told(f'<meta property="og:site_name" content="{value}">').outlet is None

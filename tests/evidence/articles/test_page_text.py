from __future__ import annotations

import pytest

from mediant.evidence.articles.page_text import paragraphs, same_words

html = pytest.importorskip("lxml.html", reason="needs the extra `read`")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Ferro\n said <b>no</b>.</p><p>She left.</p>", ["Ferro said no.", "She left."]),
        ("<h2>No deal</h2>Ferro<div>left</div>the hall", ["No deal", "Ferro", "left", "the hall"]),
        ("<p>one<br>two<br><br>three</p>", ["one\ntwo", "three"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", ["a | b", "c"]),
        ("<p>a&nbsp;&nbsp;b  “c”</p>", ["a b “c”"]),
        ("<p> </p>", []),
    ],
)
def test_paragraphs_follow_the_page(page, expected):
    assert paragraphs(html.document_fromstring(page)) == expected


def test_the_head_of_a_page_is_no_text():
    assert paragraphs(html.document_fromstring("<html><head><title>t</title></head><body>x</body></html>")) == ["x"]


def test_white_space_and_case_make_no_other_words():
    assert same_words("No  deal\n", "no deal")
    assert not same_words("No deal", "No deals")

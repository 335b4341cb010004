from __future__ import annotations

import pytest

from mediant.evidence.articles.live import fragments_root
from mediant.evidence.articles.page_text import paragraphs

html = pytest.importorskip("lxml.html", reason="needs the extra `read`")


def page(update: str, times: int) -> str:
    return f"<body><main><p>The lead.</p>{update * times}</main><p>Elsewhere.</p></body>"


@pytest.mark.parametrize(
    "update",
    [
        "<article><time>14.32</time><p>Ferro said there was no deal.</p></article>",
        "<li>14:32 Ferro said there was no deal.</li>",
        "<section><h3>No deal</h3><time datetime=x>14.32</time><div>Ferro said so twice.</div></section>",
    ],
)
def test_three_timed_neighbours_are_a_live_report(update):
    found = fragments_root(html.document_fromstring(page(update, 3)))
    assert found is not None
    assert paragraphs(found)[0] == "The lead." or found.tag == "ul"
    assert "Elsewhere." not in paragraphs(found)
    assert fragments_root(html.document_fromstring(page(update, 2))) is None


@pytest.mark.parametrize(
    "update",
    [
        "<li>14:32 <a href=x>Ferro said there was no deal at all</a></li>",  # a list of links
        "<li>Ferro said there was no deal.</li>",
        "<li>34:99 Ferro said there was no deal.</li>",
        "<li>14:32</li>",
    ],
)
def test_other_neighbours_are_not(update):
    assert fragments_root(html.document_fromstring(page(update, 9))) is None

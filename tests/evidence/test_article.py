"""An article knows the hash of its text."""

from __future__ import annotations

from hashlib import sha256

from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef


def test_the_hash_is_that_of_the_text_in_utf_8():
    article = article_of("Ça va.\r\n", ArticleRef(id="a", outlet="The Courier"))
    assert article.ref == ArticleRef(id="a", outlet="The Courier", sha256=sha256("Ça va.\r\n".encode()).hexdigest())
    assert article.text == "Ça va.\r\n"

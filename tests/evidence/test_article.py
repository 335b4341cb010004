"""An article knows the hash of its text."""

from __future__ import annotations

from hashlib import sha256

import pytest

from mediant.errors import InvalidValue
from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef


def test_the_hash_is_that_of_the_text_in_utf_8():
    article = article_of("Ça va.\r\n", ArticleRef(id="a", outlet="The Courier"))
    assert article.ref == ArticleRef(id="a", outlet="The Courier", sha256=sha256("Ça va.\r\n".encode()).hexdigest())
    assert article.text == "Ça va.\r\n"


def test_half_of_a_surrogate_pair_is_no_text():
    with pytest.raises(InvalidValue, match="surrogate pair at character 3"):
        article_of("no \ud800", ArticleRef(id="a"))

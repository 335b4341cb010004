"""A short article with three claims."""

from __future__ import annotations

import pytest
from evidence.corrections.article import TEXT, claims_in

from mediant.evidence.article import Article, article_of
from mediant.evidence.claim import ArticleRef, Claim


@pytest.fixture
def article() -> Article:
    return article_of(TEXT, ArticleRef(id="h", title="The ferry", outlet="Quay Radio", published="2031-05-06"))


@pytest.fixture
def claims(article) -> tuple[Claim, ...]:
    return claims_in(article)

"""The door: the bytes of a file, of whatever kind, become an article. Pure; nothing is opened or fetched."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mediant.errors import FileProblem, InvalidFile
from mediant.evidence.article import Article, article_of
from mediant.evidence.articles.decoding import decoded
from mediant.evidence.articles.headers import told_of
from mediant.evidence.articles.kinds import opens_as_marked, opens_as_other_xml, opens_as_page
from mediant.evidence.articles.withdrawals import says_correction, says_withdrawn
from mediant.evidence.claim import ArticleRef
from mediant.evidence.markup import parse

MOST_BYTES = 64_000_000
CORRECTS = "says that it corrects something printed earlier; name the article in a header line `corrects: ID`"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the caller knows of an article; it goes before what the article says of itself."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None


def article_from(raw: bytes, id: str, *, name: str = "", about: About | None = None) -> Article:
    """The article in the bytes of a text, a page, or an article in the markup of our corpus, told by their content.

    Its text is that of the file, line ends untouched; a header above `---` and a byte order mark are no part of it,
    of a page only the main text is. Title, outlet and day: as told in `about`, or as the article states, or None.

    Raises FileProblem (no text, too large, nested too deep), InvalidFile (a header or markup with mistakes) or, for
    a page, MissingExtra; `name` is what they call the file, its id by default.
    """
    name = name or id
    if len(raw) > MOST_BYTES:
        raise FileProblem(name, f"has more than {MOST_BYTES:,} bytes", "split it")
    text = decoded(raw, name)
    if opens_as_marked(text.text):
        article = _marked(text.text, id, name)
    elif opens_as_page(text.text):
        article = _page(text.text, id, name)
    elif opens_as_other_xml(text.text):
        raise FileProblem(name, "is XML that is no page", "save the article's page, or its text")
    else:
        article = _plain(text.text, id, name)
    return _judged(replace(article, notes=(*text.notes, *article.notes)), about or About())


def _marked(text: str, id: str, name: str) -> Article:
    try:
        marked = parse(text.replace("\r\n", "\n"), id)
    except InvalidFile as invalid:
        raise InvalidFile(name, invalid.problems) from None
    return replace(article_of(marked.text, marked.meta.article), corrects=marked.meta.corrects)


def _page(source: str, id: str, name: str) -> Article:
    from mediant.evidence.articles.pages import page_of

    page = page_of(source, name)
    facts = page.facts
    ref = ArticleRef(id=id, title=facts.title, outlet=facts.outlet, published=facts.published)
    return replace(article_of(page.text, ref, facts.author), notes=page.notes)


def _plain(text: str, id: str, name: str) -> Article:
    told = told_of(text, name)
    ref = ArticleRef(id=id, title=told.title, outlet=told.outlet, published=told.published)
    article = article_of(text[told.start :], ref, told.author)
    notes = told.notes if article.text.strip() else (*told.notes, "no text stands below the header")
    return replace(article, corrects=told.corrects, notes=notes)


def _judged(article: Article, about: About) -> Article:
    """The article with what the caller knows of it, and with what it says of its own standing."""
    ref = replace(
        article.ref,
        title=about.title or article.ref.title,
        outlet=about.outlet or article.ref.outlet,
        published=about.published or article.ref.published,
    )
    withdrawn = says_withdrawn(ref.title, article.text)
    corrects = article.corrects is None and not withdrawn and says_correction(ref.title, article.text)
    notes = (*article.notes, CORRECTS) if corrects else article.notes
    return replace(article, ref=ref, withdrawn=withdrawn, notes=notes)

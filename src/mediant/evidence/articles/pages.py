"""A page of HTML as a tree of bounded size, its main text, and the notes on both. Nothing is fetched."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mediant.errors import FileProblem, MissingExtra
from mediant.evidence.articles.decoding import CONTROL, UNKNOWN
from mediant.evidence.articles.gauge import gauge
from mediant.evidence.articles.live import fragments_root
from mediant.evidence.articles.page_facts import PageFacts, facts_of
from mediant.evidence.articles.page_text import BOILERPLATE, paragraphs, same_words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

LONGEST_ATTRIBUTE = 2_000
LEAST_TEXT = 250
"""Below this many characters the library's choice is hardly the article, and what the page marks as such is taken."""

_QUOTES = ("“", "”")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says: its main text, paragraphs parted by a blank line, and what it tells of itself."""

    text: str
    facts: PageFacts
    notes: tuple[str, ...] = ()


def page_of(source: str, name: str) -> Page:
    """The main text of a page, and what the page says of itself.

    Headings within the article stay, each a paragraph of its own, as they can hold statements; the heading that is
    the title does not. The updates of a live page keep the order of the page, with their times.

    Raises FileProblem, which names the file `name`, for a page that is too large or nested too deep; MissingExtra
    where trafilatura is not installed.
    """
    tree = _tree(source, name)
    facts = facts_of(tree)
    blocks = _main_blocks(tree, name)
    if blocks and facts.title and same_words(blocks[0], facts.title):
        blocks = blocks[1:]
    notes = () if blocks else ("no main text was found on the page",)
    text = CONTROL.sub(UNKNOWN, "\n\n".join(blocks))  # a page can write them as entities
    return Page(text=text, facts=facts, notes=notes)


def _tree(source: str, name: str) -> Element:
    """The page as a tree, within bounds, its encoding already told."""
    try:
        from lxml import etree, html
    except ImportError:
        raise MissingExtra("reading a page", "lxml", "read") from None
    gauge(source, name)
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False, huge_tree=False
    )
    try:
        tree = html.document_fromstring(source.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise FileProblem(name, f"is no page that can be read ({error})", "save its text") from None
    return tree


def _main_blocks(tree: Element, name: str) -> list[str]:
    _clean(tree)
    _prune(tree)
    live = fragments_root(tree)
    if live is not None:
        return paragraphs(live)
    own = next((marked for tag in ("article", "main") if len(marked := tree.findall(f".//{tag}")) == 1), [None])[0]
    marked = [] if own is None else paragraphs(own)
    whole = paragraphs(tree)
    found = _found(tree, name)
    if sum(map(len, found)) < LEAST_TEXT:
        return marked or found or []
    return _in_page_order(found, whole)


def _clean(tree: Element) -> None:
    """Replace what lxml reads but refuses to write, so that no later step stumbles over it."""
    for element in tree.iter():
        if element.text and _NOT_XML.search(element.text):
            element.text = _NOT_XML.sub(UNKNOWN, element.text)
        if element.tail and _NOT_XML.search(element.tail):
            element.tail = _NOT_XML.sub(UNKNOWN, element.tail)


def _prune(tree: Element) -> None:
    """Take away what is never the article, and what would lose words: q without its marks, times, long attributes."""
    for element in list(tree.iter(*BOILERPLATE)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter():
        for key in [key for key, value in element.attrib.items() if len(value) > LONGEST_ATTRIBUTE]:
            del element.attrib[key]
    for element in list(tree.iter("q")):
        element.text = _QUOTES[0] + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + _QUOTES[1]
        else:
            element.text += _QUOTES[1]
        element.tag = "span"


def _found(tree: Element, name: str) -> list[str]:
    """The main text by trafilatura, without tables of contents, comments and links."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # or it would write to stderr
    try:
        from lxml.etree import LxmlError
        from trafilatura import bare_extraction
        from trafilatura.settings import Document
    except ImportError:
        raise MissingExtra("reading a page", "trafilatura", "read") from None
    try:
        document = bare_extraction(tree, include_comments=False, with_metadata=False)
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError, LxmlError) as error:
        raise FileProblem(name, f"is a page on which trafilatura fails ({error!r})", "save its text") from None
    if not isinstance(document, Document):
        return []
    body = document.body
    alone = body[0] if len(body) == 1 and not len(body[0]) and not (body.text or "").strip() else None
    if alone is not None and "\n" in (alone.text or ""):  # its last resort: all the words of the page, line by line
        return [" ".join(line.split()) for line in alone.text.split("\n") if line.strip()]
    return paragraphs(body)


def _in_page_order(blocks: list[str], whole: Iterable[str]) -> list[str]:
    """The blocks as they follow each other on the page; what the library found late it sets last."""
    page = "\n".join(whole)
    at, places = 0, []
    for block in blocks:
        place = page.find(block, at)
        place = page.find(block) if place < 0 else place
        if place < 0:
            return blocks  # joined from several places: the library's order is all there is
        places.append(place)
        at = max(at, place)
    return [block for _, block in sorted(zip(places, blocks, strict=True), key=lambda pair: pair[0])]

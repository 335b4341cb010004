"""What a text is: a page, an annotated article, another XML, or a plain text. Told by what it holds, not by a name."""

from __future__ import annotations

import re

# The starts by which browsers know a page without being told (WHATWG MIME Sniffing), and a few of today's elements.
_STARTS = (
    "!doctype html", "html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b",
    "body", "br", "p", "article", "main", "section", "header", "meta", "link", "h2", "ul", "ol", "span",
)  # fmt: skip
_PAGE = re.compile(rf"\s{{0,9999}}<(?:{'|'.join(_STARTS)})[\s>/]", re.IGNORECASE)
_XML = re.compile(r"\s{0,999}<\?xml\b", re.IGNORECASE)
_COMMENT = re.compile(r"\s{0,999}<!--")
_IN_XML = re.compile(r"<(?:!doctype\s{1,99}html|html)[\s>]", re.IGNORECASE)
_LOOKED_AT = 16_384
_MOST_HEADER = 10_000


def opens_as_page(text: str) -> bool:
    """Whether the text is a page of HTML or XHTML, by its first characters."""
    start = _without_comments(text.lstrip("\ufeff")[:_LOOKED_AT])
    return bool(_PAGE.match(start) or (_XML.match(start) and _IN_XML.search(start)))


def opens_as_other_xml(text: str) -> bool:
    """Whether the text is XML that is no page, such as a feed."""
    start = text[:_LOOKED_AT]
    return bool(_XML.match(start)) and not _IN_XML.search(start)


def opens_as_marked(text: str) -> bool:
    """Whether the text is an article in the markup of our corpus: its header names topic and manner."""
    start = text[:_MOST_HEADER].replace("\r\n", "\n")
    header, rule, _ = start.partition("\n---\n")
    return (
        bool(rule)
        and header.startswith(("title:", "outlet:", "published:", "topic:", "manner:"))
        and all(f"\n{key}:" in f"\n{header}" for key in ("topic", "manner"))
    )


def _without_comments(start: str) -> str:
    while _COMMENT.match(start):
        _, end, start = start.partition("-->")
        if not end:
            return "<p>"  # a comment and no more of it in sight
    return start

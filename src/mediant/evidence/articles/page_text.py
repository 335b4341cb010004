"""The text of a part of a page, paragraph by paragraph, in the order of the page. Pure: tree in, strings out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

BOILERPLATE = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video",
    "picture", "figure", "nav", "aside", "footer", "button", "select", "textarea", "dialog", "menu", "input",
)  # fmt: skip
"""Elements that are no part of an article's running text; captions of pictures go with them."""

_BLOCKS = frozenset(
    (
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption", "hgroup",
        "ab", "head", "item", "list", "quote", "row",  # as trafilatura names them
    )
)  # fmt: skip
_CELLS = frozenset(("td", "th", "cell"))
_LINES = frozenset(("br", "lb"))
_BLOCK, _LINE = "\x01", "\x02"  # no tree holds them


def paragraphs(root: Element) -> list[str]:
    """The paragraphs of the part below `root`: white space as one space, two line breaks as a new paragraph."""
    found = []
    for block in "".join(_pieces(root)).split(_BLOCK):
        lines: list[str] = []
        for line in (" ".join(line.split()) for line in block.split(_LINE)):
            if line:
                lines.append(line)
            elif lines:
                found.append("\n".join(lines))
                lines = []
        if lines:
            found.append("\n".join(lines))
    return found


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same, white space and case aside."""
    return one.casefold().split() == other.casefold().split()


def _pieces(root: Element) -> Iterator[str]:
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if tag == "head" and element.getparent() is not None and element.getparent().tag == "html":
                walk.skip_subtree()  # the head of a page, not a heading of trafilatura's
                continue
            yield _before(element, tag)
            yield element.text or ""
        else:
            yield _BLOCK if tag in _BLOCKS else ""
            yield (element.tail or "") if element is not root else ""


def _before(element: Element, tag: str) -> str:
    if tag in _BLOCKS:
        return _BLOCK
    if tag in _CELLS:
        return " | " if element.getprevious() is not None else ""
    return _LINE if tag in _LINES else ""

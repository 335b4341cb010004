"""Live pages: many short updates, each with its time. Pure: tree in, part of the tree out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

LEAST_UPDATES = 3
_CLOCK = re.compile(r"\s{0,99}(?:[01]?[0-9]|2[0-3])[.:h][0-5][0-9](?![0-9])")
_UPDATES = ("article", "li", "div", "section")
_MOST_UPDATES = 5_000
_LOOKED_AT = 200


def fragments_root(tree: Element) -> Element | None:
    """The part of a page that holds the updates of a live report and its lead; None where the page is no such report.

    Updates are three or more neighbours, articles, list items, divisions or sections, that begin with a time of day
    and hold more words than links. An outer `article` or `main` is taken with its lead; of several groups the longest.
    """
    groups: dict[Element, int] = {}
    for element in tree.iter(*_UPDATES):
        parent = element.getparent()
        if parent is not None and _is_update(element):
            groups[parent] = groups.get(parent, 0) + 1
    groups = {parent: count for parent, count in groups.items() if count >= LEAST_UPDATES}
    if not groups or max(groups.values()) > _MOST_UPDATES:
        return None
    parent = max(groups, key=lambda group: groups[group])  # the first of several
    outer = list(parent.iterancestors("article", "main"))
    return outer[0] if outer else parent


def _is_update(element: Element) -> bool:
    """Whether an element begins with a time of day (in its first words, or in its first time element) and tells."""
    words = _first_words(element)
    time = element.find(".//time")
    timed = _CLOCK.match(words) or (time is not None and _CLOCK.search(_first_words(time)))
    if not timed:
        return False
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return len("".join(element.itertext()).split()) >= 4 and linked * 2 < len("".join(element.itertext()))


def _first_words(element: Element) -> str:
    found = ""
    for piece in element.itertext():
        found = (found + piece).lstrip()
        if len(found) >= _LOOKED_AT:
            break
    return found[:_LOOKED_AT]

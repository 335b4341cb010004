"""What a page says of itself in its metadata: title, outlet, day, author. Pure: tree in, values out.

Only what the page states is taken. (trafilatura finds days with htmldate, which also takes them from the running text
and the names of pictures, and compares them with today's; a day that is guessed is worse here than none.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mediant.evidence.articles.days import day_of
from mediant.model.check_entries import text_problems

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_TITLE = ("og:title", "headline", "twitter:title", "dc.title", "dcterms.title", "title")
_OUTLET = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author")
_DAY = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "pubdate", "publish-date", "publication_date", "sailthru.date",
    "date",
)  # fmt: skip
_LONGEST = 500
_MOST_JSON = 500_000
_MOST_NODES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says of itself; None where it does not."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    author: str | None = None


def facts_of(tree: Element) -> PageFacts:
    """What the page says of itself: in its meta elements, its JSON-LD, its heading and its times, in this order."""
    meta = _meta(tree)
    data = next((node for node in _linked_data(tree) if _is_article(node)), {})
    outlet = _first(meta, _OUTLET) or _name(data.get("publisher"))
    return PageFacts(
        title=_first(meta, _TITLE) or _label(data.get("headline")) or _heading(tree, outlet),
        outlet=outlet,
        published=_day(meta, data, tree),
        author=_first(meta, _AUTHOR) or _names(data.get("author")),
    )


def _meta(tree: Element) -> dict[str, str]:
    """The contents of the meta elements by name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.strip().lower(), element.get("content") or "")
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((label for name in names if (label := _label(meta.get(name)))), None)


def _label(value: object) -> str | None:
    """The value as a line that people read; None where it is none, is an address, or is far too long."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    line = " ".join(value.split())
    address = line.startswith(("http:", "https:", "//", "@", "www."))
    return None if address or list(text_problems(line, "")) else line


def _linked_data(tree: Element) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, from outside inwards."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(script.text or "") > _MOST_JSON:
            continue
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node[:_MOST_NODES]
            elif isinstance(node, dict):
                yield node
                waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _is_article(node: dict[str, Any]) -> bool:
    return any(word in str(node.get("@type"))[:200] for word in ("Article", "Posting", "Report"))


def _name(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return _label(value.get("name") if isinstance(value, dict) else value)


def _names(value: object) -> str | None:
    values = value[:20] if isinstance(value, list) else [value]
    return _label(", ".join(name for item in values if (name := _name(item))))


def _heading(tree: Element, outlet: str | None) -> str | None:
    """The page's first-level heading, where all say the same, or its title element, without the outlet at its end."""
    headings = {_label("".join(heading.itertext())) for heading in tree.iter("h1")} - {None}
    if len(headings) == 1:
        return headings.pop()
    title = _label("".join(found.itertext()) if (found := tree.find(".//title")) is not None else None)
    if title and outlet and title.endswith(outlet):
        return title[: -len(outlet)].rstrip(" |·•–—-:") or title
    return title


def _day(meta: dict[str, str], data: dict[str, Any], tree: Element) -> str | None:
    """The day of publishing that the page states, or the only day that its time elements name."""
    stated = [meta[name] for name in _DAY if name in meta]
    stated += [value for key in ("datePublished", "dateCreated") if isinstance(value := data.get(key), str)]
    times = list(tree.iter("time"))
    marked = [t for t in times if t.get("itemprop") == "datePublished" or t.get("pubdate") is not None]
    stated += [_moment(time) for time in marked]
    day = next((day for value in stated if (day := day_of(value))), None)
    named = {day_of(_moment(time)) for time in times} - {None}
    return day or (named.pop() if len(named) == 1 else None)


def _moment(time: Element) -> str:
    return time.get("datetime") or "".join(time.itertext())

"""Looks for text of another language on a rendered page, and for text in templates that no translator sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser

from jinja2 import nodes

from mediant.web.languages.files import SOURCE, catalog
from mediant.web.rendering import environment

SPOKEN = ("aria-label", "title", "placeholder", "alt", "label", "data-x", "data-y", "aria-description")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NOT_OURS = {"bdi", "time", "script", "style", "code", "textarea", "svg"}
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
NAME = "mediant"  # is called so in every language
LATIN, ARABIC = re.compile("[A-Za-zÀ-ɏ]{2,}"), re.compile("[\u0621-\u064a]{2,}")


class _Texts(HTMLParser):
    """Collects what is read on a page, without what people have typed: names, their texts, fields, times."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language: str | None = None
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang")
        other = tag != "html" and given.get("lang", self.language) != self.language
        skipped = self._is_skipped() or other or tag in NOT_OURS or given.get("translate") == "no"
        skipped = skipped or bool({"theirs", "hash", "diff"} & set(given.get("class", "").split()))
        if not skipped:
            self.found += [given[name] for name in SPOKEN if given.get(name)]
        if tag not in VOID:
            self._open.append((tag, skipped))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        ours = " ".join(data.replace(NAME, "").split())
        if ours and not self._is_skipped():
            self.found.append(ours)

    def _is_skipped(self) -> bool:
        return bool(self._open) and self._open[-1][1]


class _Others(HTMLParser):
    """Collects what stands on a page as not ours: elements in another language, and isolated words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language: str | None = None
        self.elsewhere: list[str] = []
        self.isolated: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang")
        elif given.get("lang", self.language) != self.language and given.get("name") != "language":
            self.elsewhere.append(f"{tag} {given['lang']}")
        if tag == "bdi":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "bdi"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.isolated.append(" ".join(data.split()))


def in_other_languages(html: str) -> list[str]:
    """Elements that say they are in another language than the page, but for the choice of a language."""
    parser = _Others()
    parser.feed(html)
    return parser.elsewhere


def not_typed(html: str, typed: Iterable[str]) -> list[str]:
    """Latin words of a page that are isolated, as what people have typed is, and stand in nothing that was typed."""
    parser = _Others()
    parser.feed(html)
    known = "\n".join(" ".join(text.split()) for text in typed)
    return [text for text in parser.isolated if LATIN.search(text) and text.removesuffix("...") not in known]


def texts(html: str) -> tuple[str | None, list[str]]:
    """The language that the page says it is in, and what is read on it that is ours."""
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return parser.language, parser.found


def foreign_text(html: str, code: str | None = None) -> list[str]:
    """What on the page is not in its language; `code` names that for a part of a page, which does not say it itself."""
    language, found = texts(html)
    language = code or language
    assert language, "the page does not say its language: name it"
    if language == "ar":
        return [text for text in found if LATIN.search(text)]
    wrong = [text for text in found if ARABIC.search(text)]
    if language == SOURCE:
        return wrong
    translated = _translated(language)
    return wrong + [text for text in found if translated.get(text, text) != text]


@cache
def _translated(language: str) -> dict[str, str]:
    return {message.id: message.string for message in catalog(language) if isinstance(message.id, str)}


def hidden_text(template: str) -> list[str]:
    """Text in the source of a template that is not put through `_`: no translator would see it."""
    bare = re.sub(r"\{% *trans\b.*?\{% *endtrans *%\}", "", template, flags=re.DOTALL)
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", bare, flags=re.DOTALL)
    found = [text for text in texts(bare)[1] if re.search("[A-Za-z]{2,}", ATTRIBUTE.sub("", text))]
    tree = environment(SOURCE).parse(template)
    known = {id(node) for call in tree.find_all(nodes.Call) if _translates(call) for node in call.find_all(nodes.Const)}
    return found + [
        str(node.value)
        for node in tree.find_all(nodes.Const)
        if isinstance(node.value, str) and id(node) not in known and re.match("[A-Z][a-z]+", node.value)
    ]


def _translates(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext", "ngettext"}

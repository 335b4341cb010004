"""Sentences of a catalog, found again in what code has said in English, and told in the catalog's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from babel.messages.catalog import Catalog
from markupsafe import Markup

from mediant.web.languages.files import catalog
from mediant.web.languages.sentences import VALUES

PLACE = re.compile(r"%\((\w+)\)s")


def told(text: str, code: str, put: Callable[[str, str], Markup], *contexts: str) -> Markup | None:
    """The sentence of those contexts that the text is, in the language; None where it is none of them.

    put : what stands in the sentence for a value, by the value's name in the message and its text.
    """
    for pattern, translation in _patterns(code, *contexts):
        match = pattern.fullmatch(text)
        if match:
            values = {name: put(name, value) for name, value in match.groupdict().items()}
            return Markup(translation) % values  # noqa: S704 - ours; what is put in is escaped
    return None


def isolated(text: str) -> Markup:
    """What stays as it is, whichever way the text around it runs."""
    return Markup("<bdi>{}</bdi>").format(text)


def english(text: str) -> Markup:
    """What has no translation, marked as such."""
    return Markup('<bdi lang="en">{}</bdi>').format(text)


@cache
def kept(code: str) -> Catalog:
    """The catalog of the language, read once."""
    return catalog(code)


@cache
def _patterns(code: str, *contexts: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """For each sentence what it looks like when it was said, and its translation; the longest first."""
    found = [
        (message.id, message.string)
        for message in kept(code)
        if message.context in contexts and message.string and message.id not in VALUES
    ]
    found.sort(key=lambda pair: (len(PLACE.sub("", str(pair[0]))), str(pair[0])), reverse=True)
    return tuple((_pattern(str(sentence)), str(string)) for sentence, string in found)


def _pattern(sentence: str) -> re.Pattern[str]:
    pieces = PLACE.split(sentence)  # text, name, text, name, text
    made = "".join(
        f"(?P<{piece}>.+?)" if place % 2 else re.escape(piece.replace("%%", "%")) for place, piece in enumerate(pieces)
    )
    return re.compile(made, re.DOTALL)

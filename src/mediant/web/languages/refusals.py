"""What was refused, in the language of the page."""

from __future__ import annotations

import re
from functools import cache

from babel.messages.catalog import Catalog
from markupsafe import Markup, escape

from mediant.web.languages.files import REFUSED, RULE, SOURCE, catalog, translations
from mediant.web.languages.sentences import VALUES

PLACE = re.compile(r"%\((\w+)\)s")
BROKEN = re.compile(r"(?P<at>[^\s:]+)(?P<of>:?) (?P<seen>.+); expected (?P<expected>.+)", re.DOTALL)
"""What the rules of talks say: of somebody's act, or with a colon of a part of it."""


def in_words(refused: str, code: str) -> Markup:
    """Why it was refused and what to do, from the text of the error: Refused says both, with a semicolon between them.

    The rules of talks say who did what, and what is expected. What has no translation stays English and is marked as
    such: what is wrong with a file.
    """
    if code == SOURCE:
        return escape(refused)
    told = translations(code)
    seen, _, do = refused.rpartition("; ")
    parts = {"seen": _sentence(seen, code) or _rule(seen, code) or _english(seen), "do": _sentence(do, code)}
    if do.startswith("expected ") or parts["do"] is None:
        unknown = Markup("{} {}").format(told.gettext("This could not be done."), _english(refused))
        return _rule(refused, code) or unknown
    return Markup(told.gettext("%(seen)s; %(do)s")) % parts  # noqa: S704 - what is put in is escaped


def _rule(text: str, code: str) -> Markup | None:
    """A rule of talks that an act breaks; what was seen may be no more than what somebody sent."""
    match = BROKEN.fullmatch(text)
    expected = _sentence(match["expected"], code, RULE) if match else None
    if match is None or expected is None:
        return None
    seen = _sentence(match["seen"], code, RULE) or (_value(match["seen"], code) if match["of"] else None)
    if seen is None:
        return None
    parts = {"at": _value(match["at"], code), "seen": seen, "expected": expected}
    return Markup(translations(code).gettext("%(at)s: %(seen)s; expected: %(expected)s")) % parts  # noqa: S704 - as above


def _sentence(text: str, code: str, context: str = REFUSED) -> Markup | None:
    for pattern, translation in _patterns(code, context):
        match = pattern.fullmatch(text)
        if match:
            values = {name: _value(value, code) for name, value in match.groupdict().items()}
            return Markup(translation) % values  # noqa: S704 - ours; what is put in is escaped
    return None


def _value(text: str, code: str) -> Markup:
    known = _kept(code).get(text, REFUSED) if text in VALUES else None
    return escape(known.string) if known else Markup("<bdi>{}</bdi>").format(text)


def _english(text: str) -> Markup:
    return Markup('<bdi lang="en">{}</bdi>').format(text)


@cache
def _kept(code: str) -> Catalog:
    return catalog(code)


@cache
def _patterns(code: str, context: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """For each sentence what it looks like when it was said, and its translation; the longest first."""
    found = [
        (message.id, message.string)
        for message in _kept(code)
        if message.context == context and message.string and message.id not in VALUES
    ]
    found.sort(key=lambda pair: (len(PLACE.sub("", str(pair[0]))), str(pair[0])), reverse=True)
    return tuple((_pattern(str(sentence)), str(string)) for sentence, string in found)


def _pattern(sentence: str) -> re.Pattern[str]:
    pieces = PLACE.split(sentence)  # text, name, text, name, text
    made = "".join(
        f"(?P<{piece}>.+?)" if place % 2 else re.escape(piece.replace("%%", "%")) for place, piece in enumerate(pieces)
    )
    return re.compile(made, re.DOTALL)

"""What was refused, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from mediant.errors import FileProblem, InvalidFile, MediantError
from mediant.web.languages.articles import article_in_words
from mediant.web.languages.files import REFUSED, RULE, SOURCE, translations
from mediant.web.languages.patterns import english, isolated, kept, told
from mediant.web.languages.problems import (
    fault_in_words,
    first_in_words,
    misfit_in_words,
    more_in_words,
    problem_in_words,
)
from mediant.web.languages.sentences import VALUES

MOST = 20
"""Problems of a case file that are told at once."""
BROKEN = re.compile(r"(?P<at>[^\s:]+)(?P<of>:?) (?P<seen>.+); expected (?P<expected>.+)", re.DOTALL)
"""What the rules of talks say: of somebody's act, or with a colon of a part of it."""


def in_words(refused: str, code: str) -> Markup:
    """Why it was refused and what to do, from the text of the error: Refused says both, with a semicolon between them.

    The rules of talks say who did what, and what is expected. What has no translation stays English and is marked as
    such.
    """
    if code == SOURCE:
        return escape(refused)
    article = article_in_words(refused, code)
    if article is not None:
        return article
    gettext = translations(code).gettext
    seen, _, do = refused.rpartition("; ")
    known = _sentence(seen, code) or _rule(seen, code) or first_in_words(seen, code)
    parts = {"seen": known or english(seen), "do": _sentence(do, code)}
    if do.startswith("expected ") or parts["do"] is None:
        return _rule(refused, code) or _unknown(refused, code)
    return Markup(gettext("%(seen)s; %(do)s")) % parts  # noqa: S704 - what is put in is escaped


def each_in_words(error: MediantError, field: str, code: str) -> list[tuple[str, Markup]]:
    """What is wrong with a field, one by one: the problems of a case file, or why something was refused."""
    return [(field, told) for told in _each(error, code)]


def _each(error: MediantError, code: str) -> Iterator[Markup]:
    match error:
        case InvalidFile(problems=problems):
            for problem in problems[:MOST]:
                yield problem_in_words(problem, code) or _unknown(str(problem), code)
            if len(problems) > MOST:
                yield more_in_words(len(problems) - MOST, code)
        case FileProblem():
            yield fault_in_words(error, code) or _unknown(str(error), code)
        case _:
            yield in_words(str(error), code)


def _unknown(text: str, code: str) -> Markup:
    return Markup("{} {}").format(translations(code).gettext("This could not be done."), english(text))


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
    return told(text, code, lambda name, value: _put(name, value, code), context)


def _put(name: str, text: str, code: str) -> Markup:
    return (misfit_in_words(text, code) if name == "error" else None) or _value(text, code)


def _value(text: str, code: str) -> Markup:
    known = kept(code).get(text, REFUSED) if text in VALUES else None
    return escape(known.string) if known else isolated(text)

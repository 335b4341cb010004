"""Why an article could not be read, in the language of the page."""

from __future__ import annotations

import re
from functools import partial

from markupsafe import Markup, escape

from mediant.web.languages.files import ARTICLE, CASE_FILE, translations
from mediant.web.languages.formats import number
from mediant.web.languages.patterns import english, isolated, told
from mediant.web.languages.problems import more_in_words

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*")
"""As sentences hold them."""
CUTS = 4
"""Semicolons that are tried as the one between two sentences."""
NO_ARTICLE = re.compile(r"the article: (?P<rest>.+)", re.DOTALL)
"""What FileProblem says: what it is, and what to do."""
WRONG_LINE = re.compile(
    r"the article: line (?P<number>\d+)(?:, (?P<key>\w+))?: (?P<seen>.+); expected (?P<rest>.+?)"
    r"(?: \(and (?P<more>\d+) more: run `mediant check the article`\))?",
    re.DOTALL,
)
"""What InvalidFile says: the first wrong line of its head, and how many more. What was seen may be anything."""


def article_in_words(text: str, code: str) -> Markup | None:
    """The same of the text of such an error; None where it is none, or a sentence of it has no translation."""
    wrong = WRONG_LINE.fullmatch(text)
    if wrong:
        return _of_line(wrong, code)
    match = NO_ARTICLE.fullmatch(text)
    return _in_two(match["rest"], code) if match else None


def _of_line(wrong: re.Match[str], code: str) -> Markup | None:
    gettext = translations(code).gettext
    seen = _shown(wrong["seen"], code)
    rest = _sentence(wrong["rest"], code) or _in_two(wrong["rest"], code)
    if seen is None or rest is None:
        return None
    line = Markup(gettext("line %(number)s")) % {"number": _value(wrong["number"], code)}  # noqa: S704 - ours
    at = Markup("{}, {}").format(line, isolated(wrong["key"])) if wrong["key"] else line
    parts = {"at": at, "seen": seen, "expected": rest}
    told_first = Markup(gettext("%(at)s: %(seen)s; expected: %(expected)s")) % parts  # noqa: S704 - parts are escaped
    more = Markup(" ({})").format(more_in_words(int(wrong["more"]), code)) if wrong["more"] else Markup()
    return told_first + more


def _in_two(text: str, code: str) -> Markup | None:
    """Two sentences with a semicolon between them; each may hold one itself."""
    pieces = text.split("; ")
    for cut in range(1, min(len(pieces), 1 + CUTS)):
        seen, do = _sentence("; ".join(pieces[:cut]), code), _sentence("; ".join(pieces[cut:]), code)
        if seen and do:
            return Markup(translations(code).gettext("%(seen)s; %(do)s")) % {"seen": seen, "do": do}  # noqa: S704
    return None


def _sentence(text: str, code: str) -> Markup | None:
    return told(text, code, partial(_put, code=code), ARTICLE, CASE_FILE)


def _shown(text: str, code: str) -> Markup | None:
    return told(text, code, partial(_put, code=code), ARTICLE, CASE_FILE)


def _put(name: str, text: str, code: str) -> Markup:
    """What it is instead has words of its own; what a library says of it stays English."""
    known = told(text, code, lambda _, value: _value(value, code), ARTICLE)
    return known or (english(text) if name == "error" else _value(text, code))


def _value(text: str, code: str) -> Markup:
    """A number as the language writes it; what else there is stays as it is."""
    return escape(number(int(text.replace(",", "")), code)) if NUMBER.fullmatch(text) else isolated(text)

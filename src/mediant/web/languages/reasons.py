"""The reasons that an automated mediator gives with a draft, in the language of the page.

They stand in the record in English, as the mediator of talks says them.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from mediant.web.languages.files import REASON, SOURCE, translations
from mediant.web.languages.formats import listed, number
from mediant.web.languages.patterns import isolated, told

BETWEEN = re.compile(r"(?<=\)), (?=‘)|(?<=\)) and (?=‘|[0-9]+ more$)")
MORE = re.compile(r"([0-9]+) more")


def reasoned(words: str, code: str) -> Markup:
    """The reasons translated; words that are none stay as they are, isolated."""
    if code == SOURCE:
        return isolated(words)
    found = told(words, code, lambda _, issues: _named(issues, code), REASON)
    return isolated(words) if found is None else found


def _named(issues: str, code: str) -> Markup:
    """Issues with their options, as in *‘Fee’ (20) and 3 more*."""
    return listed([_item(one, code) for one in BETWEEN.split(issues)], code)


def _item(named: str, code: str) -> Markup:
    match = MORE.fullmatch(named)
    if match is None:
        return isolated(named)
    return escape(translations(code).gettext("%(count)s more") % {"count": number(int(match[1]), code)})

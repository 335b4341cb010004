"""The help page: one for all."""

from __future__ import annotations

import re

import pytest
from languages import foreign_text
from small_workbench import Bench, at_the_bench

from mediant.web.languages.locales import LOCALES
from mediant.web.rendering import Setting, page


@at_the_bench
async def test_help_is_the_same_for_everybody(bench: Bench):
    pages = set()
    for seat in (None, "m", "n"):
        text = (await (await bench.browser(seat)).get("/help")).text
        pages.add(re.sub(r'nonce="[^"]+"', "", text))
    assert len(pages) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_help_in_every_language(locale):
    assert foreign_text(page("help.html.jinja", Setting(locale=locale, nonce="n"))) == []

"""A report is made of its viewer's table; whatever was said there is text, in every language."""

from __future__ import annotations

import pytest
from seeing import seen
from sitting import opened

from mediant.web.rendering import Setting, page
from mediant.web.screens.report import values
from mediant.workbench.talk import Write


def report(sitting, seat, code="en"):
    return page("report.html.jinja", Setting(locale=code, nonce=""), **values(seen(sitting, seat), 1000.0))


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("seat", ["m", "n", "s", "o"])
def test_everybody_has_one(seat, code):
    assert "Harbour dispute" in report(opened(), seat, code)


def test_28_it_does_not_depend_on_what_its_viewer_does_not_see():
    one, other = opened(), opened()
    other.ask("n", Write("north", "in confidence"))
    for seat in ("s", "o"):
        assert report(one, seat) == report(other, seat)
    assert report(one, "m") != report(other, "m")


def test_it_holds_nothing_that_browsers_fetch():
    sitting = opened()
    sitting.ask("s", Write("joint", "<img src=http://x.example/> \u202e"))
    text = report(sitting, "s")
    for word in ("<img", "src=", "href=", "url(", "<script", "http:"):
        assert word not in text.replace("&lt;img src=http://x.example/&gt;", "")

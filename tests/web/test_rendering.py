"""Pages: escaped, isolated, whole, in one language."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from languages import foreign_text
from style_pages import style_page

from mediant.web.assets.files import assets
from mediant.web.languages.locales import LOCALES
from mediant.web.rendering import Setting, environment, page, surroundings, theirs, theirs_in_full, told

EVERY_PAGE = (
    "css/app.css", "icon.svg", "icons.svg", "vendor/htmx-with-extensions.js", "js/app.js",
    "js/controls.js", "js/drafts.js", "js/lines.js", "js/live.js", "js/sync.js", "js/toasts.js", "js/words.js",
)  # fmt: skip
HERE = Setting(locale="en", nonce="n1", path="/c/a", theme="dark", scope="s1")


def rendered(source: str, setting: Setting = HERE, **values: object) -> str:
    return environment(setting.locale).from_string(source).render(surroundings(setting), **values)


@pytest.mark.parametrize("code", LOCALES)
def test_the_ground_of_a_page_is_in_one_language(code):
    html = page("base.html.jinja", Setting(locale=code, nonce="n1", stream="/s"))
    assert foreign_text(html) == []
    assert f'lang="{code}" dir="{LOCALES[code].direction}"' in html


@pytest.mark.parametrize("code", LOCALES)
def test_every_part_can_be_rendered(code):
    html = style_page(code, errors=(("title", "!"),))
    assert "n0" in html
    assert LOCALES[code].name in html


def test_the_first_page_weighs_little():
    """What a browser loads at first, packed: at most 60 kB."""
    packed = sum(len(assets().files[path].packed) for path in EVERY_PAGE)
    assert packed + len(gzip.compress(style_page().encode())) <= 60_000


def test_each_script_and_each_live_element_carries_the_nonce():
    html = style_page(nonce="n7", stream="/s")
    for tag in re.findall(r"<script[^>]*>", html):
        assert 'nonce="n7"' in tag
    for tag in re.findall(r"<[^>]* hx-(?:get|post|sse)[^>]*>", html):
        assert 'hx-nonce="n7"' in tag
    assert not re.search(r"<[^>]* (?:style|on\w+)=", html)


def test_no_script_stands_in_the_body():
    """htmx puts what it fetches into the page under Trusted Types, which refuse scripts with an address."""
    for source in Path(str(files("mediant.web") / "templates")).rglob("*.jinja"):
        text = source.read_text(encoding="utf-8")
        for place in (match.start() for match in re.finditer("<script[^>]* src=", text)):
            head = text.find("</head>")
            assert place < head or "{% block head %}" in text[:place], f"{source.name}: put it into the block head"


def test_what_is_kept_on_the_device_is_sent_in_a_way_that_tells_whether_it_arrived():
    for template in Path(str(files("mediant.web") / "templates")).rglob("*.jinja"):
        for tag in re.findall(r"<form[^>]*data-keep[^>]*>", template.read_text(encoding="utf-8")):
            assert "hx-post" in tag, f"{template.name}: use parts.form"


def test_what_is_not_there_is_an_error():
    for source in ("{{ nonesuch }}", "{% import 'parts.html.jinja' as parts with context %}{{ parts.lock('nobody') }}"):
        with pytest.raises(UndefinedError):
            rendered(source)


def test_what_people_type_is_isolated_and_escaped():
    assert theirs("<b>&\u202eNorth") == "<bdi>&lt;b&gt;&amp;\u202eNorth</bdi>"
    assert theirs("a", 'ar" onclick="x') == '<bdi lang="ar&#34; onclick=&#34;x">a</bdi>'
    assert theirs("a\0b") == "<bdi>a\ufffdb</bdi>"


def test_longer_texts_have_paragraphs_and_lines():
    assert theirs_in_full("a\r\nb\n\n \n<c>", "fr") == (
        '<p class="theirs" dir="auto" lang="fr">a<br>b</p><p class="theirs" dir="auto" lang="fr">&lt;c&gt;</p>'
    )
    assert theirs_in_full(" \n ") == ""


@given(st.text(max_size=40), st.sampled_from(["theirs", "theirs_in_full"]))
def test_no_text_opens_an_element(text, way):
    html = rendered("{{ text|" + way + " }}", text=text)
    tags = set(re.findall(r"<[^>]*>", html))
    assert tags <= {"<bdi>", "</bdi>", '<p class="theirs" dir="auto">', "</p>", "<br>"}
    assert rendered("{{ text }}", text=text).count("<") == 0


def test_a_name_in_a_sentence_stays_a_name():
    assert (
        rendered('{{ _("Sent") }} {{ _("to %(name)s", name=name|theirs) }}', name="<i>")
        == "Sent to <bdi>&lt;i&gt;</bdi>"
    )


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_line_is_the_same_to_all_but_for_the_mark_of_ones_own(who, words):
    at = datetime(2024, 5, 24, 12, 0, tzinfo=UTC)
    line = {"id": "n-1", "room": "n", "who": f" mine{who}", "of": None, "at": at, "words": f" mine{words}", "act": None}
    macros = environment("en").get_template("conversation.html.jinja").make_module(surroundings(HERE))
    for mine in (True, False, True):
        assert told({**line, "mine": mine}, "en") == macros.told({**line, "mine": mine})


def test_formats_are_those_of_the_page():
    arabic = Setting(locale="ar", nonce="n1")
    assert rendered("{{ 0.5|percent }} {{ 3|number }} {{ ['a', 'b']|listed }}", arabic) == "٥٠٪ ٣ a وb"


def test_the_setting_is_on_the_page():
    html = page("base.html.jinja", HERE)
    assert 'data-theme="dark" data-scope="s1"' in html
    assert '<input type="hidden" name="back" value="/c/a">' in html
    assert "hx-sse:connect" not in html
    assert 'hx-sse:connect="/s" hx-nonce="n1"' in page("base.html.jinja", Setting(locale="en", nonce="n1", stream="/s"))

"""The catalogs: all there, nothing guessed, nothing left over; and no text that a translator would never see."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from languages import foreign_text, hidden_text

from mediant.web.languages.files import SOURCE, catalog, messages, translations
from mediant.web.languages.locales import LOCALES

TRANSLATED = [code for code in LOCALES if code != SOURCE]
TEMPLATES = sorted(Path(str(files("mediant.web") / "templates")).rglob("*.jinja"))
PLACEHOLDER = re.compile(r"%+(?:\(\w+\))?\w?")
CALLED_BY_CLDR = {"ar": 6, "es": 2, "fr": 2}


def forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_untranslated_and_nothing_is_left_over(code):
    said, known = messages(), catalog(code)
    missing = [
        message.id
        for message in said
        if message.id and not all(forms(known.get(message.id, message.context) or message))
    ]
    assert missing == [], f"run `make messages`, then translate these in {code}.po"
    gone = [message.id for message in known if message.id and said.get(message.id, message.context) is None]
    assert gone == [], f"run `make messages`: nothing says these any more, which {code}.po has"


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_guessed(code):
    assert [message.id for message in catalog(code) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_agree(code):
    for message in catalog(code):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        allowed = {tuple(sorted(PLACEHOLDER.findall(one))) for one in ids}
        if len(ids) == 2:  # "one offer" may leave the number out
            allowed.add(tuple(sorted(set(PLACEHOLDER.findall(ids[1])) - {"%(num)s"})))
        for string in forms(message) if message.id else ():
            assert tuple(sorted(PLACEHOLDER.findall(string))) in allowed, f"{code}.po: {string!r}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_plural_has_all_its_forms(code):
    known = catalog(code)
    assert known.num_plurals == CALLED_BY_CLDR[code]
    for message in known:
        if isinstance(message.id, tuple):
            assert len(message.string) == known.num_plurals, f"{code}.po: {message.id[0]!r}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_edges_agree(code):
    """A sentence stays one, with its blanks: a translation that lost its end is found."""
    for message in catalog(code):
        if isinstance(message.id, str) and message.id:
            assert message.string == message.string.strip()
            assert message.id.endswith((".", "?")) == message.string.endswith((".", "?", "؟")), message.string
            assert message.id.endswith("…") == message.string.endswith("…"), message.string


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_all_text_of_a_template_can_be_translated(template):
    hidden = hidden_text(template.read_text(encoding="utf-8"))
    assert hidden == [], f"{template.name}: put these into _(...)"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Send</p>", ["Send"]),
        ('<p title="Say it">{{ _("Send") }}</p>', ["Say it"]),
        ('{{ parts.button("Send it") }}', ["Send it"]),
        ('{{ parts.button(_("Send it"), "second") }}', []),
        ("{% trans who=name|theirs %}To {{ who }}.{% endtrans %}", []),
        ('{# Not read #}<p class="Large">{{ name|theirs }} 12 %</p>', []),
        ('{% if x == "a" %}{{ ngettext("One", "Many", 2) }}{% endif %}', []),
    ],
)
def test_text_that_no_translator_sees_is_found(source, found):
    assert hidden_text(source) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<html lang="ar"><p>مرحبا</p><bdi>North</bdi>', []),
        ('<html lang="ar"><p>مرحبا</p><p>Sent</p>', ["Sent"]),
        ('<html lang="ar"><input aria-label="Sent">', ["Sent"]),
        ('<html lang="ar"><button lang="fr">Français</button>', []),
        ('<html lang="en"><p>مرحبا</p>', ["مرحبا"]),
        ('<html lang="fr"><p>Envoyé</p><p>Sent</p>', ["Sent"]),
    ],
)
def test_text_of_another_language_is_found(html, found):
    assert foreign_text(html) == found


def test_english_needs_no_catalog():
    assert translations("en").gettext("Sent") == "Sent"
    assert translations("fr").gettext("Sent") == "Envoyé"

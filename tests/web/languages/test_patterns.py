"""Sentences found again in what was said."""

from __future__ import annotations

import pytest

from mediant.web.languages.files import CASE_FILE, REFUSED, SEEN
from mediant.web.languages.patterns import english, isolated, kept, told


def put(name, text):
    return isolated(f"{name}={text}")


@pytest.mark.parametrize(
    ("text", "contexts", "said"),
    [
        ("add it", (CASE_FILE,), "añádala"),
        ("add it", (REFUSED,), None),
        ("add it all", (CASE_FILE,), None),
        ("unknown key 'a'", (CASE_FILE,), "clave desconocida: <bdi>key=&#39;a&#39;</bdi>"),
        ("no value for 1 and 2 more", (SEEN,), "<bdi>text=no value for 1</bdi> y <bdi>most=2</bdi> más"),
        ("no value for 1 and 2 more", (CASE_FILE, SEEN), "ningún valor para <bdi>missing=1 and 2 more</bdi>"),
        ("unknown key a\nb", (CASE_FILE,), "clave desconocida: <bdi>key=a\nb</bdi>"),
    ],
)
def test_the_longest_sentence_of_its_contexts_is_told(text, contexts, said):
    assert told(text, "es", put, *contexts) == said


def test_what_stays_is_escaped_and_what_is_english_is_marked():
    assert isolated("<b>") == "<bdi>&lt;b&gt;</bdi>"
    assert english("<b>") == '<bdi lang="en">&lt;b&gt;</bdi>'


def test_a_catalog_is_read_once():
    assert kept("es") is kept("es")

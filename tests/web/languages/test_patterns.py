"""Sentences are found again in what code has said."""

from __future__ import annotations

import pytest

from mediant.web.languages.files import REASON, REFUSED
from mediant.web.languages.patterns import english, isolated, told


def _put(name, text):
    return isolated(f"{name} {text}")


@pytest.mark.parametrize(
    ("contexts", "said"), [((REFUSED,), None), ((REASON,), "asked ‘1’ (2)"), ((REFUSED, REASON), "asked ‘1’ (2)")]
)
def test_a_sentence_is_told_with_what_was_put_in_where_its_context_is_asked_for(contexts, said):
    text = "Next to what you last put forward, it asks you to move on ‘1’ (2), and leaves the rest."
    found = told(text, "es", _put, *contexts)
    assert found == (said and f"Frente a lo último que planteó, le pide moverse en <bdi>{said}</bdi> y deja lo demás.")


def test_what_is_no_sentence_is_not_told():
    assert told("something else", "es", _put, REFUSED, REASON) is None


def test_what_stays_is_isolated_and_marked_where_it_is_english():
    assert isolated("<b>") == "<bdi>&lt;b&gt;</bdi>"
    assert english("<b>") == '<bdi lang="en">&lt;b&gt;</bdi>'

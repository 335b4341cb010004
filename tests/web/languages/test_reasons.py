"""What an automated mediator gives as reasons, in the language of the page."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from languages import foreign_text

from mediant.talks.mediators.reasons import reasons
from mediant.web.languages.locales import LOCALES
from mediant.web.languages.reasons import reasoned

LABELS = (
    ("Truce (long), and ‘more’", ("none", "40 days, or so")),
    ("Fee", ("0", "10", "20")),
    ("Aid", ("less", "more")),
)
WORTH = [np.array([0.0, 0.5]), np.array([0.3, 0.2, 0.0]), np.array([0.0, 0.2])]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "<bdi>Next to what you last put forward, it asks you to move on ‘Fee’ (20), and leaves the rest.</bdi>"),
        ("es", "Frente a lo último que planteó, le pide moverse en <bdi>‘Fee’ (20)</bdi> y deja lo demás."),
        ("ar", "مقارنةً بآخر ما طرحتم، يطلب منكم التحرك في <bdi>‘Fee’ (20)</bdi>، ويُبقي الباقي كما هو."),
    ],
)
def test_reasons_in_the_language_of_the_page(code, said):
    assert reasoned(reasons(LABELS, (1, 2, 1), (1, 0, 1), WORTH), code) == said


def test_each_issue_stands_for_itself():
    said = reasoned(reasons(LABELS, (1, 2, 1), (0, 0, 0), WORTH), "fr")
    assert "sur <bdi>‘Fee’ (20)</bdi>, et" in said
    assert "<bdi>‘Truce (long), and ‘more’’ (40 days, or so)</bdi> et <bdi>‘Aid’ (more)</bdi>" in said


@given(
    st.lists(st.floats(0, 1), min_size=9, max_size=9),
    st.lists(st.booleans(), min_size=9, max_size=9),
    st.sampled_from(["fr", "es", "ar"]),
    st.booleans(),
)
def test_no_word_of_them_is_english(values, moved, code, first):
    labels = tuple((str(i), ("0", "1")) for i in range(9))
    worth = [np.array([0.5, value]) for value in values]
    words = reasons(labels, tuple(map(int, moved)), None if first else (0,) * 9, worth)
    said = reasoned(words, code)
    assert foreign_text(f"<p>{said}</p>", code) == []
    assert not words or (words not in said and " and " not in said and "more" not in said)


@pytest.mark.parametrize("code", LOCALES)
def test_words_that_are_no_reasons_stay_as_they_are(code):
    assert reasoned("<b>How about this?", code) == "<bdi>&lt;b&gt;How about this?</bdi>"

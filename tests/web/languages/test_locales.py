"""Which language is meant, whatever a browser says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.web.languages.locales import LOCALES, best_locale


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("", "en"),
        ("ar-EG,fr;q=0.5", "ar"),
        ("de,fr;q=0.5", "fr"),
        ("fr;q=0.2,es-419;q=0.9", "es"),
        ("fr;q=0,es", "es"),
        ("fr;q=0", "en"),
        ("*", "en"),
        ("fr;q=nan,es;q=-1", "en"),
        ("x" * 10_000 + ",fr", "en"),
    ],
)
def test_the_browser_is_heard(accepted, best):
    assert best_locale(accepted) == best


def test_the_choice_of_the_person_comes_first():
    assert best_locale("ar", "fr") == "fr"
    assert best_locale("ar", "klingon") == "ar"


@given(st.text(max_size=600), st.none() | st.text(max_size=5))
def test_whatever_comes_in_there_is_a_language(accepted, chosen):
    assert best_locale(accepted, chosen) in LOCALES

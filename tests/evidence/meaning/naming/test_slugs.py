"""Ids from names in any script."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.meaning.naming.slugs import LONGEST, slug


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Quay Workers' Union", "quay-workers-union"),
        ("Ploughmen’s Bank", "ploughmens-bank"),
        ("Ragna Töll", "ragna-toll"),
        ("Øre & Søn", "o-re-s-o-n"),
        ("Ж", "zhe"),
        ("中国", "4e2d-56fd"),
        ("***", ""),
    ],
)
def test_a_name_becomes_an_id(name, id_):
    assert slug(name).replace("-", "") == id_.replace("-", "")


def test_letters_of_other_scripts_stay_apart_from_one_another():
    assert slug("中国") == "4e2d-56fd"
    assert slug("Орлова") != slug("Орлов")


def test_a_long_name_is_cut_between_words():
    assert slug("word " * 40) == "-".join(["word"] * 12)
    assert len(slug("x" * 1000)) == LONGEST


@given(st.text())
def test_any_text_gives_an_id_or_nothing(text):
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    assert slug(text) == slug(slug(text)) or not text.isascii()

"""Names and ids of news outlets."""

import pytest

from mediant.evidence.meaning.naming.files import shipped_words
from mediant.evidence.meaning.naming.outlets import is_outlet, outlet_label


@pytest.mark.parametrize(
    "name", ["coast courier", "radio sund", "northline news agency", "evening sentinel of orra", "reuters"]
)
def test_an_outlet(name):
    assert is_outlet(tuple(name.split()), shipped_words())


@pytest.mark.parametrize("name", ["", "courier", "dana ferro", "quay workers union", "radio"])
def test_no_outlet(name):
    assert not is_outlet(tuple(name.split()), shipped_words())


def test_a_leading_article_goes_unless_one_word_is_left():
    assert outlet_label("The Coast Courier") == "Coast Courier"
    assert outlet_label("The Guardian") == "The Guardian"
    assert outlet_label("Orbis Wire") == "Orbis Wire"

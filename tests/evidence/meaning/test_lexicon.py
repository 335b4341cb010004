"""Words that stand for something."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.meaning.lexicon import lexicon_of, meant_in, words_of

TABLE = {
    "price": ("price",),
    "price-cap": ("price cap", "cap on prices"),
    "truce": ("truce", "cease-fire"),
    "duty": ("duty",),
    "exit": ("withdraw*", "leave the pass"),
    "caps": ("cap",),
}
LEXICON = lexicon_of(TABLE)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a Price, and prices", ("price",)),
        ("the price cap", ("price-cap",)),
        ("a price-cap", ("price-cap",)),
        ("caps on prices", ("price-cap",)),
        ("caps, not prices", ("caps", "price")),
        ("a cap on prices", ("price-cap",)),
        ("the truce's end", ("truce",)),
        ("CEASE-FIRE", ("truce",)),
        ("cease fires", ("truce",)),
        ("duties and a duty", ("duty",)),
        ("withdrew, withdrawing, withdrawal", ("exit",)),
        ("they leave the pass to withdraw", ("exit",)),
        ("leave the", ()),
        ("priceless trucebreakers", ()),
        ("", ()),
    ],
)
def test_whole_words_plurals_and_the_longest_phrase(text, meant):
    assert meant_in(text, LEXICON) == meant


def test_a_phrase_can_mean_two_things():
    assert meant_in("the fee", lexicon_of({"a": ("fee",), "b": ("fee", "")})) == ("a", "b")


def test_a_short_beginning_is_no_word():
    assert meant_in("anything at all", lexicon_of({"a": ("an*", "*")})) == ()


def test_words_lose_their_possessive_and_their_case():
    assert words_of("The Union’s two offers' end – it’s") == ["the", "union", "two", "offers", "end", "it"]


@given(st.text(max_size=100))
def test_any_text_has_meanings_of_the_table_only(text):
    assert set(meant_in(text, LEXICON)) <= set(TABLE)
    assert set(meant_in(f"{text} the truce", LEXICON)) >= {"truce"}


@pytest.mark.parametrize("piece", ["price ", "leave the ", "a", "’", "withdraw", "price-"])
def test_no_text_is_slow(piece):
    start = process_time()
    meant_in(piece * (100_000 // len(piece)), LEXICON)
    assert process_time() - start < 1

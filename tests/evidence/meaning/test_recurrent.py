"""Nouns that the demands of an article come back to, without a tagger."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.article import Article
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.evidence.meaning.recurrent import recurrent, singular, words_in

TEXT = """Cameras on boats

The skippers want the cameras off their boats. The agency refuses to take the cameras down. A skipper said that the
pier was wet. Gull Pier was wet too, said Ada Quill, and the pier leaked."""


def claim(text, words, act, source=None):
    start = text.index(words)
    spans = (Span(start=start, end=start + len(words), text=words),)
    sources = (
        ()
        if source is None
        else (Source(spans=(Span(start=0, end=len(source), text=source),), actor=None, role="speaker"),)
    )
    return Claim(id=words, article=ArticleRef(id="a"), content=spans, sources=sources, act=act)


def found(text, *claims, title=None):
    return recurrent(Article(ref=ArticleRef(id="a", title=title), text=text), claims)


WANTED = claim(TEXT, "the cameras off their boats", "demand")
REFUSED = claim(TEXT, "to take the cameras down", "reject")
WET = claim(TEXT, "that the\npier was wet", "report")


def test_a_noun_of_two_claims_and_a_stand_is_an_issue():
    assert found(TEXT, WANTED, REFUSED, WET) == {"camera": "cameras"}


def test_one_claim_is_not_enough_and_two_without_a_stand_neither():
    text = "The skippers want the cameras off. The pier leaked, and the pier was wet. Cameras cost money."
    wanted = claim(text, "the cameras off", "demand")
    leaked, wet = claim(text, "The pier leaked", "report"), claim(text, "the pier was wet", "report")
    assert found(text, wanted, leaked, wet) == {}


def test_one_claim_is_enough_of_what_the_whole_text_comes_back_to():
    text = "The skippers want the cameras off. The cameras run all day. Nobody likes the cameras."
    assert found(text, claim(text, "the cameras off", "demand")) == {"camera": "cameras"}


def test_a_word_of_the_title_needs_one_claim():
    assert found(TEXT, WANTED, title="Cameras at sea") == {"camera": "cameras"}


def test_words_for_a_source_are_no_issues():
    assert found(TEXT, WANTED, REFUSED, claim(TEXT, "leaked", "report", source="the cameras")) == {}


def test_what_always_stands_together_is_one_id():
    text = "They want the night rate doubled. A night rate is fair. The firm keeps the night rate. No toll, it said."
    claims = (claim(text, "the night rate doubled", "demand"), claim(text, "the night rate.", "reject"))
    assert found(text, *claims) == {"rate": "night-rate"}


def test_verbs_and_words_of_all_talks_are_none():
    text = "She wants the offer dropped. He dropped the offer. They want the talks held, and held the talks."
    claims = (claim(text, "the offer dropped", "demand"), claim(text, "dropped the offer", "reject"),
              claim(text, "the talks held", "demand"), claim(text, "held the talks", "reject"))  # fmt: skip
    assert found(text, *claims) == {}


@pytest.mark.parametrize(
    ("word", "one"),
    [("cameras", "camera"), ("duties", "duty"), ("bus", "bus"), ("glass", "glass"), ("branches", "branch"), ("gas", "gas"),
     ("basis", "basis"), ("ties", "tie")],
)  # fmt: skip
def test_singulars(word, one):
    assert singular(word) == one


def test_words_are_singulars_in_small_letters():
    assert words_in("The union’s “Cameras”, 12 of them") == ["the", "union", "camera", "of", "them"]


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_gives_ids_of_its_own_words(text, start, end):
    piece = text[min(start, end) : max(start, end)]
    spans = (Span(start=min(start, end), end=min(start, end) + len(piece), text=piece),)
    claims = tuple(Claim(id=str(n), article=ArticleRef(id="a"), content=spans, act="demand") for n in (1, 2))
    for word, issue in found(text, *claims).items():
        assert word in words_in(piece)
        assert all(part.isascii() and part == part.lower() for part in issue.split("-"))


def test_hostile_texts_take_no_time():
    before = time.process_time()
    for text in ("the " * 25_000, "a" * 100_000, "a-" * 50_000, "’s" * 50_000, "the x " * 16_000, "aA" * 50_000):
        span = (Span(start=0, end=len(text), text=text),)
        found(text, *(Claim(id=str(n), article=ArticleRef(id="a"), content=span, act="demand") for n in (1, 2)))
    assert time.process_time() - before < 4

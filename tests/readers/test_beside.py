"""Two readings as one: the same claim once, nothing lost, and it is said who found what."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef, Claim, Source, Span, When
from mediant.evidence.readers import Reading
from mediant.readers.beside import beside, combine
from mediant.testing import check_reader

TEXT = "Ferro said that the books were open on Friday. Vane denied that a list was ready."
ARTICLE = article_of(TEXT, ArticleRef(id="a"))
NAMES = ("built-in", "openai")


def span(words):
    at = TEXT.index(words)
    return Span(start=at, end=at + len(words), text=words)


def claim(name, content, who=None, cue=None, **rest):
    sources = (Source(spans=(span(who),), actor=None, role="speaker", cue=(span(cue),)),) if who else ()
    return Claim(id=name, article=ARTICLE.ref, content=(span(content),), sources=sources, **rest)


FERRO = claim("a.1", "that the books were open on Friday", "Ferro", "said", act="report", confidence=0.9)
FERRO_TOO = claim("a.llm-17", "the books were open on Friday", "Ferro", "said", act="announce", certainty="asserted",
                  when=When(text="Friday"), confidence=0.0)  # fmt: skip
VANE = claim("a.llm-59", "that a list was ready", "Vane", "denied", act="deny", confidence=0.0)


def test_the_same_claim_stands_once_and_what_was_open_is_filled():
    both = combine(Reading(claims=(FERRO,)), Reading(claims=(FERRO_TOO, VANE)), NAMES)
    assert both.claims == (replace(FERRO, certainty="asserted", when=When(text="Friday")), VANE)
    assert both.notes == (
        "found by built-in and openai: 1 (a.1)", "found by built-in: 0", "found by openai: 1 (a.llm-59)")  # fmt: skip


def test_another_speaker_is_another_claim():
    other = claim("a.llm-11", "that the books were open on Friday", "Vane", "said")
    assert len(combine(Reading(claims=(FERRO,)), Reading(claims=(other,)), NAMES).claims) == 2


def test_a_relay_more_is_another_claim():
    relay = Source(spans=(span("Vane"),), actor=None, role="relay")
    longer = replace(FERRO_TOO, sources=(*FERRO_TOO.sources, relay))
    assert len(combine(Reading(claims=(FERRO,)), Reading(claims=(longer,)), NAMES).claims) == 2


def test_a_small_piece_of_it_is_another_claim():
    piece = claim("a.llm-40", "on Friday", "Ferro", "said")
    assert len(combine(Reading(claims=(FERRO,)), Reading(claims=(piece,)), NAMES).claims) == 2


def test_little_more_than_half_of_it_is_another_claim():
    half = claim("a.llm-11", "that the books were", "Ferro", "said")
    assert len(combine(Reading(claims=(FERRO,)), Reading(claims=(half,)), NAMES).claims) == 2


def test_an_id_that_is_taken_gives_way():
    both = combine(Reading(claims=(FERRO,)), Reading(claims=(replace(VANE, id="a.1"),)), NAMES)
    assert [claim.id for claim in both.claims] == ["a.1", "a.1.2"]


def test_counts_and_notes_of_both_are_kept():
    both = combine(Reading(claims=(), dropped=2, notes=("x",)), Reading(claims=(), dropped=3, notes=("y",)), NAMES)
    assert (both.dropped, both.notes[-2:]) == (5, ("built-in: x", "openai: y"))


def test_two_readers_beside_each_other_are_a_reader():
    def quiet(article):
        return Reading(claims=())

    def loud(article):
        words = article.text[:3]
        if not words.strip():
            return Reading(claims=())
        start = Span(start=0, end=len(words), text=words)
        return Reading(claims=(Claim(id="x", article=article.ref, content=(start,)),))

    check_reader(beside(quiet, loud, NAMES))
    check_reader(beside(loud, loud, NAMES))


PLACES = st.tuples(st.integers(0, 60), st.integers(1, 20))
CLAIMS = st.lists(PLACES, max_size=8).map(
    lambda places: tuple(
        Claim(id=f"x{k}", article=ARTICLE.ref, content=(Span(start=at, end=at + size, text=TEXT[at : at + size]),))
        for k, (at, size) in enumerate(places)
    )
)


@given(CLAIMS, CLAIMS)
def test_nothing_is_lost_and_ids_are_unique(first, second):
    both = combine(Reading(claims=first), Reading(claims=second), NAMES)
    assert max(len(first), len(second)) <= len(both.claims) <= len(first) + len(second)
    assert len({claim.id for claim in both.claims}) == len(both.claims)
    assert [claim.content for claim in both.claims if claim.id in {c.id for c in first}].__len__() == len(first)
    starts = [claim.content[0].start for claim in both.claims]
    assert starts == sorted(starts)


@given(CLAIMS)
def test_a_reading_beside_itself_is_itself(claims):
    reading = combine(Reading(claims=claims), Reading(claims=claims), NAMES)
    assert sorted(claim.id for claim in reading.claims) == sorted(claim.id for claim in claims)

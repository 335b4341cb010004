"""A text cut at the edges of spans."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from reports.reading.article import TEXT, claims_of, made

from mediant.evidence.claim import Claim, Source, Span
from mediant.reports.reading.pieces import CONTENT, CUE, MOST_MARKS, RELAY, RELAY_CUE, SPEAKER, kinds_of, pieces_of

edges = st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda pair: pair[0] < pair[1])


def test_each_word_is_what_the_claim_says_it_is():
    claims = claims_of(made())
    found = {piece.text: {(mark.claim, mark.kind) for mark in piece.marks} for piece in pieces_of(TEXT, claims)}
    assert found["The union will hold the ferry until Friday"] == {(1, CONTENT)}
    assert found["its chair, Mara Oste"] == {(1, SPEAKER)}
    assert found["told"] == {(1, CUE), (1, RELAY_CUE)}
    assert found["Quay Radio"] == {(1, RELAY)}
    assert found[" said "[1:-1]] == {(3, CUE)}


def test_a_claim_in_two_pieces_ends_with_the_second():
    ends = [(piece.text, piece.ends, piece.stops) for piece in pieces_of(TEXT, claims_of(made())) if 3 in piece.stops]
    assert ends == [("“We have time,”", (), (3,)), ("“The tide does not.”", (3,), (3,))]


@given(st.lists(edges, max_size=8), st.integers(0, 31))
def test_the_pieces_are_the_text_and_each_character_has_its_marks(spans, size):
    text = "".join(chr(65 + n) for n in range(size))
    claims = [
        replace(claims_of(made())[3], content=(Span(start=start, end=end, text="x" * (end - start)),))
        for start, end in spans
    ]
    pieces = list(pieces_of(text, claims))
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        for place in range(at, at + len(piece.text)):
            expected = {n for n, (start, end) in enumerate(spans, 1) if start <= place < end}
            assert {mark.claim for mark in piece.marks} == expected
        at += len(piece.text)
    assert sorted(n for piece in pieces for n in piece.ends) == [
        n for n, (start, _) in enumerate(spans, 1) if start < size
    ]


def test_claims_that_lie_in_one_another_do_not_run_away():
    article = made()
    nested = [
        Claim(id=f"c{n}", article=article.ref, content=(Span(start=n, end=4_000 - n, text="x"),)) for n in range(1_500)
    ]
    before = time.perf_counter()
    pieces = list(pieces_of("x" * 4_000, nested))
    assert time.perf_counter() - before < 5
    assert max(len(piece.marks) for piece in pieces) == MOST_MARKS


def test_kinds():
    claim = claims_of(made())[0]
    assert [kind for kind, _ in kinds_of(claim)] == [CONTENT, SPEAKER, CUE, RELAY, RELAY_CUE]
    left_out = replace(claim, sources=(Source(spans=(), actor=None, role="speaker", cue=claim.sources[0].cue),))
    assert [kind for kind, _ in kinds_of(left_out)] == [CONTENT, CUE]

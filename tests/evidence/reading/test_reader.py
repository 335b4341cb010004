"""The built-in reader with its shipped weights: verbatim, the same for small harmless changes, calm with hostile texts."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.article import article_of
from mediant.evidence.attribution.encoder import Seen
from mediant.evidence.attribution.labels import KINDS, OF_ANCHOR, OF_KIND, begin, inside
from mediant.evidence.attribution.words import Vocabulary
from mediant.evidence.checks import spans_of
from mediant.evidence.claim import ArticleRef
from mediant.evidence.reading.files import read as read_text
from mediant.evidence.reading.reader import MOST_CHARACTERS, BuiltIn

TEXT = """\
The ferry company will raise pay by two per cent, its director Mara Quill told Orbis Wire on Monday.

"We have nothing more to give," she said. The union denied that an offer had been made.
Talks will go on on Friday, the Coast Courier reported, citing a person close to the talks.
"""


def read(reader, text):
    return reader(article_of(text, ArticleRef(id="a"))).claims


def words(claims):
    """What the claims say, without offsets and confidence; kinds of quotation marks do not count."""
    plain = str.maketrans("“”„«»", '"""""')
    return [
        ([(name, span.text.translate(plain)) for name, span in spans_of(claim)], claim.act, claim.certainty)
        for claim in claims
    ]


def test_it_finds_who_said_what(reader):
    found = {source.spans[0].text for claim in read(reader, TEXT) for source in claim.sources if source.spans}
    assert any("Mara Quill" in name for name in found)
    assert "she" in found


@given(
    st.lists(
        st.sampled_from([*TEXT.split(" "), "\n", "\r\n", "\x00", "“", "é", "e\u0301", "🙂", "[", '"']), max_size=60
    )
)
def test_spans_are_always_verbatim(reader, parts):
    text = " ".join(parts)
    claims = read(reader, text)
    assert all(text[span.start : span.end] == span.text != "" for claim in claims for _, span in spans_of(claim))
    assert len({claim.id for claim in claims}) == len(claims)
    assert all(0 <= claim.confidence <= 1 for claim in claims)


def test_line_ends_of_another_system_change_nothing_but_offsets(reader):
    crlf = TEXT.replace("\n", "\r\n")
    there, here = read(reader, crlf), read(reader, TEXT)
    assert words(there) == words(here)
    for one, other in zip(there, here, strict=True):
        for (_, a), (_, b) in zip(spans_of(one), spans_of(other), strict=True):
            assert a.start == b.start + TEXT.count("\n", 0, b.start)


def test_harmless_changes_change_no_claim(reader):
    here = words(read(reader, TEXT))
    assert here
    for other in (TEXT + " ", TEXT.replace("\n", " \n"), "\n" + TEXT, TEXT.replace(' "', " “").replace('\n"', "\n“")):
        assert words(read(reader, other)) == here
    assert words(read(reader, TEXT.replace('"We', "«We").replace('give,"', "give,»"))) == here


def test_what_was_read_before_does_not_count(reader):
    first = read(reader, TEXT)
    read(reader, TEXT[::-1])
    assert read(reader, TEXT) == first


@pytest.mark.parametrize(
    "text", ["", " ", "\n \t\r\n", ".", "“”" * 200, "?!" * 300, "\x00" * 50, "said", "e\u0301" * 99]
)
def test_texts_that_say_nothing(reader, text):
    for claim in read(reader, text):
        assert claim.content


@pytest.mark.parametrize("text", ["x" * 1_000_000, " " * 1_000_000, "x_'" * 333_333, "\n" * 1_000_000])
def test_a_million_characters_cost_little(reader, text):
    start = time.perf_counter()
    reading = reader(article_of(text, ArticleRef(id="a")))
    assert reading.notes == (f"only the first {MOST_CHARACTERS:,} characters were read",)
    assert time.perf_counter() - start < 30


def test_of_a_text_with_too_many_words_the_beginning_is_read(reader, monkeypatch):
    monkeypatch.setattr("mediant.evidence.reading.reader.MOST_WORDS", 8)
    reading = reader(article_of("Dana Ferro said the offer was dead. Aske said yes.", ArticleRef(id="a")))
    assert reading.notes == ("only the first 8 words were read",)
    assert all(span.end <= 35 for claim in reading.claims for span in claim.content)


def test_the_confidence_is_what_the_manifest_makes_of_the_signs(reader):
    sure = replace(reader.manifest, sure=(0.0, 0.0, 0.0, 0.0, 0.0, 1.0))
    claims = read(replace(reader, manifest=sure), TEXT)
    assert {claim.confidence for claim in claims} == {round(1 / (1 + math.exp(-1)), 3)}
    assert len({claim.confidence for claim in read(reader, TEXT)}) > 1


class Own:
    """Takes every text for one statement of the article's own."""

    def see(self, window):
        scores = np.zeros((len(window.heads), OF_KIND + OF_ANCHOR), dtype=np.float32)
        scores[0, begin(KINDS.index("own"))] = scores[1:, inside(KINDS.index("own"))] = scores[:, OF_KIND] = 9
        return Seen(np.ones((len(window.heads), 1), dtype=np.float32), scores)

    def meaning(self, claims):
        return np.zeros((len(claims), 12), dtype=np.float32), np.zeros((len(claims), 4), dtype=np.float32)


def test_headings_are_no_claims(reader):
    own = BuiltIn(reader.manifest, Vocabulary(["[UNK]", "[CLS]", "[SEP]"]), Own())
    claims = read(own, "No deal in Velmark\n\nThe talks broke up.\nThey go on.")
    assert [span.text for claim in claims for span in claim.content] == ["The talks broke up."]


def test_a_text_is_read_in_one_call(reader):
    claims = read_text(TEXT, outlet="The Coast Courier", published="2031-03-12")
    assert {(claim.article.outlet, claim.article.published) for claim in claims} == {
        ("The Coast Courier", "2031-03-12")
    }
    assert "2031-03-10" in {claim.when.date for claim in claims if claim.when}
    assert [claim.content for claim in claims] == [claim.content for claim in read(reader, TEXT)]

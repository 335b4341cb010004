"""Real files cut, spliced and re-encoded: no crash, every span verbatim; harmless changes change no claim."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.errors import MediantError
from mediant.evidence.article import Article
from mediant.evidence.articles.incoming import article_from
from mediant.evidence.checks import spans_of
from mediant.evidence.readers import Reading
from mediant.evidence.reading.completion import Completing
from mediant.evidence.reading.files import load_reader

SAMPLE = 2
SUFFIXES = frozenset((".txt", ".xml", ".md", ".json", ".ann"))
MARKS = str.maketrans("“”„«»‘’", '"""""\'\'')


@cache
def built_in():
    return Completing(load_reader())


@pytest.fixture(scope="module")
def texts(shared_data):
    found = sorted((shared_data / "polnear" / "dev" / "text").iterdir())
    return [path.read_bytes() for path in found]


@pytest.fixture(scope="module")
def every_file(shared_data):
    """A file of every kind and, of the annotated news, every one of the development part."""
    folders = (shared_data / "polnear" / "dev", shared_data / "genius", shared_data / "cairo")
    return sorted(p for folder in folders for p in folder.rglob("*") if p.is_file() and p.suffix in SUFFIXES)


def read(raw: bytes) -> tuple[Article, Reading] | None:
    """The article in the bytes and its reading, checked; None where the bytes are refused as no article."""
    try:
        article = article_from(raw, "a")
    except MediantError:
        return None
    reading = built_in()(article)
    for claim in reading.claims:
        for _, span in spans_of(claim):
            assert article.text[span.start : span.end] == span.text != ""
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    return article, reading


def said(raw: bytes) -> list[object]:
    """All that the claims say, without offsets, confidence and kinds of quotation marks."""
    found = read(raw)
    assert found is not None
    return [
        (
            [(place, span.text.translate(MARKS)) for place, span in spans_of(claim)],
            [source.actor for source in claim.sources],
            (claim.act, claim.certainty, claim.issues, claim.when),
        )
        for claim in found[1].claims
    ]


def harmless(text: str) -> dict[str, bytes]:
    """The text in bytes that say the same: other line ends, other encodings, white space at the ends of lines."""
    plain = text.replace("\r\n", "\n")
    changed = {
        "crlf": plain.replace("\n", "\r\n").encode(),
        "mark": plain.encode("utf-8-sig"),
        "utf-16": plain.encode("utf-16"),
        "space": (plain + " \n").encode(),
        "spaces": plain.replace("\n", "  \n").encode(),
        "curly": re.sub(r'"([^"\n]*)"', r"“\1”", plain).encode(),
    }
    try:
        changed["cp1252"] = plain.encode("cp1252")
    except UnicodeEncodeError:
        return changed
    return changed


def unlike(text: str) -> list[str]:
    """The changes after which the claims are not the same."""
    here = said(text.replace("\r\n", "\n").encode())
    return [name for name, raw in harmless(text).items() if said(raw) != here]


def piece(raw: bytes, cuts: tuple[float, float]) -> bytes:
    first, last = sorted(int(cut * len(raw)) for cut in cuts)
    return raw[first : min(last, first + 4_000)]


CUTS = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(data=st.data())
@settings(max_examples=8)
def test_what_is_cut_and_spliced_is_read_or_refused(every_file, data):
    parts = data.draw(st.lists(st.tuples(st.sampled_from(every_file), CUTS), min_size=1, max_size=3))
    joint = data.draw(st.sampled_from((b"", b"\n", b'"', b"\r", b"\xff", b"\xe2\x80")))
    read(joint.join(piece(path.read_bytes(), cuts) for path, cuts in parts))


@given(data=st.data())
@settings(max_examples=4)
def test_another_encoding_of_any_piece_is_read_or_refused(every_file, data):
    raw = piece(data.draw(st.sampled_from(every_file)).read_bytes(), data.draw(CUTS))
    encoding = data.draw(st.sampled_from(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "latin-1")))
    read(raw.decode(errors="replace").encode(encoding, errors="replace"))


def test_harmless_changes_change_no_claim(texts):
    assert {number: found for number, raw in enumerate(texts[:SAMPLE]) if (found := unlike(raw.decode()))} == {}


def test_line_ends_move_offsets_and_nothing_else(texts):
    text = texts[0].decode().replace("\r\n", "\n")
    here, there = (read(raw)[1].claims for raw in (text.encode(), text.replace("\n", "\r\n").encode()))
    for one, other in zip(here, there, strict=True):
        for (_, a), (_, b) in zip(spans_of(one), spans_of(other), strict=True):
            assert (b.start, b.end) == (a.start + text.count("\n", 0, a.start), a.end + text.count("\n", 0, a.end))


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_every_file_is_read_or_refused(every_file):
    for path in every_file:
        raw = path.read_bytes()[:20_000]
        read(raw)
        read(raw[len(raw) // 3 : -7])


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_harmless_changes_change_no_claim_of_any_text(texts):
    assert {number: found for number, raw in enumerate(texts) if (found := unlike(raw.decode()))} == {}

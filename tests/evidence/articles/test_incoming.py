from __future__ import annotations

import codecs
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.errors import FileProblem, InvalidFile, MediantError
from mediant.evidence.articles import incoming
from mediant.evidence.articles.decoding import CONTROL
from mediant.evidence.articles.incoming import About, article_from
from mediant.evidence.files import read_corpus

ROOT = Path(__file__).resolve().parents[3]
CAIRO = ROOT / "cases" / "news" / "cairo-2024" / "cairo-talks.txt"
MARKED = ROOT / "corpus" / "labour" / "dockers-second-offer.txt"
PAGE = "<!doctype html><html><head><title>No deal</title></head><body><article>{}</article></body></html>".format(
    "".join(f"<p>Ferro said on Friday that offer {n} was “an insult” to all of the dockers.</p>" for n in range(6))
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_plain_text_is_stored_whole(end):
    text = CAIRO.read_text(encoding="utf-8").replace("\n", end)
    article = article_from(text.encode(), "cairo")
    assert article.text == text
    assert article.ref.sha256 == sha256(text.encode()).hexdigest()
    assert (article.ref.outlet, article.ref.published) == ("mediant sample", "2024-05-04")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_page_gives_the_same_article_in_every_encoding(encoding):
    pytest.importorskip("trafilatura", reason="needs the extra `read`")
    article = article_from(PAGE.encode(encoding), "a")
    assert article == article_from(PAGE.encode(), "a")
    assert article.ref.title == "No deal"
    assert "“an insult”" in article.text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_annotated_article_gives_its_text_without_markup(end):
    raw = MARKED.read_text(encoding="utf-8").replace("\n", end).encode()
    known = {marked.meta.article.id: marked for marked in read_corpus(ROOT / "corpus")}[MARKED.stem]
    article = article_from(raw, MARKED.stem)
    assert article.text == known.text
    assert article.ref.outlet == known.meta.article.outlet


def test_mistakes_in_markup_name_the_file():
    with pytest.raises(InvalidFile) as caught:
        article_from(MARKED.read_bytes().replace(b"{1s ", b"{1z "), "a", name="x.txt")
    assert caught.value.path == "x.txt"


def test_the_caller_goes_before_the_text():
    about = About(title="t", outlet="o", published="2031-01-01")
    ref = article_from(CAIRO.read_bytes(), "a", about=about).ref
    assert (ref.title, ref.outlet, ref.published) == ("t", "o", "2031-01-01")


def test_a_withdrawn_article_says_so_and_a_correction_is_noted():
    assert article_from(b"This article has been withdrawn.\n\nFerro said no.", "a").withdrawn
    corrected = article_from(b"CORRECTION: Ferro said yes.", "a")
    assert not corrected.withdrawn
    assert corrected.notes == (incoming.CORRECTS,)
    named = article_from(b"title: Correction\ncorrects: no-deal\n---\nFerro said yes.", "a")
    assert (named.corrects, named.notes) == ("no-deal", ())


@pytest.mark.parametrize(
    ("raw", "seen"),
    [(b"<?xml version='1.0'?><rss></rss>", "XML that is no page"), (b"x" * (incoming.MOST_BYTES + 1), "bytes")],
)
def test_what_is_no_article_is_refused(raw, seen):
    with pytest.raises(FileProblem, match=seen):
        article_from(raw, "a")


def test_nothing_is_fetched(monkeypatch):
    pytest.importorskip("trafilatura", reason="needs the extra `read`")

    def refuse(*_, **__):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    links = '<link rel=canonical href="http://example.org/2019/01/01/x"><script src="http://example.org/x.js"></script>'
    outer = '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><base href="http://example.org/">'
    page = outer + PAGE.removeprefix("<!doctype html>").replace("<title>", links + "<title>")
    assert article_from(page.encode(), "a").text == article_from(PAGE.encode(), "a").text


def test_importing_costs_no_parser():
    code = (
        "import sys, mediant.evidence.articles.files; print([m for m in ('lxml', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


BYTES = st.binary() | st.builds(
    lambda mark, start, rest: mark + start + rest,
    st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]),
    st.sampled_from(
        [b"", b"<html><p>", b"<!doctype html><meta charset=gbk>", b"title: x\n---\n", b"<?xml version='1.0'?><html>"]
    ),
    st.binary(max_size=300),
)


@settings(max_examples=300)
@given(BYTES)
def test_any_bytes_become_an_article_or_our_error(raw):
    try:
        article = article_from(raw, "a")
    except MediantError as error:
        assert str(error).isprintable()  # noqa: PT017
        return
    assert article.ref.sha256 == sha256(article.text.encode()).hexdigest()


def spoiled(raws: list[bytes]) -> list[bytes]:
    """Each file cut at odd places, spliced with the next one, and in other encodings."""
    found = []
    for raw, other in zip(raws, raws[1:] + raws[:1], strict=True):
        found += [raw[: len(raw) // 2 + 1], raw[len(raw) // 3 :], raw[: len(raw) // 2] + other[len(other) // 3 :]]
        text = raw.decode(errors="replace")
        found += [text.encode(encoding, errors="replace") for encoding in ("cp1252", "utf-16", "utf-8-sig", "gb18030")]
        found.append(f"<html><body><article><p>{text}</p>".encode()[:-7])
    return found


def test_shared_texts_cut_spliced_and_re_encoded(shared_data):
    files = [*sorted((shared_data / "polnear" / "dev").rglob("*.txt")), *(shared_data / "cairo").iterdir(), CAIRO]
    raws = [path.read_bytes() for path in files]
    assert len(raws) > 50
    for raw in raws:
        text = CONTROL.sub("\ufffd", raw.decode())
        assert article_from(raw, "a").text == text
        assert article_from(text.encode("utf-16"), "a").text == article_from(raw, "a").text
    for raw in spoiled(raws):
        try:
            article = article_from(raw, "a")
        except MediantError:
            continue
        assert article.ref.sha256 == sha256(article.text.encode()).hexdigest()

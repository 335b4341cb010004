from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import FileProblem
from mediant.evidence.articles.decoding import BINARIES, DECLARED, decoded

TEXT = "Ferro’s “no”\r\nwas – she said – final.\n"
PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t"), min_size=1)
WORDS = PRINTED.filter(lambda text: text.strip() and "\ufffd" not in text and not text.startswith("\ufeff"))


def as_page(text: str, label: str) -> str:
    return f'<!doctype html><meta charset="{label}"><p>{text}</p>'


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@given(WORDS)
def test_the_same_characters_from_every_mark(mark, encoding, text):
    assert decoded(mark + text.encode(encoding), "a").text == decoded(text.encode(), "a").text == text


@pytest.mark.parametrize("label", sorted(DECLARED))
def test_the_same_characters_from_every_declared_encoding(label):
    kept = "".join(c for c in "Ferro said “no” – é ß Ж 水 ก" if c.encode(DECLARED[label], errors="ignore"))
    page = as_page(kept, label)
    assert decoded(page.encode(DECLARED[label]), "a").text == page


@given(st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), min_size=1))
def test_a_declared_one_byte_encoding_is_kept_unless_it_is_utf_8(words):
    raw = as_page(words, "windows-1252").encode("cp1252")
    try:
        expected = raw.decode()
    except UnicodeDecodeError:
        expected = raw.decode("cp1252")
    assert decoded(raw, "a").text == expected


def test_an_xml_prolog_declares_as_well():
    page = '<?xml version="1.0" encoding="koi8-r"?><html><p>Да</p></html>'
    assert decoded(page.encode("koi8-r"), "a").text == page


def test_a_stale_declaration_is_seen_through():
    page = as_page("Ferro’s “no”", "iso-8859-1")
    told = decoded(page.encode(), "a")
    assert told.text == page
    assert told.notes == ("declares iso-8859-1, read as UTF-8, which it is",)


def test_an_unknown_declaration_is_noted():
    told = decoded(as_page("no", "rot13").encode(), "a")
    assert told.notes == ("declares the unknown encoding rot13",)


def test_windows_1252_is_a_supposition_and_says_so():
    told = decoded(TEXT.encode("cp1252"), "a")
    assert told.text == TEXT
    assert "windows-1252" in told.notes[0]


def test_a_text_cut_within_a_letter_stays_utf_8():
    told = decoded(("“We will wait,” said Ferro’".encode())[:-1], "a")
    assert told.text == "“We will wait,” said Ferro\ufffd"
    assert told.notes == ("bytes that are not utf-8: 1 places, each replaced by U+FFFD",)


def test_line_ends_and_quotation_marks_are_untouched():
    assert decoded(TEXT.encode(), "a").text == TEXT


def test_a_few_control_characters_are_noted():
    told = decoded(b"Ferro\x1b[1m said no.\x1a", "a")
    assert told.text == "Ferro\ufffd[1m said no.\ufffd"
    assert told.notes == ("control characters: 2, each replaced by U+FFFD",)


@pytest.mark.parametrize(("start", "kind"), BINARIES)
def test_what_is_no_text_is_named(start, kind):
    with pytest.raises(FileProblem) as caught:
        decoded(start + b" and more", "scan")
    assert str(caught.value).startswith("scan: is a")
    assert kind in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        ("no".encode("utf-16-le"), "NUL"),
        (b"\x01\x02\x03\x04\x05" * 100, "is no text"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "web archive"),
    ],
)
def test_what_holds_no_text_is_refused(raw, seen):
    with pytest.raises(FileProblem, match=seen):
        decoded(raw, "a")


@given(st.binary())
def test_any_bytes_become_text_or_our_error(raw):
    try:
        told = decoded(raw, "a")
    except FileProblem:
        return
    assert told.text.encode().decode() == told.text

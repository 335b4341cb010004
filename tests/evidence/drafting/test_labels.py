"""Labels are made of the words of the sources, and two that mean one thing are told to."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.drafting.labels import (
    MOST_WORDS,
    is_speech,
    keywords,
    label_of,
    parted,
    plain,
    refers,
    same,
    words_of,
)
from mediant.model.check_entries import text_problems


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("that night shifts be paid at double rate", "night shifts be paid at double rate"),
        ("to extend the truce by forty days if the road is opened", "extend the truce by forty days"),
        ("a two-year trial at six courts, which would cost nothing", "a two-year trial at six courts"),
        ("“the absolute ceiling” of six hours", "the absolute ceiling of six hours"),
        ("one two three four five six seven eight nine ten", "one two three four five six seven eight…"),
        ("1,900 crowns", "1,900 crowns"),
        ("it", None),
        ("", None),
        ("“—”", None),
    ],
)
def test_a_label_is_the_first_clause_in_its_own_words(text, label):
    assert label_of(text) == label


def test_a_refusal_keeps_what_it_is_tied_to():
    text = "any withdrawal from the ridge before the captives are home"
    assert label_of(text, whole=True) == text
    assert label_of(text) == "any withdrawal from the ridge"


@given(st.text())
def test_a_label_can_stand_in_a_case_file(text):
    label = label_of(text)
    assert label is None or (not list(text_problems(label, "x")) and len(label.split()) <= MOST_WORDS)


@given(st.text(max_size=200))
def test_a_label_holds_no_word_that_the_text_has_not(text):
    bare = plain(text)
    assert all(word in bare for word in re.findall(r"\w+", label_of(text) or ""))


def test_a_sentence_in_quotation_marks_is_speech():
    assert is_speech("“With shoelaces.”")
    assert is_speech('"No."')
    assert not is_speech("“the absolute ceiling”")
    assert not is_speech("that it “may act”")


def test_what_is_asked_in_return_is_parted_off():
    assert parted("free ten if the list is handed over") == ("free ten", "the list is handed over")
    assert parted("free ten") == ("free ten", "")


def test_keywords_leave_out_what_does_not_tell():
    assert keywords("the union's nights at the Road") == {"union", "night", "road"}
    assert words_of("Israel's") == ["israel"]


def test_alike_is_one_option_unless_a_number_or_a_negation_differs():
    assert same(keywords("a joint inspection of the gates"), keywords("joint inspection of gates"))
    assert not same(keywords("a truce of 40 days now"), keywords("a truce of 60 days now"))
    assert not same(keywords("the port is opened soon"), keywords("the port is not opened soon"))
    assert not same(keywords("a truce"), keywords("more money"))


def test_an_answer_refers_to_the_option_it_names_in_short():
    inquiry = keywords("an inquiry led by the guarantors")
    assert refers(keywords("the inquiry"), inquiry)
    assert not refers(keywords("any flight"), inquiry)
    assert not refers(keywords("no"), inquiry)


def test_hostile_texts_take_no_time():
    before = time.process_time()
    for text in ("a" * 100_000, "a-" * 50_000, "“" * 100_000, "if " * 33_000, "\u202e\x00" * 50_000, "a's" * 33_000):
        label_of(text), label_of(text, whole=True), is_speech(text), parted(text), keywords(text)
    assert time.process_time() - before < 1


def test_numbers_in_words_are_numbers():
    assert not refers(keywords("to release sixty prisoners"), keywords("release forty prisoners"))
    assert not refers(keywords("to release sixty prisoners"), keywords("release all prisoners"))
    assert not same(keywords("release sixty of the prisoners now"), keywords("release forty of the prisoners now"))
    assert refers(keywords("the release of sixty"), keywords("release sixty prisoners"))

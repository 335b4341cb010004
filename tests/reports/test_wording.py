"""Texts made safe and numbers made readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.model.issue import Issue, Range
from mediant.reports.wording import (
    chain_of,
    clean,
    count,
    figure,
    figure_beside,
    option_words,
    percent,
    plural,
    points,
    short,
    signed,
)


@given(st.text(max_size=300))
def test_clean_text_is_one_printable_line(text):
    found = clean(text)
    assert all(c.isprintable() or c in "\u200c\u200d" for c in found)
    found.encode("utf-8")


@given(st.text(alphabet=st.characters(categories=("L", "N", "P")), max_size=100))
def test_clean_leaves_ordinary_words_alone(text):
    assert clean(text) == text


def test_clean_says_what_it_cut():
    assert clean("a" * 1203, 200) == "a" * 200 + "… [1,003 more characters]"
    assert clean("می\u200cخواهد") == "می\u200cخواهد"
    assert clean("a\u202eb\x1b") == "a\\u202eb\\x1b"
    assert len(clean("e" + "\u0301" * 100)) == 4


@given(st.text(max_size=100), st.integers(2, 30))
def test_short_is_short(text, limit):
    assert len(short(text, limit)) <= limit


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.84371, "0.844"), (0.5, "0.5"), (0, "0"), (-0.25, "−0.25"), (100, "100"), (1234.5, "1,234"),
        (99.96, "100"), (1e50, "1 × 10⁵⁰"), (2.5e-7, "2.5 × 10⁻⁷"), (0.00123, "0.00123"), (662.0, "662"),
    ],
)  # fmt: skip
def test_figures(number, text):
    assert figure(number).text == text


@given(st.floats(-1e300, 1e300))
def test_a_figure_is_never_far_from_its_number(number):
    text = figure(number).text.replace("−", "-").replace(",", "")
    if " × 10" in text:
        mantissa, power = text.split(" × 10")
        text = f"{mantissa}e{power.translate(str.maketrans('⁻⁰¹²³⁴⁵⁶⁷⁸⁹', '-0123456789'))}"
    assert float(text) == pytest.approx(number, rel=6e-3, abs=1e-300)
    assert float(figure(number).full.replace("−", "-")) == number


def test_figures_of_a_column_share_their_decimals():
    assert [figure_beside(x, 0.53).text for x in (0.0367, -0.467, 0.5, 0.0001)] == ["0.04", "−0.47", "0.50", "0"]
    assert figure_beside(12.34, 662).text == "12"
    assert figure_beside(0.25, 0).text == "0.25"


def test_counts_of_any_size():
    assert count(63).text == "63"
    assert count(1_234_567).text == "1,234,567"
    assert count(10**50).text == "about 1 × 10⁵⁰"
    assert count(10**4000).text == "about 1 × 10⁴⁰⁰⁰"
    assert count(10**15 - 1).text == "about 9.99 × 10¹⁴"
    assert plural(0, "party", "parties") == "no parties"
    assert plural(1, "outcome") == "1 outcome"


def test_shares():
    assert [percent(p).text for p in (0, 0.0042, 0.5, 0.714, 0.9951, 1)] == [
        "0%",
        "0.4%",
        "50%",
        "71%",
        "99.5%",
        "100%",
    ]
    assert signed(0.2).text == "+0.2"
    assert signed(-0.2).text == "−0.2"
    assert [points(p).text for p in (0.0109, -0.012, -0.0001)] == ["1.1", "−1.2", "0.0"]


def test_the_chain_runs_from_the_speaker_outwards():
    def said(*links: tuple[str | None, str]) -> str:
        sources = tuple(
            Source(spans=(Span(start=0, end=1, text=name),) if name else (), actor=None, role=role)
            for name, role in links
        )
        return chain_of(Claim(id="c", article=ArticleRef(id="a"), content=(), sources=sources))

    assert said(("Hamas", "speaker"), ("Reuters", "relay")) == "Hamas, reported by Reuters"
    assert said(("an official", "speaker"), ("The Guardian", "relay"), ("AFP", "relay")) == (
        "an official, reported by The Guardian, reported by AFP"
    )
    assert said(("Reuters", "relay")) == "a speaker not named, reported by Reuters"
    assert said((None, "speaker")) == "a source not named"
    assert said() == "stated by the article itself"


@pytest.mark.parametrize(
    ("words", "actor", "chain"),
    [
        ("the group", "hamas", "Hamas (the group)"),
        ("Hamas officials", "hamas", "Hamas officials"),
        ("the same report", "the-guardian", "the same report (the guardian)"),
        ("A US official", "us-official", "A US official"),
        ("", "hamas", "Hamas"),
        ("", "someone-else", "someone else"),
    ],
)
def test_a_source_is_named_as_the_case_names_it(words, actor, chain):
    source = Source(spans=(Span(start=0, end=1, text=words),) if words else (), actor=actor, role="speaker")
    said = Claim(id="c", article=ArticleRef(id="a"), content=(), sources=(source,))
    assert chain_of(said, {"hamas": "Hamas"}) == chain


def test_an_option_has_its_unit():
    fee = Issue(id="fee", name="Fee", options=Range(low=-2000, high=0, step=500, unit="USD"))
    assert option_words(fee, -1500) == "−1,500 USD"
    assert option_words(Issue(id="truce", name="Truce", options=("no", "yes")), "no") == "no"

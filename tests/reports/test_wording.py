"""Texts made safe and numbers made readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.model.issue import Issue, Range
from mediant.model.preferences import Curve, Interval, Preferences, Ranking
from mediant.reports.positions import entries_of, open_questions, values_words
from mediant.reports.wording import (
    chain_of,
    clean,
    count,
    figure,
    figure_beside,
    option_words,
    percent,
    plural,
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


TRUCE = Issue(id="truce", name="Truce", options=("none", "40 days", "permanent"))
FEE = Issue(id="fee", name="Fee", options=Range(low=0, high=100, step=5, unit="USD"))


@pytest.mark.parametrize(
    ("issue", "values", "words"),
    [
        (TRUCE, Ranking((("permanent",), ("40 days", "none"))), "permanent > 40 days = none"),
        (TRUCE, {"none": 0, "40 days": Interval(0.2, 0.7), "permanent": 1}, "none (0), 40 days (0.2 to 0.7), permanent (1)"),
        (FEE, "more", "more is better"),
        (FEE, "less", "less is better"),
        (FEE, Curve(((0, 1.0), (100, 0.0))), "1 at 0 USD, 0 at 100 USD; straight lines between"),
    ],
)  # fmt: skip
def test_positions_in_words(issue, values, words):
    assert values_words(issue, values) == words


def test_a_long_order_says_how_much_it_leaves_out():
    issue = Issue(id="fee", name="Fee", options=Range(low=0, high=99, step=1))
    words = values_words(issue, Ranking(tuple((k,) for k in range(100))))
    assert words.endswith("> … (88 more)")


def test_what_is_unknown_is_neither_sourced_nor_assumed(partial_two):
    case, _ = partial_two
    entries = {entry.place: entry for entry in entries_of(case, "north")}
    assert not entries["values.pilots"].known
    assert not entries["values.pilots"].assumed
    assert entries["weights"].assumed
    assert entries["values.truce"].claims == ("c1", "c3")
    assert entries["never.1"].words == "never Length of the truce: none; Harbour fee: 95 USD or 100 USD"
    south = {entry.place: entry for entry in entries_of(case, "south")}
    assert not south["walk_away"].known
    assert "at least as good as" in south["prefers.1"].words
    assert any("only the order is known" in words for words in open_questions(case, "north"))
    assert any("Walk-away: nothing is known" in words for words in open_questions(case, "south"))


def test_of_a_party_without_an_entry_every_issue_is_unknown(partial_two):
    case, _ = partial_two
    bare = entries_of(type(case)(title="t", parties=case.parties, issues=case.issues), "north")
    assert [entry.known for entry in bare] == [False, False, False]
    assert option_words(FEE, 40) == "40 USD"
    assert Preferences() == case.known_of("nobody")

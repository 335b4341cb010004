from time import perf_counter

import pytest

from mediant.evidence.agreement.words import stem, wording


@pytest.mark.parametrize(
    ("one", "other"),
    [("gates", "gate"), ("dropped", "drops"), ("promised", "promise"), ("boxes", "box"), ("stays", "stayed")],
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("truce", "trade"), ("gate", "gauge"), ("less", "lesson")])
def test_different_words_do_not(one, other):
    assert stem(one) != stem(other)


def test_long_words_are_not_kept_in_memory():
    assert stem("x" * 40 + "ing") == "x" * 6
    assert stem("x" * 40 + "ing") is not stem("x" * 40 + "ing")


def test_function_words_numbers_and_days_are_no_stems():
    said = wording(["that the three gates would be opened on Friday, by 5 per cent"])
    assert said.stems == {"gat", "open"}
    assert said.days == {"friday"}
    assert said.numbers == {(3.0, "gates"), (0.05, "%")}


def test_a_day_of_a_month_is_a_day():
    assert wording(["by April 30"]).days == {"april", "@30"}
    assert wording(["by April 30"]).numbers == frozenset()


@pytest.mark.parametrize(
    "text", ["they will not sign", "nobody signed", "they won't sign", "they won’t sign", "his denial that they sign"]
)
def test_a_negation_is_seen(text):
    assert wording([text]).negated


@pytest.mark.parametrize(
    "text",
    [
        "they will sign",
        "no one works more than five nights",
        "it is not true that nobody signed",
        "they sign without a successor",
    ],
)
def test_a_bound_and_two_negations_are_none(text):
    assert not wording([text]).negated


def test_quotations_of_three_words_are_kept_whatever_their_marks():
    curly = wording(["he called it “heating a negotiation with radiators”"]).quotes
    assert curly == wording(['"Heating a negotiation with radiators," he said']).quotes
    assert len(curly) == 1
    assert wording(['an "insult"']).quotes == frozenset()


@pytest.mark.parametrize(
    "text", ['"' * 100_000, "‘" * 100_000, "1," * 50_000, "9" * 100_000, "a'" * 50_000, "no more " * 12_500]
)
def test_hostile_text_takes_no_time(text):
    start = perf_counter()
    wording([text])
    assert perf_counter() - start < 5  # a second on a free core

"""The grammar as data: every rule reads, is bounded, and finds what it is for."""

from __future__ import annotations

import re
from datetime import date

import pytest

from mediant.evidence.meaning.days import day_of_phrase
from mediant.evidence.meaning.time_rules import PREPOSITIONS, RULES
from mediant.evidence.meaning.time_words import GRAMMAR, phrase_of

EXAMPLES = {
    "date": ("on 3 May", "May 3", "2031-05-03", "on Thursday 22 March", "the first of October 2031", "on the 15th",
             "until the fifteenth of this month", "Feb. 23", "3rd May 2031"),
    "edge": ("by the end of March", "the end of the month", "by the end of 2031"),
    "weekday": ("on Friday", "late on Friday night", "next Tuesday", "on Friday week", "Thursday's", "each Sunday"),
    "near": ("tonight", "this morning", "the day after tomorrow", "yesterday evening", "overnight"),
    "beside": ("the evening before", "the next day", "that morning"),
    "ago": ("two weeks ago", "an hour earlier", "half an hour ago"),
    "ahead": ("in twelve days", "within the hour", "within a week", "in two weeks’ time"),
    "clock": ("at ten", "at 7.20", "at 6 p.m.", "since noon", "at half past three", "by ten o’clock", "at dawn"),
    "period": ("late last month", "in June", "since 2019", "in the spring", "before Christmas", "at the weekend",
               "soon", "before the first snow"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, many in EXAMPLES.items() for words in many])
def test_a_rule_finds_what_it_is_for(kind, words):
    found = phrase_of(words)
    assert found is not None
    assert (found.kind, found.text) == (kind, words)


def test_every_kind_has_examples_and_days():
    kinds = {rule.kind for rule in RULES}
    assert kinds == set(EXAMPLES)
    for kind in kinds:
        found = phrase_of(EXAMPLES[kind][0])
        assert found is not None
        day_of_phrase(found, date(2031, 5, 1))


def test_no_repetition_is_unbounded():
    for rule, pattern in GRAMMAR:
        bare = re.sub(r"\[[^\]]*\]|\\.", "", pattern.pattern)
        assert "*" not in bare, rule
        assert "+" not in bare, rule


def test_the_prepositions_that_rules_ask_for_are_looked_for():
    assert {prep for rule in RULES for prep in rule.after} <= set(PREPOSITIONS)

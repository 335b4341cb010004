"""The tense beside time words."""

from __future__ import annotations

from time import process_time

import pytest

from mediant.evidence.meaning.days import FUTURE, PAST
from mediant.evidence.meaning.tense import tense_of


@pytest.mark.parametrize(
    ("before", "after", "act", "certainty", "tense"),
    [
        ("the boats left ", "", "report", "asserted", PAST),
        ("the boats will leave ", "", "assess", "hedged", FUTURE),
        ("the boats will be moved ", "", None, None, FUTURE),
        ("the talks, which began in May, are due ", "", None, None, FUTURE),
        ("He said that they would meet ", "", "report", "asserted", FUTURE),
        ("a vote ", "", "demand", "asserted", FUTURE),
        ("a vote ", "", "report", "planned", FUTURE),
        ("a vote ", "", "assess", "hedged", FUTURE),
        ("a vote ", "", "report", "asserted", PAST),
        ("a vote ", "", None, None, PAST),
        ("", " the two sides met in the barn", "report", "asserted", PAST),
        ("was walked down to the road ", "", "report", "asserted", PAST),
        ("It broke. She hopes for it ", "", "announce", "asserted", FUTURE),
    ],
)
def test_the_nearest_verb_decides_and_then_the_act(before, after, act, certainty, tense):
    assert tense_of(before, after, act, certainty) == tense


@pytest.mark.parametrize("piece", ["to ", "will not be ", "a", ", and ", "that ", ":"])
def test_long_text_is_cut(piece):
    text = piece * (100_000 // len(piece))
    start = process_time()
    tense_of(text, text, None, None)
    assert process_time() - start < 1

"""A claim in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reports.reading.article import claims_of, made

from mediant.reports.reading.words import chain_words, links_of, manner_of, speaker_of

SEEN = {"mara-oste": "Mara Oste"}


@pytest.fixture
def claims():
    return claims_of(made())


def test_the_chain_runs_outwards_to_the_outlet(claims):
    assert links_of(claims[0], SEEN) == ("its chair, Mara Oste", "Quay Radio", "The Harbour Post")
    assert chain_words(claims[2], SEEN) == "Mara Oste (Oste) ← The Harbour Post"
    assert chain_words(claims[3], SEEN) == "The Harbour Post, the article itself"


def test_a_speaker_that_is_not_named(claims):
    only_relay = replace(claims[0], sources=claims[0].sources[1:])
    assert links_of(only_relay, SEEN) == ("a speaker not named", "Quay Radio", "The Harbour Post")
    assert speaker_of(only_relay) == "a speaker not named"


def test_the_manner_says_what_is_not_known(claims):
    assert manner_of(claims[0]) == "announce · planned · speaks of “until Friday” (2031-05-09) · confidence 93%"
    assert manner_of(claims[1]) == "reject · asserted · on ferry · confidence 41%"
    assert manner_of(claims[3]) == "act not told · certainty not told · no confidence given"
    assert manner_of(claims[3], "confirm") == "act not told · certainty not told"


def test_who_speaks_is_told_apart_by_actor(claims):
    assert [speaker_of(claim) for claim in claims] == [
        "mara-oste",
        "two people close to it",
        "mara-oste",
        "the article itself",
    ]

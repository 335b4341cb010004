"""Whom demands, refusals, threats and accusations are about: only who is named in their words."""

import time

import pytest
from draft_samples import said
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.drafting.addressed import addressed_by, first_named, id_words, named_in, names_by_word, slug

DEMAND = said("c1", "hill-front", "demand", "that the Lorne government leave the Ford", "withdrawal")
LORNE = said("c2", "lorne-government", "report", "that rain fell", words="Lorne")


def turned(*claims):
    speakers = [claim.sources[0].actor for claim in claims]
    names = names_by_word(claims, {speaker for speaker in speakers if speaker})
    return [(who, whom, claim.id) for who, whom, claim in addressed_by(claims, speakers, names)]


def test_a_demand_is_about_whom_it_names():
    assert turned(DEMAND, LORNE) == [("hill-front", "lorne-government", "c1")]


def test_a_name_that_a_source_goes_by_will_do():
    short = said("c3", "hill-front", "threaten", "to cut off Lorne", "road")
    assert turned(short, LORNE) == [("hill-front", "lorne-government", "c3")]
    assert turned(short, said("c4", "lorne-government", "report", "that rain fell", words="the minister")) == []


@pytest.mark.parametrize("change", [{"act": "report"}, {"act": "offer"}, {"certainty": "uncertain"}])
def test_other_claims_are_about_nobody(change):
    told = {"act": "demand", "certainty": "asserted"} | change
    claim = said("c1", "hill-front", told["act"], "that Lorne leave", "road", certainty=told["certainty"])
    assert turned(claim, LORNE) == []


def test_nobody_turns_to_oneself():
    assert turned(said("c5", "lorne-government", "reject", "Lorne's withdrawal", "road", words="Lorne")) == []


def test_all_words_of_a_name_must_stand_there():
    names = names_by_word((), {"lorne-dock-union", "tarn"})
    assert named_in({"the", "dock", "union", "of", "tarn"}, names) == {"tarn"}
    assert named_in({"lorne", "dock", "union"}, names) == {"lorne-dock-union"}


@pytest.mark.parametrize(
    ("content", "name"),
    [("Lorne's complete withdrawal from the Ford", "Lorne"), ("that Lorne stop the pumps", "Lorne"),
     ("that the Upper House must vote", "Upper House"), ("a truce in Lorne", None), ("The end of it", None),
     ("We must go", None), ("that it must stop", None), ("Lorne and its bridges", None)],
)  # fmt: skip
def test_who_is_named_as_the_one_to_act(content, name):
    assert first_named(said("c1", "hill-front", "demand", content, "road")) == name
    assert first_named(said("c1", "hill-front", "assess", content, "road")) is None


def test_ids_and_their_words():
    assert id_words("the-dock-union") == {"dock", "union"}
    assert id_words("-") == {"-"}
    assert slug("The Coast Courier") == "the-coast-courier"
    assert slug("…") == ""


@given(st.lists(st.sampled_from(["Lorne", "the", "hill", "front", "tarn", "leave"]), max_size=8))
def test_whoever_is_found_is_named_there(words):
    names = names_by_word((DEMAND, LORNE), {"hill-front", "lorne-government", "tarn"})
    heard = {word.casefold() for word in words}
    for actor in named_in(heard, names):
        assert id_words(actor) <= heard or "lorne" in heard


def test_hostile_texts_take_no_time():
    before = time.process_time()
    for text in ("A" * 100_000, "Ab " * 33_000, "that the " * 11_000, "A-" * 50_000, "'s " * 33_000):
        claim = said("x", "hill-front", "demand", text, "road", words=text)
        first_named(claim)
        turned(claim, LORNE)
    assert time.process_time() - before < 1

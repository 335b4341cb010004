"""What a claim says of an issue: the stand, and the words that are about it."""

import time

import pytest
from draft_samples import said

from mediant.evidence.drafting.positions import (
    GIVES_UP,
    REFUSES,
    THREATENS,
    WANTS,
    WOULD,
    cue_of,
    day_of,
    in_order,
    is_tied,
    positions_of,
    said_in,
)


def of(*claims):
    return positions_of(claims, [claim.sources[0].actor if claim.sources else "north" for claim in claims])


def only(claim):
    (position,) = of(claim)
    return position


@pytest.mark.parametrize(
    ("act", "kind"),
    [("demand", WANTS), ("offer", WOULD), ("commit", WOULD), ("accept", WOULD), ("reject", REFUSES),
     ("threaten", THREATENS)],
)  # fmt: skip
def test_an_act_is_a_stand(act, kind):
    assert only(said("c1", "north", act, "the road", "road")).kind == kind


@pytest.mark.parametrize("act", ["announce", "accuse", "assess", "deny", "report", None])
def test_other_acts_are_none(act):
    assert of(said("c1", "north", act, "the road", "road")) == ()


def test_an_open_claim_and_one_on_no_issue_are_none():
    assert of(said("c1", "north", "demand", "the road", "road", certainty="uncertain")) == ()
    assert of(said("c1", "north", "demand", "the road")) == ()
    assert positions_of([said("c1", "north", "demand", "the road", "road")], [None]) == ()


def test_a_concession_that_drops_a_demand_gives_it_up_and_an_admission_is_no_stand():
    assert only(said("c1", "north", "concede", "the condition", "road", cue="finally dropped")).kind == GIVES_UP
    assert only(said("c1", "north", "concede", "60 days", "road", cue="now accepts")).kind == WOULD
    assert of(said("c1", "north", "concede", "that barracks were short", "road", cue="admitted")) == ()


def test_what_is_asked_in_return_is_a_demand_on_the_issue_it_names():
    offer = said("c1", "north", "offer", "to extend the truce if the road is opened", "truce-length", "road")
    truce, road = of(offer)
    assert (truce.kind, truce.label) == (WOULD, "extend the truce")
    assert (road.kind, road.label) == (WANTS, "the road is opened")


def test_where_no_words_tell_which_issue_they_are_about_there_is_no_label():
    offer = said("c1", "north", "offer", "to go to 11 per cent in return for a long summer", "pay", "holiday")
    assert [position.label for position in of(offer)] == [None, None]


def test_words_on_several_issues_go_to_those_they_mention():
    refusal = said("c1", "sund", "reject", "any withdrawal before the captives are home", "withdrawal", "prisoners")
    assert [position.issue for position in of(refusal)] == ["withdrawal"]


def test_only_final_words_without_a_condition_are_flat():
    flat = only(said("c1", "north", "reject", "any flight", "road", cue="flatly rules out"))
    assert flat.firm
    assert flat.flat
    tied = only(said("c1", "north", "reject", "any flight before May", "road", cue="ruled out"))
    assert not tied.firm
    assert is_tied(tied.said)
    assert not only(said("c1", "north", "reject", "any flight", "road", cue="refused")).flat
    assert not only(said("c1", "north", "reject", "any flight", "road", cue="ruled out", certainty="hedged")).flat
    assert not only(said("c1", "north", "reject", "to ask", "road", cue="has never wanted")).flat


def test_a_bare_sentence_or_a_pronoun_names_no_option():
    assert only(said("c1", "north", "reject", "“With shoelaces.”", "road")).label is None
    assert only(said("c1", "north", "reject", "it bait", "road")).label is None
    assert only(said("c1", "north", "demand", "it to go to court", "road")).label == "it to go to court"
    assert (
        only(said("c1", "north", "reject", "observers as a solution in search of a problem", "road")).label
        == "observers"
    )


def test_what_an_article_says_of_somebody_loses_its_subject():
    claim = said("c1", None, "demand", "Hamas demands a permanent ceasefire", "truce", alone=True)
    assert only(claim).label == "a permanent ceasefire"


def test_claims_have_an_order_of_their_own():
    late, early = said("a", "n", "demand", "x", day="2031-03-15"), said("b", "n", "demand", "x", day="2031-03-14")
    assert in_order((late, early)) == in_order((early, late)) == (early, late)
    assert day_of(said("a", "n", "demand", "x", day="soon")) == ""
    assert (said_in(late), cue_of(late)) == ("x", "said")


def test_hostile_texts_take_no_time():
    before = time.process_time()
    for text in ("never " * 16_000, "as " * 33_000, "\t" * 100_000, "drop" * 25_000):
        of(said("c1", "north", "reject", text, "road", "fee"), said("c2", "north", "concede", text, "road", cue=text))
    assert time.process_time() - before < 1

"""Who is a party, who mediates, who only tells."""

import time
from dataclasses import replace

import pytest
from draft_samples import STRIKE, said

from mediant.evidence.drafting.addressed import slug
from mediant.evidence.drafting.positions import in_order, positions_of
from mediant.evidence.drafting.roles import kind_of, names_of, roles_of, speakers_of

NORTH = said("c1", "north", "demand", "that South open the road", "road", start=1)
SOUTH = said("c2", "south", "reject", "the road", "road", start=2)


def roles(*claims):
    ordered = in_order(claims)
    speakers = speakers_of(ordered)
    return roles_of(ordered, speakers, positions_of(ordered, speakers))


def test_parties_take_stands_towards_each_other():
    found = roles(*STRIKE)
    assert found.parties == ("alder-terminals", "dockers-union")
    assert found.mediators == ("labour-ministry",)
    assert found.may == {"labour-ministry": ("carry",)}
    assert found.shown == {"labour-ministry": ("c6",)}
    assert found.tellers == ("an-official",)


def test_a_stand_that_nobody_takes_up_is_doubtful():
    bakers = said("c3", "bakers", "demand", "flour", "strike")
    found = roles(NORTH, SOUTH, bakers)
    assert (found.parties, found.doubtful) == (("north", "south"), ("bakers",))


def test_with_fewer_than_two_parties_the_doubtful_are_taken():
    west = said("c4", "west", "demand", "flour", "bread")
    east = said("c5", "east", "demand", "milk", "dairy")
    assert roles(west, east).parties == ("east", "west")


@pytest.mark.parametrize(
    ("actor", "kind"),
    [("egypt-official", "unnamed"), ("us-diplomats", "unnamed"), ("both-sides", "several"), ("analysts", "onlooker"),
     ("radio-perrin", "outlet"), ("hamas", None), ("dockers-union", None)],
)  # fmt: skip
def test_what_an_id_alone_says(actor, kind):
    assert kind_of(actor) == kind


def test_outlets_are_no_parties_whatever_they_demand():
    paper = said("c6", "coast-courier", "demand", "that South open the road", "road")
    again = said("c7", "coast-courier", "reject", "the road of North", "road")
    assert roles(NORTH, SOUTH, paper, again).parties == ("north", "south")


def test_the_outlet_of_an_article_is_no_party_though_its_name_tells_nothing():
    article = replace(NORTH.article, id="road-1", outlet="The Old Road")
    paper = [said(f"c{n}", "old-road", act, "the road of North", "road") for n, act in ((6, "demand"), (7, "reject"))]
    told = [replace(claim, article=article) for claim in paper]
    assert roles(NORTH, SOUTH, *told).parties == ("north", "south")
    assert "old-road" in roles(NORTH, SOUTH, *paper).parties


def test_somebody_called_a_mediator_is_one_also_when_it_proposes():
    host = said("c8", "irena-calloway", "offer", "a road of tolls", "road", words="Irena Calloway, the mediator")
    found = roles(NORTH, SOUTH, host)
    assert found.mediators == ("irena-calloway",)
    assert "irena-calloway" not in found.parties


def test_a_side_that_also_offers_to_mediate_stays_a_party():
    also = said("c9", "south", "offer", "to host the talks")
    assert roles(NORTH, SOUTH, also).mediators == ()


def test_an_article_names_its_actors_and_it_is_the_one_just_named():
    first = said("a", None, "demand", "North demands a road", "road", alone=True, start=10)
    then = said("b", None, "demand", "it also demands a bridge", "bridge", alone=True, start=36)
    later = said("c", None, "demand", "it also demands a ferry", "ferry", alone=True, start=400)
    assert speakers_of((first, then, later, NORTH)) == ("north", "north", None, "north")


def test_names_are_the_short_ones_that_the_articles_use():
    told = (said("1", "tarn-army", "report", "x", words="Tarn’s army"),
            said("2", "sund", "report", "x", words="President Ilse Korvan of Sund"),
            said("3", "sund", "report", "x", words="Sund’s"),
            said("4", "ansel-crowe", "report", "x", words="the last keeper, Ansel Crowe"))  # fmt: skip
    assert names_of(("tarn-army", "sund", "ansel-crowe", "not-said"), told) == {
        "tarn-army": "Tarn’s army", "sund": "Sund", "ansel-crowe": "Ansel Crowe", "not-said": "Not Said"}  # fmt: skip


def test_an_id_is_made_of_any_text():
    assert slug("The Coast Courier") == "the-coast-courier"
    assert slug("…") == ""


def test_hostile_texts_take_no_time():
    before = time.process_time()
    for text in ("A" * 100_000, "A " * 50_000, "The " * 25_000, "A-" * 50_000):
        roles(NORTH, said("x", None, "report", text, alone=True), said("y", "y", "offer", text, "road", words=text))
    assert time.process_time() - before < 2

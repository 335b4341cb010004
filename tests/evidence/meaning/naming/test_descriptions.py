"""Actors without a name."""

import pytest
from actor_texts import ids

from mediant.evidence.meaning.naming.descriptions import singular


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("The Quay Workers' Union", "the union"),
        ("The operator, Alder Terminals", "the company"),
        ("The labour ministry", "the ministry"),
        ("The Ridge Front", "the armed group"),
        ("A retired diver", "the diver"),
        ("The Coast Courier", "the newspaper"),
        ("Northline News Agency", "the agency"),
        ("Sund", "the government"),
        ("A new survey", "the survey"),
    ],
)
def test_a_description_leads_back_to_whom_it_describes(first, later):
    told = ids("{1s " + first + "} {1q said} {1c no}. {2c It was late}, {2s " + later + "} {2q said}.")
    assert told[0] == told[1] is not None


def test_other_adjectives_are_other_actors():
    body = "{1s The labour ministry} {1q said} {1c no}. {2s The finance ministry} {2q said} {2c yes}."
    assert ids(body) == ["labour-ministry", "finance-ministry"]


@pytest.mark.parametrize(
    ("source", "actor"),
    [
        ("Sund's army", "sund-army"),
        ("Sund's army spokesman", "sund-army"),
        ("Sund's foreign ministry", "sund"),
        ("A Sund official", "sund-official"),
        ("An official from Sund", "sund-official"),
        ("The Ridge Front's office", "ridge-front"),
        ("A spokesman for the labour ministry", "labour-ministry"),
        ("Two people close to the talks", "people"),
        ("Some", "some"),
    ],
)
def test_what_belongs_to_an_actor(source, actor):
    assert ids("So Sund, long Sund, and the Ridge Front left. {1s " + source + "} {1q said} {1c no}.") == [actor]


def test_a_pair_is_no_pair_of_one_name():
    assert ids("So Orra left Lorne. {1s Orra and Lorne} {1q said} {1c no}.") == ["both-governments"]
    assert ids("So Orra left the Ridge Front. {1s Orra and the Ridge Front} {1q said} {1c no}.") == ["both-sides"]


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("officials", "official"),
        ("ministries", "ministry"),
        ("press", "press"),
        ("spokesmen", "spokesman"),
        ("bus", "bus"),
    ],
)
def test_singulars(word, one):
    assert singular(word) == one

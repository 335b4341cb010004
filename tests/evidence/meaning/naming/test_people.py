"""Whom a person speaks for."""

import pytest
from actor_texts import ids


@pytest.mark.parametrize(
    ("source", "actor"),
    [
        ("Sund's chief delegate, Colonel Aart Wessel,", "sund"),
        ("Sund's Aart Wessel", "sund"),
        ("President Ilse Korvan of Sund", "sund"),
        ("Dana Ferro, leader of the Quay Workers' Union,", "quay-workers-union"),
        ("Dana Ferro, who heads the Quay Workers' Union,", "quay-workers-union"),
        ("Dana Ferro of the Quay Workers' Union", "quay-workers-union"),
        ("Councillor Dana Ferro", "dana-ferro"),
        ("Dana Ferro, 61, a baker from Sund,", "dana-ferro"),
        ("the baker Dana Ferro", "dana-ferro"),
        ("Jules Harrow at Northgate Fuel Research", "northgate-fuel-research"),
    ],
)
def test_the_body_is_told_by_what_stands_around_the_name(source, actor):
    end = "," if source.endswith(",") else ""
    assert ids("Then {1s " + source.removesuffix(",") + "}" + end + " {1q said} {1c no}.") == [actor]


def test_a_minister_without_a_state_speaks_for_the_one_that_spoke_last():
    assert ids("{1s Sund} {1q said} {1c no}. {2s Foreign Minister Aurel Stamm} {2q said} {2c why}.") == ["sund", "sund"]


def test_its_director_is_the_institute_s():
    body = "{1s The Dessa Institute} {1q said} {1c no}. {2s Its director, Per Jolan}, {2q said} {2c why}."
    assert ids(body) == ["dessa-institute"] * 2


def test_a_spokeswoman_without_a_body_speaks_for_the_last_one():
    body = "{1s The Ridge Front} {1q said} {1c no}. {2s A spokeswoman} {2q said} {2c why}. {3s She} {3q left} {3c it}."
    assert ids(body) == ["ridge-front"] * 3


def test_who_is_told_is_not_who_is_spoken_for():
    body = "{1c The union holds on}, {1s its chair, Mara Oste}, {1q told} {1s1 Quay Radio}."
    assert ids(body) == ["mara-oste", "quay-radio"]

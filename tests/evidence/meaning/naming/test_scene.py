"""Whose a name is."""

import pytest
from actor_texts import scene

from mediant.evidence.meaning.naming.cast import BODY, OUTLET, PERSON, STATE


def actors(text, **more):
    found = scene(text, **more)
    return {use.label: found.whose[use.start] for use in found.uses if use.start in found.whose}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("So Dana Ferro, 61, left.", "Dana Ferro", PERSON),
        ("So Keel & Sons left.", "Keel & Sons", BODY),
        ("So the Ridge Front left.", "Ridge Front", BODY),
        ("So the Coast Courier wrote.", "Coast Courier", OUTLET),
        ("So Velmark left.", "Velmark", STATE),
        ("So Egypt left.", "Egypt", STATE),
        ("Sund held Castle Sund. So Castle Sund fell.", "Castle Sund", BODY),
    ],
)
def test_kinds(text, name, kind):
    assert actors(text)[name].kind == kind


def test_short_names_are_those_of_the_long_ones_even_before_them():
    found = actors("Here Ferro met the Front. Then Dana Ferro left the Ridge Front.")
    assert found["Ferro"] is found["Dana Ferro"]
    assert found["Front"] is found["Ridge Front"]


def test_titles_and_given_names_tell_he_from_she():
    found = actors("Then Mr Xanthe Borol saw Dana Ferro and Jo Marr.")
    assert [found[name].gender for name in ("Xanthe Borol", "Dana Ferro", "Jo Marr")] == ["m", "f", ""]


def test_names_of_one_country_are_one_actor():
    found = actors("So the US and America met, then the United States left.")
    assert found["US"] is found["America"] is found["United States"]


def test_known_names_come_first():
    found = actors("So the Front left.", known=[("rf", ["The Front"])])
    assert found["Front"].id == "rf"


def test_the_own_outlet_is_there_from_the_start():
    found = scene("So the Courier wrote.", outlet="The Coast Courier")
    assert found.whose[found.uses[0].start] is found.own


def test_a_place_where_something_is_is_no_actor():
    found = scene("It was held in Velmark. So Velmark left.")
    assert [found.is_place(use) for use in found.uses] == [True, False]

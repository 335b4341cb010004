"""Whom a pronoun stands for."""

from actor_texts import ids


def test_he_and_she_are_told_apart_by_given_names():
    body = "{1s Nina Otway} {1q saw} {1c it}. {2s Paul Renn} {2q denied} {2c it}. {3s She} {3q left} {3c so}. {4s He} {4q said} {4c why}."
    assert ids(body) == ["nina-otway", "paul-renn", "nina-otway", "paul-renn"]


def test_it_is_a_body_and_they_are_several():
    body = (
        "{1s The Ridge Front} {1q said} {1c no}. {2s Two drivers} {2q said} {2c yes}. {3s It} {3q hopes} {3c so}. {4s They} "
        "{4q fear} {4c so}. {5s Their} {5q demand} {5c that it end} stands."
    )
    assert ids(body) == ["ridge-front", "drivers", "ridge-front", "drivers", "drivers"]


def test_who_is_the_one_just_named():
    assert ids("{1s Nina Otway, {2s who} {2q wants} {2c peace}}, {1q said} {1c so}.") == ["nina-otway"] * 2


def test_a_person_of_the_same_paragraph_comes_first():
    body = "{1s Nina Otway} {1q said} {1c no}.\n\n{2s The mayor, Elke Brandt}, {2q said} {2c yes}. {3s She} {3q left}{3c  it}."
    assert ids(body.replace("{3c  it}", " {3c it}"))[2] == "elke-brandt"


def test_nobody_fits():
    assert ids("{1s He} {1q said} {1c no}.") == [None]
    far = "{1s Nina Otway} {1q said} {1c no}." + "\n\nIt rained." * 6 + "\n\n{2s She} {2q said} {2c yes}."
    assert ids(far) == ["nina-otway", None]

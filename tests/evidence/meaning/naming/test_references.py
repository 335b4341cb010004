"""From words to the actor they stand for."""

from actor_texts import scene

from mediant.evidence.meaning.naming.people import MOST_DEEP
from mediant.evidence.meaning.naming.references import refer


def label(text, words):
    found = scene(text)
    start = text.rindex(words)
    actor = refer(found, start, start + len(words))
    return actor and actor.meant.label


def test_a_name_beside_a_description():
    assert label("Then the operator, Alder Terminals, left.", "the operator, Alder Terminals") == "Alder Terminals"


def test_a_name_with_herself():
    assert label("Then Dana Ferro, 61, left. So Ferro herself said.", "Ferro herself") == "Dana Ferro"


def test_a_capital_is_its_country():
    assert label("So Cairo said no.", "Cairo") == "Egypt"
    assert label("So a US official said no.", "US") == "United States"


def test_a_name_that_holds_an_and_is_one_name():
    assert label("It said that Allied Stores and Yards had left.", "Allied Stores and Yards") != "both sides"


def test_nobody_and_words_too_deep_are_none():
    assert label("So nobody knew.", "nobody") is None
    assert refer(scene("So Sund left."), 3, 7, MOST_DEEP + 1) is None

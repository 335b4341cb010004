"""Which words are names."""

import pytest

from mediant.evidence.meaning.naming.files import shipped_words
from mediant.evidence.meaning.naming.layout import layout_of
from mediant.evidence.meaning.naming.names import begins, name_uses


def names(text):
    return [use.label for use in name_uses(layout_of(text), shipped_words())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yesterday the Quay Workers' Union met.", ["Quay Workers' Union"]),
        ("It was the People's Party that left.", ["People's Party"]),
        ("But Sund's Colonel Aart Wessel left.", ["Sund", "Aart Wessel"]),
        ("So said Dana Ferro of the Friends of the Pool.", ["Dana Ferro", "Friends of the Pool"]),
        ("Leaving Sund was easy.", ["Sund"]),
        ("Officials met on Friday in May.", []),
        ("Traders of Port Alder saw Channel Nine Lorne.", ["Port Alder", "Channel Nine Lorne"]),
        ("He read the Evening Sentinel of Orra.", ["Evening Sentinel of Orra"]),
        ("Cairo said no.", ["Cairo"]),
        ("Keel & Sons said no.", ["Keel & Sons"]),
        ('"I’ve seen it," he said.', []),
    ],
)
def test_names_of_a_sentence(text, found):
    assert names(text) == found


def test_titles_stand_apart_from_the_name():
    (use,) = name_uses(layout_of("Then Foreign Minister Aurel Stamm left."), shipped_words())
    assert (use.titles, use.key, use.the, use.owns) == (("foreign", "minister"), ("aurel", "stamm"), False, False)


def test_an_article_before_and_an_owner_behind_are_noted():
    (use,) = name_uses(layout_of("It was the Front's demand."), shipped_words())
    assert (use.label, use.the, use.owns) == ("Front", True, True)


@pytest.mark.parametrize(
    ("text", "first"),
    [('He said, "no," Baker said.', False), ("He said, “no,” Baker said.", False), ('He said, "Baker waits."', True)],
)
def test_a_name_behind_a_quotation_does_not_begin_one(text, first):
    layout = layout_of(text)
    (at,) = [number for number, word in enumerate(layout.words) if word.text == "Baker"]
    assert begins(layout, at) is first

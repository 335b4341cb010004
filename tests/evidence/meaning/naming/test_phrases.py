"""The parts of a noun phrase."""

import pytest

from mediant.evidence.meaning.naming.files import shipped_words
from mediant.evidence.meaning.naming.phrases import phrase_of


@pytest.mark.parametrize(
    ("text", "determiner", "owner", "words", "complement"),
    [
        ("the labour ministry", "the", "", "labour ministry", ""),
        ("Sund's chief delegate, Aart Wessel", "", "Sund", "chief delegate", ""),
        ("the union's", "the", "", "union", ""),
        ("its deputy head", "its", "", "deputy head", ""),
        ("A spokesman for the labour ministry", "a", "", "spokesman", "the labour ministry"),
        ("two people close to the talks", "", "", "two people", "to the talks"),
        ("the same source", "the same", "", "source", ""),
        ("dockers at Orra's largest port", "", "", "dockers", "Orra's largest port"),
        ("a baker who sells bread", "a", "", "baker", ""),
        ("the hauliers’ federation", "", "the hauliers", "federation", ""),
        ("", "", "", "", ""),
    ],
)
def test_parts(text, determiner, owner, words, complement):
    phrase = phrase_of(text, shipped_words())
    assert (phrase.determiner, phrase.owner, " ".join(phrase.words), phrase.complement) == (
        determiner,
        owner,
        words,
        complement,
    )


def test_positions_count_from_the_start_that_is_given():
    text = "He said the labour ministry left"
    phrase = phrase_of(text[8:27], shipped_words(), 8)
    assert text[slice(*phrase.core)] == "labour ministry"


def test_an_owner_within_a_name_is_no_owner():
    text = "the People's Party"
    assert phrase_of(text, shipped_words(), 0, [(4, 18)]).owner == ""
    assert phrase_of(text, shipped_words()).owner == "the People"

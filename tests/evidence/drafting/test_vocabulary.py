"""The lists hold single words in lower case, as they are compared."""

from mediant.evidence.drafting import vocabulary


def test_every_list_holds_words_in_lower_case():
    lists = [value for value in vars(vocabulary).values() if isinstance(value, frozenset)]
    assert len(lists) >= 10
    for words in lists:
        assert words
        assert all(word == word.casefold() and " " not in word for word in words)


def test_numbers_in_words():
    assert (vocabulary.SPELT["nineteen"], vocabulary.SPELT["ninety"]) == (19, 90)
    assert vocabulary.listed("a b  a") == {"a", "b"}

"""The word lists and countries that come with the package."""

from mediant.evidence.meaning.naming.files import shipped_words


def test_the_lists_are_read_once():
    assert shipped_words() is shipped_words()


def test_every_list_has_words_in_lower_case():
    words = shipped_words()
    for name in words.__slots__:
        listed = getattr(words, name)
        assert listed, name
        assert all(word == word.lower() for word in listed), name


def test_countries_capitals_and_peoples_lead_to_the_country():
    words = shipped_words()
    assert words.seat["cairo"] == words.nation["egyptian"] == words.country["egypt"] == "Egypt"
    assert words.seat["kremlin"] == "Russia"
    assert words.country["u.s."] == words.nation["us"] == words.seat["washington"] == "United States"
    assert len(set(words.country.values())) > 190
    assert {*words.seat.values(), *words.nation.values()} <= {*words.country.values()}

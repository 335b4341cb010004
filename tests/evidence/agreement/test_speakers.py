import pytest
from agreement_claims import claim, source

from mediant.evidence.agreement.speakers import OWN, is_press, name_keys, outlet_key, slug, source_keys, speaker_keys


def test_names_and_ids_meet():
    assert slug("Évora Vale") == slug("evora-vale") == "evora-vale"
    assert outlet_key("Orbis Wire") == outlet_key("orbis-wire") == outlet_key("Orbis") == "orbis"
    assert outlet_key("The Old Road") == "old-road"
    assert outlet_key("News Agency") == "news-agency"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Dana Ferro, who has led the union since May", "dana-ferro"),
        ("Finance minister Petra Holt", "petra-holt"),
        ("Prime Minister Petra Holt", "petra-holt"),
        ("The Quay Workers", "quay-workers"),
    ],
)
def test_a_full_name_at_the_beginning_is_a_key(words, key):
    assert name_keys(source(None, words)) == {key}


@pytest.mark.parametrize("words", ["Ferro", "a critic of Dana Ferro", "Dana Ferro's rival", "a senior official", ""])
def test_a_surname_or_another_persons_name_is_none(words):
    assert "dana-ferro" not in name_keys(source(None, words))


def test_two_ids_of_one_name_share_a_key():
    one = speaker_keys(claim("a.1", "x", speaker="dockers-union", words="Dana Ferro, its leader"))
    other = speaker_keys(claim("b.1", "x", speaker="dana-ferro", words="Ferro"))
    assert one & other == {"dana-ferro"}


def test_an_article_speaks_for_itself_and_its_outlet():
    assert speaker_keys(claim("a.1", "x", speaker=None, outlet="Orbis Wire")) == {OWN, "orbis"}
    assert speaker_keys(claim("a.1", "x", speaker=None, outlet=None)) == {OWN}
    assert "orbis" in speaker_keys(claim("b.1", "x", speaker="orbis-wire"))


def test_who_cannot_be_told_has_no_key():
    assert speaker_keys(claim("a.1", "x", speaker=None, words="a senior official")) == frozenset()


def test_the_press_is_known_by_its_names():
    assert is_press("radio-perrin")
    assert not is_press("labour-ministry")
    assert source_keys(source("northline", "Northline News Agency", role="relay")) == {"northline"}

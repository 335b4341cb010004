import pytest
from agreement_claims import claim

from mediant.errors import InvalidValue
from mediant.evidence.agreement.points import day_of, point_of, points_of


def test_equal_words_of_one_speaker_are_one_point():
    one, other = claim("a.1", "the gates stay shut"), claim("b.1", "The gates stayed shut.")
    assert list(points_of([other, one, one]).values()) == [(one, other)]


@pytest.mark.parametrize("content", ["that", "it", "", "reject it"])
def test_a_claim_that_says_too_little_stands_alone(content):
    assert len(points_of([claim("a.1", content), claim("b.1", content)])) == 2


def test_so_does_one_whose_speaker_cannot_be_told():
    claims = [claim(f"{a}.1", "the gates stay shut", speaker=None, words="an official") for a in "ab"]
    assert len(points_of(claims)) == 2


def test_two_claims_with_one_id_are_an_error():
    with pytest.raises(InvalidValue, match=r"two different claims with the id 'a\.1'"):
        points_of([claim("a.1", "x"), claim("a.1", "y")])


@pytest.mark.parametrize(
    ("content", "act", "cue", "against"),
    [
        ("it had pledged the mines", "deny", "denied", True),
        ("it had not pledged the mines", "deny", "denied", False),
        ("it never pledged the mines", "deny", "insisted", True),
        ("it had pledged the mines", "deny", "said", False),
        ("it had pledged the mines", "report", "denied", False),
    ],
)
def test_denial_and_negation_cancel_out(content, act, cue, against):
    assert point_of(claim("a.1", content, act=act, cue=cue)).against is against


def test_nothing_is_stated_without_an_act_or_for_certain():
    assert point_of(claim("a.1", "the gates open", act=None)).open
    assert point_of(claim("a.1", "the gates open", certainty="uncertain")).open
    assert not point_of(claim("a.1", "the gates open", certainty="hedged")).open


@pytest.mark.parametrize("day", [None, "", "2031-02-30", "soon"])
def test_what_is_no_day_is_none(day):
    assert day_of(claim("a.1", "x", day=day)) is None
    assert day_of(claim("a.1", "x", day="0001-01-02")) == 2


def test_sums_of_money_and_shares_are_amounts():
    assert point_of(claim("a.1", "$2.80 for 40 boats, or 5 per cent")).amounts == {(2.8, "$"), (0.05, "%")}

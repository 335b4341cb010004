from agreement_claims import claim, claim_lists
from hypothesis import given

from mediant.evidence.agreement.compare import compare
from mediant.evidence.agreement.summary import summary


def test_counts_come_first():
    claims = [
        claim("a.1", "to open three gates of the dam", outlet="Radio Sund", relays=("orbis-wire",)),
        claim("b.1", "to open three gates of the dam", outlet="Orbis Wire"),
        claim("c.1", "to open five gates of the dam", outlet="The Old Road"),
        claim("d.1", "to open six gates of the dam", outlet="The Old Road"),
    ]
    assert summary(compare(claims, withdrawn={"d"})) == (
        "3 claims in 2 statements, 1 of them printed by more than one article",
        "1 contradiction, 0 changes of position, 1 claim taken back",
        "at most 1 source: union (report): to open three gates of the dam [Radio Sund, Orbis Wire]",
        "different numbers: union (report): to open three gates of the dam [Radio Sund, Orbis Wire]",
        "  against: union (report): to open five gates of the dam [The Old Road]",
    )


def test_nothing_given_is_said_plainly():
    assert summary(compare([]))[0] == "0 claims in 0 statements, 0 of them printed by more than one article"


@given(claim_lists())
def test_lines_are_lines_and_not_long(claims):
    for line in summary(compare(claims)):
        assert "\n" not in line
        assert len(line) < 300

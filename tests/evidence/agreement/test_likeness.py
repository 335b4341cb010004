import pytest
from agreement_claims import claim, claim_lists
from hypothesis import given

from mediant.evidence.agreement.likeness import alike, likeness
from mediant.evidence.agreement.points import point_of


def kind(one, other, **both):
    found = likeness(
        point_of(claim("a.1", one[0], **{**both, **one[1]})), point_of(claim("b.1", other[0], **{**both, **other[1]}))
    )
    return found and found.kind


GATES = "the gates of the upper dam"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((f"to open {GATES}", {}), (f"it would open {GATES} soon", {}), "same"),
        ((f"to open three of {GATES}", {}), (f"to open five of {GATES}", {}), "number"),
        ((f"to open {GATES}", {}), (f"not to open {GATES}", {}), "polarity"),
        ((f"to open {GATES} on Monday", {}), (f"to open {GATES} on Friday", {}), "date"),
        ((f"it opened {GATES}", {}), (f"it opened {GATES}", {"act": "deny", "cue": "denied"}), "denial"),
        ((f"to open {GATES}", {"act": "accept"}), (f"to open {GATES}", {"act": "reject"}), "act"),
        ((f"to open {GATES}", {"act": "demand"}), (f"to open {GATES}", {"act": "threaten"}), None),
        ((f"to open {GATES}", {}), ("that the melons have dried up", {}), None),
        ((f"whether to open {GATES}", {"act": None}), (f"to open {GATES}", {}), None),
        ((f"whether to open {GATES}", {"act": None}), (f"whether to open {GATES}", {"act": None}), "same"),
        ((f"cutting 22 per cent of {GATES}", {}), (f"cutting a fifth of {GATES}", {}), "same"),
    ],
)
def test_what_two_claims_of_one_speaker_are(one, other, expected):
    assert kind(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((f"it shut three of {GATES}", {}), (f"it shut five of {GATES}", {}), "number"),
        ((f"it named three of {GATES}", {}), (f"it named five, outside {GATES}", {}), None),  # five of what?
        (("it shut 3 gates of the upper dam in July", {}), ("it shut 5 gates of the upper dam in July", {}), "number"),
        (("it shut gates of the upper dam in July", {}), ("it shut gates of the upper dam in July", {}), None),
        (
            ("it shut gates of the upper dam in July", {"act": "accuse"}),
            ("it shut gates of the upper dam in July", {"act": "deny", "cue": "denied"}),
            "denial",
        ),
        (("to shut the upper dam gates", {"act": "accept"}), ("to shut the upper dam gates", {"act": "reject"}), None),
    ],
)
def test_different_speakers_only_deny_or_differ_on_facts(one, other, expected):
    assert kind((one[0], {**one[1], "speaker": "velmark"}), (other[0], {**other[1], "speaker": "karstia"})) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            ("it holds back water", {"act": "report"}),
            (f"it holds back no more of the river than {GATES} let by", {}),
            None,
        ),
        (
            ("that no water was held back", {}),
            ("that not one drop beyond the share of the treaty had been held back as water", {}),
            "same",
        ),
        (("to go to $2.80", {"act": "offer"}), ("to pay as much as $2.80 for a unit", {"act": "offer"}), "same"),
        (("to go to $2.80", {"act": "report"}), ("to pay as much as $2.80 for a unit", {"act": "report"}), None),
        (("to go to $2.80", {"act": "offer"}), ("to pay as much as $2.80 for a unit", {"act": "demand"}), None),
        (("to go to $2.80", {"act": "offer"}), ("to pay as much as $2.90 for a unit", {"act": "offer"}), None),
        (
            ("on condition that the ports open for fuel", {"act": "offer"}),
            ("that open ports were a condition", {"act": "deny", "cue": "denied"}),
            "denial",
        ),
    ],
)
def test_the_shorter_one_and_a_sum_are_enough_for_one_speaker(one, other, expected):
    assert kind(one, other) == expected


def test_a_quotation_in_common_is_enough():
    quoted = '"not one cubic metre beyond the treaty share"'
    assert kind((f"he repeated the words {quoted}", {}), (f"in parliament after lunch, loudly: {quoted}", {})) == "same"


@given(claim_lists())
def test_likeness_is_symmetric(claims):
    points = [point_of(one) for one in claims]
    for one in points:
        for other in points:
            assert likeness(one, other) == likeness(other, one)


@given(claim_lists())
def test_scores_lie_between_nothing_and_one(claims):
    words = [point_of(one).words for one in claims]
    for one in words:
        assert alike(one, one) == (1.0 if one else 0.0)
        assert all(0 <= alike(one, other) <= 1 for other in words)

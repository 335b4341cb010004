from itertools import combinations

from agreement_claims import claim, claim_lists
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.agreement.candidates import pairs
from mediant.evidence.agreement.likeness import likeness
from mediant.evidence.agreement.points import points_of

WORDS = st.lists(
    st.sampled_from(["dam", "gate", "river", "melon", "canal", "pump", "treaty", "gauge", "boat", "reed"]), max_size=8
)


def found(points):
    listed = [frozenset(pair) for pair in pairs(points)]
    assert len(listed) == len(set(listed)), "a pair was handed out twice"
    return set(listed)


@given(st.lists(st.tuples(WORDS, st.sampled_from(("velmark", "karstia", None))), max_size=12))
def test_no_pair_with_enough_words_in_common_is_missed(drawn):
    claims = [claim(f"a{n}.1", " ".join(words), speaker=speaker) for n, (words, speaker) in enumerate(drawn)]
    points = tuple(points_of(claims))
    for one, other in combinations(points, 2):
        common, all_words = len(one.words & other.words), len(one.words | other.words)
        close = bool(one.keys & other.keys - {""})
        enough = common >= 2 and 4 * common >= all_words if close else common >= 3 and 5 * common >= 2 * all_words
        assert (frozenset((one, other)) in found(points)) == enough


@given(claim_lists())
def test_what_is_found_does_not_depend_on_order_or_on_others(claims):
    points = tuple(points_of(claims))
    assert found(points) == found(points[::-1])
    half = points[::2]
    assert found(half) == {pair for pair in found(points) if pair <= set(half)}


@given(claim_lists())
def test_nothing_alike_is_missed_among_close_words(claims):
    points = tuple(points_of(claims))
    alike = {frozenset((a, b)) for a, b in combinations(points, 2) if a.quotes & b.quotes and a.keys & b.keys - {""}}
    assert {pair for pair in alike if likeness(*pair)} <= found(points)

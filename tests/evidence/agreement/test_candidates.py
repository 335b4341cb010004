from datetime import date
from itertools import combinations

from agreement_claims import claim, claim_lists
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.agreement.candidates import days_of, pairs
from mediant.evidence.agreement.likeness import likeness
from mediant.evidence.agreement.points import points_of

WORDS = st.lists(
    st.sampled_from(["dam", "gate", "river", "melon", "canal", "pump", "treaty", "gauge", "boat", "reed"]), max_size=8
)

ACTS = ("report", "concede")


def found(points, days=None):
    listed = [frozenset(pair) for pair in pairs(points, days=days or {})]
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


def test_a_quotation_in_an_outlet_s_own_statements_is_shared_within_that_outlet():
    words = 'a release of six days, "paid for in winter electricity"'
    claims = [claim(f"a{n}.1", words, speaker=None, outlet="Orbis Wire", act=act) for n, act in enumerate(ACTS)]
    one, other = points = tuple(points_of(claims))
    assert one.keys == other.keys == {"", "orbis"}
    assert found(points) == {frozenset(points)}


DATES = st.dates(date(2031, 1, 1), date(2031, 6, 30)).map(date.isoformat) | st.none()


@given(st.lists(st.tuples(WORDS, st.sampled_from(("velmark", "karstia", None)), DATES), max_size=12))
def test_across_speakers_only_what_was_printed_within_thirty_days_is_paired(drawn):
    points = points_of(
        claim(f"a{n}.1", " ".join(words), speaker=speaker, day=day) for n, (words, speaker, day) in enumerate(drawn)
    )
    days = days_of(points)
    near = set()
    for one, other in map(tuple, found(tuple(points))):
        known = one in days and other in days
        apart = known and max(days[other][0] - days[one][1], days[one][0] - days[other][1]) > 30
        if one.keys & other.keys - {""} or not apart:
            near.add(frozenset((one, other)))
    assert found(tuple(points), days) == near


def test_days_are_those_of_all_printings_and_none_where_one_is_not_known():
    same = {"speaker": "velmark", "act": "demand"}
    points = points_of(
        [
            claim("a.1", "to open the gates", day="2031-03-01", **same),
            claim("b.1", "to open the gates", day="2031-03-09", **same),
            claim("c.1", "to shut the lock", day="2031-03-09", **same),
            claim("d.1", "to shut the lock", day=None, **same),
        ]
    )
    first = date(2031, 3, 1).toordinal()
    assert list(days_of(points).values()) == [(first, first + 8)]


def test_a_point_that_was_printed_over_centuries_is_paired_with_all():
    points = points_of(
        [
            claim("a.1", "the melons and the boats drift", speaker="velmark", day="1031-03-01"),
            claim("b.1", "the melons and the boats drift", speaker="velmark", day="2999-03-09"),
            claim("c.1", "the melons and the boats drift", speaker="karstia", day="2031-03-09"),
        ]
    )
    assert len(found(tuple(points), days_of(points))) == 1

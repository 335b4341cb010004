import time
from dataclasses import replace

import pytest
from agreement_claims import claim, claim_lists
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.evidence.agreement.compare import compare

GATES = "the gates of the upper dam stay shut"


@given(claim_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_count(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert compare(shuffled) == compare(claims)


@given(claim_lists())
def test_to_give_a_claim_twice_or_to_compare_again_changes_nothing(claims):
    found = compare(claims)
    assert compare(claims + claims) == found
    by_id = {one.id: one for one in claims}
    assert compare(by_id[one] for statement in found.statements for one in statement.claims) == found


@given(claim_lists())
def test_every_claim_is_in_one_statement(claims):
    found = compare(claims)
    assert sorted(name for one in found.statements for name in one.claims) == sorted(one.id for one in claims)
    assert all([chain.claim for chain in one.chains] == list(one.claims) for one in found.statements)
    assert len({one.id for one in found.statements}) == len(found.statements)


@given(claim_lists())
def test_an_unrelated_article_changes_nothing_else(claims):
    found = compare(claims)
    more = [
        claim("z.1", "melons and apricots ripen late", speaker="growers", outlet="The Green Register"),
        claim("z.2", "canals silted upstream near vineyards", speaker="growers", outlet="The Green Register"),
    ]
    with_more = compare([*claims, *more])
    assert [one for one in with_more.statements if one.speaker != "growers"] == list(found.statements)
    assert (with_more.contradictions, with_more.changes) == (found.contradictions, found.changes)


@given(claim_lists())
def test_there_are_never_more_sources_than_articles(claims):
    apart = [replace(one, article=replace(one.article, outlet=f"Outlet {n}")) for n, one in enumerate(claims)]
    for given_claims in (claims, apart):
        for one in compare(given_claims).statements:
            assert 1 <= one.independent <= len({chain.article for chain in one.chains})


@given(claim_lists())
def test_what_is_opposed_is_never_one_statement(claims):
    found = compare(claims)
    statements = set(found.statements)
    for one in found.contradictions:
        assert one.one != one.other
        assert {one.one, one.other} <= statements
    for change in found.changes:
        assert len(change.steps) > 1
        assert [step.day for step in change.steps] == sorted(step.day for step in change.steps)
        assert {step.statement for step in change.steps} <= statements


@given(claim_lists(), st.sets(st.sampled_from(("a0", "a1"))))
def test_taking_back_is_the_same_as_never_having_given(claims, withdrawn):
    found = compare(claims, withdrawn=withdrawn)
    left = compare([one for one in claims if one.article.id not in withdrawn])
    assert (found.statements, found.contradictions, found.changes) == (
        left.statements,
        left.contradictions,
        left.changes,
    )
    assert [one.claim for one in found.taken_back] == sorted(c.id for c in claims if c.article.id in withdrawn)


def test_a_correction_is_named_with_what_it_took_back():
    found = compare([claim("old.1", GATES), claim("new.1", GATES)], corrects={"new": "old"})
    assert [(one.claim, one.article, one.by) for one in found.taken_back] == [("old.1", "old", "new")]
    assert [one.claims for one in found.statements] == [("new.1",)]


def test_of_several_corrections_the_one_with_the_smallest_id_is_named():
    claims = [claim("old.1", GATES), claim("n1.1", GATES), claim("n2.1", GATES)]
    for corrects in ({"n1": "old", "n2": "old"}, {"n2": "old", "n1": "old"}):
        assert [one.by for one in compare(claims, corrects=corrects).taken_back] == ["n1"]


def test_one_claim_of_three_outlets_is_one_statement_with_two_sources():
    (statement,) = compare(
        [
            claim("a.1", GATES, outlet="Radio Sund", relays=("orbis-wire",)),
            claim("b.1", "that the gates of the upper dam stayed shut", outlet="Orbis Wire"),
            claim("c.1", GATES, outlet="The Old Road"),
        ]
    ).statements
    assert statement.claims == ("a.1", "b.1", "c.1")
    assert [chain.root for chain in statement.chains] == ["orbis", "orbis", "old-road"]
    assert statement.independent == 2


def test_unnamed_speakers_are_never_taken_for_one():
    claims = [claim(f"{a}.1", GATES, speaker=None, words="a senior official") for a in "abc"]
    assert len(compare(claims).statements) == 3


def test_two_claims_with_one_id_are_refused_even_when_taken_back():
    with pytest.raises(InvalidValue):
        compare([claim("a.1", GATES), claim("a.1", "melons")], withdrawn={"a"})


def test_nothing_given_nothing_found():
    found = compare(())
    assert (found.statements, found.contradictions, found.changes, found.taken_back) == ((), (), (), ())


def alike(number):
    """Claims of one speaker that differ in a number alone: each is opposed to all others."""
    return [
        claim(f"a{n % 50}.{n}", f"the northern gate stays shut for {n + 2} days before the truce")
        for n in range(number)
    ]


def test_a_source_that_repeats_itself_by_the_thousand_is_compared_in_bounded_time():
    start = time.perf_counter()
    found = compare(alike(400))
    assert time.perf_counter() - start < 30
    assert len(found.statements) == 400
    assert len(found.contradictions) <= 40 * 400
    assert found.not_compared == 400 * 399 // 2 - sum(min(n, 40) for n in range(400))


def test_what_one_source_repeats_takes_no_comparison_from_another():
    more = [
        claim("x.1", "melons and apricots ripen late this year", speaker="growers", outlet="The Green Register"),
        claim("y.1", "melons and apricots ripen late this summer", speaker="growers", outlet="Radio Sund"),
    ]
    found = compare([*alike(100), *more])
    assert found.not_compared
    assert [one.claims for one in found.statements if one.speaker == "growers"] == [("x.1", "y.1")]
    assert compare(alike(40)).not_compared == 0


def test_who_speaks_for_himself_takes_no_place_from_those_he_contradicts():
    one = claim(
        "z.1", "that the northern gate stays shut for 900 days before the truce", speaker="council", act="report"
    )
    found = compare([*alike(100), one])
    assert sum("z.1" in (pair.one.id, pair.other.id) for pair in found.contradictions) > 40

from dataclasses import replace

from agreement_claims import claim, claim_lists
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.agreement.standing import standing

OLD = (claim("old.1", "to open three gates"), claim("old.2", "the dam is full"))
NEW = claim("new.1", "to open three gates")
OTHER = claim("other.1", "to open three gates")


def test_a_withdrawn_article_takes_its_claims_with_it():
    assert standing((*OLD, OTHER), {"old"}) == ((OTHER,), OLD)


def test_so_does_a_corrected_one_and_what_the_correction_repeats_stays():
    assert standing((*OLD, NEW, OTHER), corrects={"new": "old"}) == ((NEW, OTHER), OLD)


def test_a_chain_of_corrections_leaves_the_last():
    last = claim("last.1", "to open two gates")
    assert standing((*OLD, NEW, last), corrects={"new": "old", "last": "new"}) == ((last,), (*OLD, NEW))


def test_an_article_that_corrects_itself_or_an_unknown_one_takes_nothing():
    assert standing(OLD, corrects={"old": "old"}) == (OLD, ())
    assert standing(OLD, {"nonesuch"}, {"nonesuch-2": "nonesuch"}) == (OLD, ())


def test_what_a_correction_quotes_as_printed_is_not_repeated():
    outlet = {"outlet": "The Old Road", "article": "new"}
    quoted = claim("new.1", "that the union wants three gates opened", speaker="old-road", start=20, **outlet)
    inside = claim("new.2", "three gates opened", speaker="union", act="demand", start=41, **outlet)
    own = claim("new.3", "It wants two.", speaker=None, start=80, **outlet)
    sorry = claim("new.4", "the mistake", speaker="old-road", act="concede", start=100, **outlet)
    given = (*OLD, quoted, inside, own, sorry)
    assert standing(given, corrects={"new": "old"}) == ((own, sorry), (*OLD, quoted, inside))
    assert standing(given[2:], corrects={}) == (given[2:], ())


@given(claim_lists(), st.sets(st.sampled_from(("a0", "a1", "a2"))))
def test_every_claim_either_stands_or_is_taken_back(claims, withdrawn):
    kept, gone = standing(claims, withdrawn, {"a3": "a0"})
    assert sorted(kept + gone, key=lambda one: one.id) == sorted(claims, key=lambda one: one.id)
    assert not {one.article.id for one in kept} & {*withdrawn, "a0"}
    assert standing(kept, withdrawn, {"a3": "a0"}) == (kept, ())


def test_claims_that_are_equal_but_for_their_article_are_told_apart():
    twin = replace(OLD[0], id="other.2", article=OTHER.article)
    assert standing((OLD[0], twin), {"old"}) == ((twin,), (OLD[0],))

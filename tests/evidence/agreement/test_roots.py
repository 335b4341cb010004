import pytest
from agreement_claims import claim, claim_lists
from hypothesis import given

from mediant.evidence.agreement.roots import chains_of


def sources(*claims):
    return chains_of(claims)[1]


def printed(article, outlet, *relays, **about):
    return claim(f"{article}.1", "the gates stay shut", outlet=outlet, relays=relays, **about)


@pytest.mark.parametrize(
    ("claims", "count"),
    [
        ((printed("a", "Radio Sund"), printed("b", "The Old Road")), 2),
        ((printed("a", "Radio Sund", "orbis-wire"), printed("b", "The Old Road", "orbis")), 1),
        ((printed("a", "Radio Sund", "orbis-wire"), printed("b", "Orbis Wire")), 1),
        ((printed("a", "Radio Sund", "orbis-wire"), printed("b", "The Old Road", "northline")), 2),
        ((printed("a", "Radio Sund", "orbis-wire"), printed("b", "Radio Sund")), 2),
        ((printed("a", "Radio Sund"), printed("b", "Radio Sund")), 1),
        ((printed("a", None), printed("b", None)), 2),
        ((printed("a", "Radio Sund", sha="f" * 64), printed("b", "The Old Road", sha="f" * 64)), 1),
        ((printed("a", "Radio Sund", "aide", "orbis-wire"), printed("b", "The Old Road", "northline", "aide")), 1),
        ((printed("a", "Radio Sund", speaker="orbis-wire"), printed("b", "The Old Road", speaker="orbis-wire")), 1),
        ((printed("a", "Radio Sund", speaker=None), printed("b", "The Old Road", speaker="radio-sund")), 1),
        ((printed("a", "Radio Sund", None), printed("b", "The Old Road", None)), 2),
    ],
)
def test_outlets_that_go_back_to_one_are_one_source(claims, count):
    chains, found = chains_of(claims)
    assert found == count
    assert len({chain.root for chain in chains}) == count


def test_an_article_counts_once_by_its_nearest_claim():
    near, far = claim("a.1", "x", outlet="Radio Sund"), claim("a.2", "x", outlet="Radio Sund", relays=("orbis-wire",))
    assert sources(near, far) == 1
    assert sources(near, far, printed("b", "Orbis Wire")) == 2


def test_a_chain_names_its_relays_and_its_root():
    (chain,), _ = chains_of((printed("a", "Radio Sund", "aide", "orbis-wire"),))
    assert (chain.relays, chain.outlet, chain.published) == (("aide", "orbis-wire"), "Radio Sund", "2031-03-14")
    assert chain.root == "aide"


@given(claim_lists().filter(bool))
def test_there_are_never_more_sources_than_articles(claims):
    assert 1 <= sources(*claims) <= len({one.article.id for one in claims})


@given(claim_lists().filter(bool))
def test_order_does_not_count(claims):
    assert sources(*claims) == sources(*claims[::-1])
    assert set(chains_of(claims)[0]) == set(chains_of(claims[::-1])[0])

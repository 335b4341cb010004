"""Terms for options taken together: found as by looking at each, and the ends as by listing all packages."""

from __future__ import annotations

import numpy as np
from answering import every_package
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.talks.mediators import together
from mediant.talks.mediators.answered import columns_of
from mediant.talks.mediators.together import all_pairs, clusters, ends, groups_of, matched

OPTIONS = (3, 2, 4)
terms = st.dictionaries(st.integers(0, 2), st.integers(0, 1), min_size=1).map(lambda one: tuple(sorted(one.items())))
whens = st.lists(terms, unique=True, max_size=6).map(tuple)


def counts(term, package):
    return all(package[issue] == option for issue, option in term)


@settings(max_examples=50, deadline=None)
@given(whens)
def test_a_package_matches_the_terms_that_it_has_all_options_of(when):
    packages = every_package(OPTIONS)
    found = matched(OPTIONS, when, packages)
    for package, columns in zip(packages, found, strict=True):
        assert {int(column) for column in columns} - {len(when)} == {
            column for column, term in enumerate(when) if counts(term, package)
        }
    assert sum(len(group.columns) for group in groups_of(OPTIONS, when)) == len(when)


@settings(max_examples=20, deadline=None)
@given(whens, st.integers(0, 1000), st.booleans())
def test_the_ends_are_those_of_all_packages(when, seed, listed):
    rng = np.random.default_rng(seed)
    worth, adds = rng.random((5, 9)), rng.uniform(-1, 1, (5, len(when)))
    packages = every_package(OPTIONS)
    every = worth[:, columns_of(OPTIONS, packages)].sum(axis=2)
    every = every + np.column_stack([adds, np.zeros(5)])[:, matched(OPTIONS, when, packages)].sum(axis=2)
    before = together.LISTED
    try:
        together.LISTED = before if listed else 0
        low, high = ends(OPTIONS, when, worth, adds)
    finally:
        together.LISTED = before
    assert np.allclose(low, every.min(axis=1))
    assert np.allclose(high, every.max(axis=1))


def test_clusters_join_what_hangs_together_through_others():
    when = (((0, 1), (2, 0)), ((3, 0), (4, 1)), ((2, 1), (5, 0)))
    assert clusters(when) == ((0, 2, 5), (3, 4))
    assert clusters(()) == ()


def test_all_pairs_are_one_group():
    when = all_pairs(OPTIONS, 0, 2)
    assert len(when) == 12
    (group,) = groups_of(OPTIONS, when)
    assert group.issues == (0, 2)

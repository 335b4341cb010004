"""Orders of several packages: of those that matter, and worth what they tell."""

from __future__ import annotations

import numpy as np

from mediant.talks.acts import Rank
from mediant.talks.mediators.beliefs import Manner, learned, unknown
from mediant.talks.mediators.bridging import pool_of
from mediant.talks.mediators.orders import FIRST_ORDERS, PLACES, explained, first_order, mixed, order_of, orders
from mediant.talks.mediators.questions import next_question
from mediant.talks.mediators.together import all_pairs

OPTIONS = (5, 5, 4)
WHEN = all_pairs(OPTIONS, 0, 1)


def two(when=()):
    return [unknown(OPTIONS, Manner(when=when, seed=seed)) for seed in (0, 1)]


def test_what_hangs_together_is_put_in_order_some_times_with_all_else_equal():
    beliefs = two(WHEN)
    for _ in range(FIRST_ORDERS):
        order = first_order(beliefs, 0, (0, 0, 3))
        assert len(set(order.outcomes)) == PLACES
        assert {package[2] for package in order.outcomes} == {3}
        beliefs[0] = learned(beliefs[0], (order, tuple(range(PLACES))))
    assert first_order(beliefs, 0, (0, 0, 3)) is None
    assert first_order(two(), 0, (0, 0, 3)) is None


def test_every_set_has_packages_of_the_space_and_no_package_twice():
    beliefs = two(WHEN)
    pool = np.array(pool_of(beliefs, np.random.default_rng(0)))
    for packages in orders(beliefs, 0, pool, np.random.default_rng(0)):
        assert len(packages) > 1
        assert len(np.unique(packages, axis=0)) == len(packages)
        assert (packages >= 0).all()
        assert (packages < OPTIONS).all()


def test_an_order_tells_no_less_than_one_of_fewer_of_its_packages():
    """But for what chance alone would account for."""
    beliefs = two()
    pool = np.array(pool_of(beliefs, np.random.default_rng(0)))
    few, many = explained(beliefs, 0, pool, [pool[:2], pool[:6]])
    assert many > few > 0
    assert explained(beliefs, 0, pool, [pool[[0, 0]]])[0] <= 0


def test_what_is_mixed_keeps_together_what_hangs_together():
    belief = two(WHEN)[0]
    belief = learned(belief, (order_of(np.array([[1, 2, 3], [3, 4, 0]])), (0, 1)))
    found = mixed(belief, np.array([[0, 0, 1]]), 50, np.random.default_rng(0))
    assert {tuple(package) for package in found[:, :2].tolist()} <= {(0, 0), (1, 2), (3, 4)}
    assert {tuple(package) for package in found.tolist()} > {(0, 0, 1)}


def test_in_a_vast_space_several_packages_are_put_in_order():
    options = (3,) * 11
    beliefs = [unknown(options, Manner(seed=seed)) for seed in (0, 1)]
    pool = pool_of(beliefs, np.random.default_rng(0))
    question = next_question(beliefs, 0, pool, np.random.default_rng(0)).question
    assert isinstance(question, Rank)
    assert len(question.outcomes) > 2

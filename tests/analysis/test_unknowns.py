from __future__ import annotations

import numpy as np
import pytest

from mediant.analysis.unknowns import in_short, knowledge_of, matches, value_block, weight_block
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import AsGoodAs, Curve, Interval, Preferences, Ranking

FEE = Issue(id="fee", name="Fee", options=Range(low=0, high=100, step=50))
TRUCE = Issue(id="truce", name="Truce", options=("none", "40 days", "permanent"))


def drawn(block, count=4000):
    return block.numbers(block.draw(np.random.default_rng(0), count))


def test_without_weights_every_weight_is_one():
    assert drawn(weight_block(None, ["a", "b"]), 2).tolist() == [[1, 1], [1, 1]]


def test_a_table_of_weights_is_off_the_simplex_and_what_it_leaves_out_is_anything():
    numbers = drawn(weight_block({"a": 2.0, "b": Interval(0.2, 0.4)}, ["a", "b", "c"]))
    assert (numbers[:, 0] == 2.0).all()
    assert 0.2 <= numbers[:, 1].min() < 0.21 < 0.39 < numbers[:, 1].max() <= 0.4
    assert 0 <= numbers[:, 2].min() < 0.01 < 0.99 < numbers[:, 2].max() <= 1


def test_an_order_of_weights_sums_to_one_keeps_ties_and_leaves_others_anywhere():
    numbers = drawn(weight_block(Ranking((("c",), ("a", "b"))), ["a", "b", "c", "d"]))
    assert numbers.sum(axis=1) == pytest.approx(np.ones(len(numbers)))
    assert (numbers[:, 2] >= numbers[:, 0]).all()
    assert numbers[:, 0] == pytest.approx(numbers[:, 1])
    assert (numbers[:, 3] > numbers[:, 2]).any()
    assert (numbers[:, 3] < numbers[:, 0]).any()


def test_an_order_of_options_runs_from_one_to_zero():
    numbers = drawn(value_block(Ranking((("permanent",), ("40 days",), ("none",))), TRUCE, TRUCE.options))
    assert (numbers[:, 2] == 1).all()
    assert (numbers[:, 0] == 0).all()
    assert numbers[:, 1].mean() == pytest.approx(0.5, abs=0.02)


def test_curves_and_directions_over_a_range():
    curve = drawn(value_block(Curve(((0, 1.0), (100, Interval(0.0, 0.5)))), FEE, FEE.options), 50)
    assert curve[:, 1] == pytest.approx((1 + curve[:, 2]) / 2)
    assert drawn(value_block("less", FEE, FEE.options), 1).tolist() == [[1, 0.5, 0]]


def test_knowledge_holds_what_was_stated():
    known = Preferences(
        walk_away=AsGoodAs({"fee": 50, "truce": "none"}),
        never=({"truce": ("none", "permanent")},),
        rejects=({"fee": 100, "truce": "none"},),
    )
    options = [FEE.options, TRUCE.options]
    knowledge = knowledge_of(Party(id="p", name="P"), known, (FEE, TRUCE), options)
    assert knowledge.sizes == (3, 3)
    assert knowledge.walk_away.tolist() == [1, 0]
    assert not knowledge.relative
    assert matches(knowledge.never, np.array([[0, 0], [0, 1], [2, 2]]))[:, 0].tolist() == [True, False, True]
    assert [(said.kind, said.name, said.this.tolist()) for said in knowledge.statements] == [
        ("rejects", "rejects.1 (100, none)", [2, 0])
    ]


def test_outcomes_are_shortened_with_a_mark():
    assert in_short({"fee": 50, "truce": "permanent"}, (FEE, TRUCE), limit=6) == "50, pe…"

"""The two ways to find efficient outcomes agree with each other and with comparing all pairs."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from mediant.analysis import efficiency
from mediant.analysis.efficiency import efficient
from mediant.analysis.sampling import draw
from mediant.analysis.unknowns import knowledge_of
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Interval, Preferences, Term

ISSUES = tuple(Issue(id=f"i{k}", name=f"I{k}", options=tuple("abc")) for k in range(4))
EVERY = np.array(list(product(range(3), repeat=4)))


def some_draws(parties: int, *, tied: bool):
    made = []
    for k in range(parties):
        term = Term(when={"i0": ("a", "b"), "i2": ("c",)}, add=Interval(-1, 1))
        line = {"i1": ("a",), "i3": ("b", "c")} if tied else {"i1": ("a",)}
        known = Preferences(
            weights="unknown",
            values={"i3": {"a": 0.0, "b": 0.5, "c": 0.5}},
            together=(term,) if tied else (),
            never=(line,) if k == 0 else (),
        )
        knowledge = knowledge_of(Party(id=f"p{k}", name="P"), known, ISSUES, [issue.options for issue in ISSUES])
        made.append(draw(knowledge, 15, np.random.default_rng(k)))
    return made


def plainly(draws):
    u = np.stack([each.utilities(EVERY) for each in draws])
    crossed = np.any([each.crosses(EVERY) for each in draws], axis=0)
    found = np.zeros((u.shape[2], len(EVERY)), dtype=bool)
    for row in range(u.shape[2]):
        for x in np.flatnonzero(~crossed):
            rivals = u[:, ~crossed, row] - u[:, [x], row]
            found[row, x] = not ((rivals >= -1e-9).all(axis=0) & (rivals > 1e-9).any(axis=0)).any()
    return found


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("half", [4096, 1])
def test_two_parties(tied, half, monkeypatch):
    monkeypatch.setattr(efficiency, "HALF", half)
    draws = some_draws(2, tied=tied)
    found = efficient(draws, EVERY)
    assert found.exact
    assert np.array_equal(found.efficient, plainly(draws))


@pytest.mark.parametrize("tied", [False, True])
def test_three_parties(tied):
    draws = some_draws(3, tied=tied)
    found = efficient(draws, EVERY)
    assert found.exact
    assert np.array_equal(found.efficient, plainly(draws))


@pytest.mark.parametrize("parties", [2, 3])
@pytest.mark.parametrize("units", [(1.0, 1e3, 1e3), (1e9, 1.0, 1e5), (1e11, 1e11, 1e11)])
def test_the_units_of_the_parties_do_not_matter(parties, units):
    plain = some_draws(parties, tied=True)
    large = [
        replace(each, contributions=tuple(unit * table for table in each.contributions), adds=unit * each.adds)
        for each, unit in zip(plain, units, strict=False)
    ]
    assert np.array_equal(efficient(large, EVERY).efficient, efficient(plain, EVERY).efficient)

"""Search finds what is best where it can be seen."""

from __future__ import annotations

import numpy as np

from mediant.analysis.sampling import draw
from mediant.analysis.search import random_outcomes, score, search
from mediant.analysis.unknowns import knowledge_of
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Interval, Preferences, Term

ISSUES = tuple(Issue(id=f"i{k}", name=f"I{k}", options=tuple("abcd")) for k in range(12))


def drawn(known, name="p"):
    return draw(
        knowledge_of(Party(id=name, name=name), known, ISSUES, [issue.options for issue in ISSUES]),
        100,
        np.random.default_rng(0),
    )


def test_a_hidden_best_outcome_is_found():
    """Only option c of every issue is worth anything, and a term needs two issues changed together."""
    values = {issue.id: {"a": 0.0, "b": 0.0, "c": 1.0, "d": 0.0} for issue in ISSUES}
    term = Term(when={"i0": ("d",), "i1": ("d",)}, add=5.0)
    draws = [drawn(Preferences(values=values, walk_away=Interval(12.5, 15), together=(term,)))]
    found = search(draws, np.random.default_rng(1))
    assert found[0].tolist() == [3, 3, *[2] * 10]
    assert len(np.unique(found, axis=0)) == len(found)
    assert np.all(np.diff(score([draws[0].first(300)], found)) <= 0)


def test_random_outcomes_lie_in_the_space():
    outcomes = random_outcomes([drawn(Preferences())], 500, np.random.default_rng(0))
    assert outcomes.shape == (500, 12)
    assert set(outcomes.ravel()) == {0, 1, 2, 3}

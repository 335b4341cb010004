"""Chains stay inside what fits, and the walk-away's range is measured rightly."""

from __future__ import annotations

import numpy as np
import pytest

from mediant.analysis.fits import fit_of, propose
from mediant.analysis.unknowns import knowledge_of
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Interval, Preferences

ISSUES = (Issue(id="x", name="X", options=("a", "b", "c")), Issue(id="y", name="Y", options=("a", "b")))


def knowledge(**entries):
    return knowledge_of(Party(id="p", name="P"), Preferences(**entries), ISSUES, [issue.options for issue in ISSUES])


def test_the_room_of_a_walk_away():
    values = {"x": {"a": 1.0, "b": 0.5, "c": 0.0}, "y": {"a": 0.0, "b": 0.0}}
    known = knowledge(
        values=values, walk_away=Interval(0, 2), accepts=({"x": "a", "y": "a"},), rejects=({"x": "b", "y": "a"},)
    )
    fit = fit_of(known, propose(known, 1, np.random.default_rng(0)))
    assert (fit.low[0], fit.high[0], fit.room[0]) == pytest.approx((0.25, 0.5, 0.25))

"""A party states its preferences by the rules of a case file."""

from __future__ import annotations

import pytest
from sitting import opened

from mediant.errors import Refused
from mediant.workbench.wants import State


def test_what_is_wrong_is_said():
    sitting = opened()
    with pytest.raises(Refused, match="your preferences"):
        sitting.ask("n", State({"weights": ["no such issue"]}))
    sitting.ask("n", State({"weights": ["fee", "truce"], "walk_away": "unknown"}))
    assert sitting.table("n").wants.of("north")["walk_away"] == "unknown"

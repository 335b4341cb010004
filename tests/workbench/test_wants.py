"""What parties state, version by version."""

from __future__ import annotations

from mediant.workbench.wants import Given, Stated, Wants


def test_the_last_word_counts_and_earlier_ones_are_kept():
    wants = Wants().evolve(Given("north", {"weights": "unknown"}))
    assert wants.of("north") == {"weights": "unknown"}
    wants = wants.evolve(Stated("north", {"walk_away": 0.1})).evolve(Stated("north", {"walk_away": 0.2}))
    assert wants.of("north") == {"walk_away": 0.2}
    assert wants.stated["north"] == ({"walk_away": 0.1}, {"walk_away": 0.2})
    assert wants.of("south") is None
    assert wants.evolve("something else") is wants

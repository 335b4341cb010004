"""Where an answer looked less closely says itself in English, and is a value."""

from __future__ import annotations

import pytest

from mediant.analysis.limits import Chained, Efficiency, Searched, Thinned


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (Thinned("Fee", 5000, 100_001), "of the 100,001 steps of Fee 5,000 were examined"),
        (
            Searched(2000, 10**9, 4000),
            "of 1,000,000,000 outcomes 2,000 were examined (random ones, and what coordinate ascent finds), so others may "
            "have a better chance; the zone's size is estimated from 4,000 random outcomes",
        ),
        (
            Chained(party="North", proposals=200, draws=4000, sweeps=100),
            "North: fewer than 1 in 200 proposals fit what it is reported to have said, so its draws are the ends of "
            "4,000 hit-and-run chains of 100 sweeps",
        ),
        (Efficiency(50, thinned=False), "chances to be efficient come from the first 50 draws"),
        (
            Efficiency(50, thinned=True),
            "chances to be efficient come from the first 50 draws and compare with a thinned frontier, so they may be a "
            "little high",
        ),
        (
            Efficiency(None, thinned=True),
            "chances to be efficient compare with a thinned frontier, so they may be a little high",
        ),
    ],
)
def test_each_says_itself(limit, said):
    assert str(limit) == said


def test_each_kind_has_a_name_of_its_own():
    kinds = {Thinned.kind, Searched.kind, Chained.kind, Efficiency.kind}
    assert kinds == {"thinned", "searched", "chained", "efficiency"}

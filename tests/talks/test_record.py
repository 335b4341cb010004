"""Acts are values: equal when they say the same, and not to be changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from mediant.talks.acts import Accept, Offer


def test_acts_are_values():
    assert Offer((0, 1)) == Offer((0, 1))
    assert Offer((0, 1)) != Accept((0, 1))
    assert len({Offer((0, 1)), Offer((0, 1))}) == 1
    with pytest.raises(FrozenInstanceError):
        Offer((0, 1)).choices = (1, 1)

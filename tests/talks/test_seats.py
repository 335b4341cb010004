"""A negotiator by its name."""

from __future__ import annotations

import pytest

from mediant.errors import UnknownPlugin
from mediant.talks.seats import strategy_of
from mediant.talks.strategies.time_dependent import Boulware


def test_a_name_is_a_plugin():
    assert isinstance(strategy_of("boulware"), Boulware)


@pytest.mark.parametrize(
    ("name", "seen"),
    [("bulware", "no strategies named 'bulware'"), ("nonesuch:X", "no bridges named 'nonesuch'; installed: negmas")],
)
def test_what_is_not_there_is_said(name, seen):
    with pytest.raises(UnknownPlugin, match=seen):
        strategy_of(name)

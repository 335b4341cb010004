"""What the report of confidentiality rests on."""

from __future__ import annotations

import confidentiality
import pytest
from confidentiality import Interferes, level, seen, seen_with


def test_pairs_are_counted():
    assert 0 < seen(2, 3) <= 6


@pytest.mark.parametrize("leak", confidentiality.WITHOUT_A_SERVER)
def test_a_leak_is_found_without_a_server(leak):
    assert seen_with(leak) == -1


def test_no_report_where_something_shows_or_a_leak_is_missed():
    assert level("seen", 3, ("ping",), lambda _: -1).found == ("ping",)
    with pytest.raises(Interferes, match="differ"):
        level("seen", -1, (), lambda _: -1)
    with pytest.raises(Interferes, match="not found"):
        level("seen", 3, ("ping",), lambda _: 3)

"""Who sits where, as asked for."""

from __future__ import annotations

import click
import pytest

from mediant.cli.seating import listener, seated


def test_names_by_seat_the_last_one_counts():
    assert seated([], ["a", "b"], "--seat") == {}
    assert seated(["b=x", "a=y", "b=z=1"], ["a", "b"], "--seat") == {"b": "z=1", "a": "y"}


@pytest.mark.parametrize("seat", ["a", "a=", "=x", "c=x", ""])
def test_a_seat_that_is_none_is_refused(seat):
    with pytest.raises(click.UsageError, match=r"--mediator .*: say SEAT=NAME, with one of a, b"):
        seated([seat], ["a", "b"], "--mediator")
    with pytest.raises(click.UsageError, match="which has none"):
        seated(["a=x"], [], "--mediator")


def test_only_who_sits_there_hears():
    assert listener(None, ["a"]) is None
    assert listener("a", ["a"]) == "a"
    with pytest.raises(click.UsageError, match="one of the seats, a, b"):
        listener("c", ["a", "b"])

"""The tables of many games, stacked: each is as it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.talks.stacks import stack_of, stacked
from mediant.talks.standing import sorted_table


@st.composite
def fields(draw):
    """Options, (n_games, n_outcomes) utilities with ties and red lines, and what is reserved in each game."""
    options = tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    games, count = draw(st.integers(1, 3)), int(np.prod(options))
    utilities = rng.integers(0, 5, (games, count)) / 4 if draw(st.booleans()) else rng.random((games, count))
    crossed = rng.random((games, count)) < draw(st.sampled_from([0.0, 0.3]))
    crossed[:, int(rng.integers(count))] = False
    return options, np.where(crossed, -np.inf, utilities), rng.random(games)


def same(stack, game, table):
    last = len(table.rising)
    return (
        stack.utilities[game].tolist() == table.utilities.ravel().tolist()
        and stack.rising[game, -last:].tolist() == table.rising.tolist()
        and stack.numbers[game, -last:].tolist() == table.numbers.tolist()
        and stack.reserved[game] == table.reserved
    )


@given(fields(), st.data())
def test_tables_stack_as_they_were_made_and_in_any_order(field, data):
    options, utilities, reserved = field
    tables = [sorted_table(options, row, float(low)) for row, low in zip(utilities, reserved, strict=True)]
    for stack in (stacked(tables), stack_of(options, utilities, reserved)):
        assert len(stack) == len(tables)
        assert all(same(stack, game, table) for game, table in enumerate(tables))
    games = data.draw(st.lists(st.integers(0, len(tables) - 1), min_size=1))
    some = stacked(tables).of(np.array(games))
    assert len(some) == len(games)
    assert all(same(some, place, tables[game]) for place, game in enumerate(games))


def test_what_does_not_stack_is_refused():
    with pytest.raises(InvalidValue, match="red lines"):
        stack_of((2,), np.array([[-np.inf, -np.inf]]), np.zeros(1))
    with pytest.raises(InvalidValue, match="different issues"):
        stacked([sorted_table((2,), np.zeros(2), 0.0), sorted_table((1, 2), np.zeros(2), 0.0)])

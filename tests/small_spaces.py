"""Small spaces of one party with all that makes trouble: ties, terms, red lines, negative numbers, near misses."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from mediant.analysis.tables import Box, Tables

PER_ONE = 10**12
NUMBERS = st.sampled_from([-2, -1, 0, 0, 0, 1, 2, 3]).map(lambda number: number * PER_ONE)
CLOSE = st.sampled_from([0, 0, 0, 0, 400, -700])  # units: less than the tolerance of 1e-9


@st.composite
def spaces(draw, most_issues=4, most_options=3):
    """Tables of one column over at most four issues, in which some outcome crosses no red line."""
    options = draw(st.lists(st.integers(1, most_options), min_size=1, max_size=most_issues))
    worth = tuple(np.array([[draw(NUMBERS) + draw(CLOSE)] for _ in range(count)]) for count in options)
    boxes = draw(st.lists(_boxes(options), max_size=3))
    lines = draw(st.lists(_boxes(options), max_size=2))
    bonus = np.array([draw(NUMBERS) for _ in boxes], dtype=np.int64).reshape(-1, 1)
    tables = Tables(worth, tuple(boxes), bonus, tuple(lines))
    assume(not tables.forbidden(outcomes(tables)).all())
    return tables


@st.composite
def _boxes(draw, options):
    issues = draw(st.sets(st.integers(0, len(options) - 1), min_size=1, max_size=3))
    return Box({
        issue: np.array(draw(st.lists(st.booleans(), min_size=options[issue], max_size=options[issue])))
        for issue in issues
    })  # fmt: skip


def outcomes(tables):
    """(n_outcomes, n_issues) every outcome, in the order of the file."""
    return np.array(list(product(*(range(len(table)) for table in tables.worth))), dtype=np.int32)


def allowed(tables):
    """Utilities of the outcomes that cross no red line, by outcome, in the order of the file."""
    rows = outcomes(tables)
    utilities, crossed = tables.utilities(rows)[:, 0], tables.forbidden(rows)
    return {tuple(row): u for row, u, gone in zip(rows.tolist(), utilities.tolist(), crossed, strict=True) if not gone}

"""The ranking as text."""

from __future__ import annotations

import pytest
from small_tournaments import table

from mediant.reports.tournament.listing import ranking_text
from mediant.tournaments.scores import ranked


def outcome(title="Small", names=("first", "second"), protocols=None):
    rows = table([(case, name, (k + 1) / 4 + 0.01 * ord(case)) for case in "xyz" for k, name in enumerate(names)])
    rows.protocol[:] = protocols or rows.protocol
    return ranked(title, rows)


@pytest.mark.parametrize("width", [40, 60, 90, 100, 200])
def test_every_width_holds_all_figures(width):
    text = ranking_text(outcome(), width=width, color=False)
    assert max(map(len, text.splitlines())) <= width
    assert "2 strategies, 3 cases, 6 games" in text.replace("\n", " ")
    flat = " ".join(text.split())
    assert flat.index("second") < flat.index("first ")
    for figure in ("1.71", "1.7–1.7", "100%"):
        assert figure in flat
    assert "protocol" not in text


def test_protocols_follow_where_there_are_several():
    text = ranking_text(outcome(protocols=["p", "q"] * 3), width=100, color=False)
    assert text.index("strategy") < text.index("protocol")


def test_nothing_of_a_plan_steers_the_terminal():
    text = ranking_text(outcome(title="a\x1b[31mb", names=("\x1b]0;x", "y")), width=100, color=False)
    assert "\x1b" not in text
    assert "\x1b[" in ranking_text(outcome(), width=100, color=True)

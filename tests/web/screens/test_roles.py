"""A role in words."""

from __future__ import annotations

from sitting import HARBOUR
from small_class import CASE

from mediant.web.screens.roles import role_shown
from mediant.workbench.role_sheet import role_sheet


def test_every_option_stands_with_its_worth_and_every_red_line_with_its_options():
    given = {
        **CASE["preferences"]["north"], "never": [{"truce": ["none", "40 days"], "fee": 10}],
        "together": [{"when": {"truce": "permanent"}, "add": 0.1}],
    }  # fmt: skip
    shown = role_shown(role_sheet(HARBOUR, "north", given), HARBOUR)
    assert [(name, len(options)) for name, options in shown["issues"]] == [
        ("Length of the truce", 3),
        ("Harbour fee", 3),
    ]
    row, worth = shown["issues"][1][1][0]
    assert (row["option"], row["unit"], worth) == (0, "USD", 0.4)
    assert [[row["option"] for row in rows] for rows in shown["never"][0]] == [["none", "40 days"], [10]]
    assert shown["together"][0][1] == 0.1

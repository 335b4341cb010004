"""What the forms of the evidence ask for."""

from __future__ import annotations

import pytest
from seeing import seen
from sitting import opened

from mediant.errors import Refused
from mediant.web.screens.evidence_forms import FORMS
from mediant.workbench.articles import Confirm, Correct, Dispute, Drop, Share

SEEN = seen(opened(), "m")


def asked(form: str, **fields: str | tuple[str, ...]) -> object:
    return FORMS[form](SEEN, {name: (value,) if isinstance(value, str) else value for name, value in fields.items()})


def test_every_form():
    assert asked("confirm", claim="c") == Confirm("c")
    assert asked("drop", claim="c") == Drop("c")
    assert asked("share", claim="c", room="joint") == Share("c", "joint")
    assert asked("dispute", claim="c", room="north", disputed="yes", why=" no ") == Dispute(
        "c", "north", disputed=True, words="no"
    )
    assert asked("correct", claim="c", content=" 40 days ", issues=("truce", ""), act="", day="") == Correct(
        claim="c", content="40 days", issues=("truce",)
    )
    assert asked(
        "correct", claim="c", content="x", speaker="y", actor="z", act="offer", certainty="hedged", day="2024-05-01"
    ) == Correct(claim="c", content="x", speaker="y", actor="z", act="offer", certainty="hedged", day="2024-05-01")


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("confirm", {}), ("share", {"claim": "c"}), ("dispute", {"claim": "c", "room": "north", "disputed": "yes", "why": "x" * 2001}),
        ("correct", {"claim": "c", "content": "x" * 10_001}), ("correct", {"claim": "c", "content": "x", "actor": "x" * 501}),
        ("correct", {"claim": "c", "content": "x", "issues": ("x",) * 101}),
    ],
    ids=str,
)  # fmt: skip
def test_forms_that_are_wrong(form, fields):
    with pytest.raises(Refused):
        asked(form, **fields)

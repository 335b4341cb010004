"""Articles and claims: who hears of them."""

from __future__ import annotations

import pytest

from mediant.errors import Refused
from mediant.workbench.articles import (
    Bring,
    Brought,
    Correct,
    Disputed,
    Judged,
    Linked,
    Proposed,
    Retracted,
    Shared,
)
from mediant.workbench.lines import command_of


@pytest.mark.parametrize(
    ("fact", "audiences"),
    [
        (Brought(id="a", room="north", side="north", seat="n", text="x", title="x"), {"party:north", "mediators"}),
        (Brought(id="a", room="mediators", side="host", seat="m", text="x", title="x"), {"mediators"}),
        (Proposed("a", "north", ()), {"mediators"}), (Judged("a", "north", "drop"), {"mediators"}), (Linked("a", "joint", "b"), {"mediators"}),
        (Shared("a", "joint", {}), {"joint"}), (Shared("a", "north", {}), {"party:north", "mediators"}),
        (Retracted("a", "joint"), {"joint"}), (Disputed("a", "north", "north", disputed=True), {"party:north", "mediators"}),
        (Disputed("a", "joint", "north", disputed=True), {"joint"}),
    ],
    ids=str,
)  # fmt: skip
def test_audiences(fact, audiences):
    assert fact.AUDIENCE.of(fact) == audiences


def test_commands_in_requests():
    assert command_of(b'{"type":"bring","room":"joint","text":"x","title":"y"}') == Bring(
        room="joint", text="x", title="y"
    )
    assert command_of(b'{"type":"correct","claim":"c","content":"x"}') == Correct(claim="c", content="x")


@pytest.mark.parametrize(
    "raw",
    [
        b'{"type":"bring","room":"joint","text":"","title":"y"}', b'{"type":"bring","room":"joint","text":"x","title":""}',
        b'{"type":"bring","room":"joint","text":"' + b"x" * 100_001 + b'","title":"y"}',
        b'{"type":"bring","room":"joint","text":"x","title":"y","published":"yesterday"}',
        b'{"type":"hand-in","article":"a","claims":[1]}', b'{"type":"correct","claim":"c","content":"x","act":1}',
    ],
    ids=lambda raw: raw[:40].decode(),
)  # fmt: skip
def test_what_is_no_command_is_refused(raw):
    with pytest.raises(Refused):
        command_of(raw)

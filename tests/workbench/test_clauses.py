"""What is said of the text, and who hears it."""

from __future__ import annotations

import pytest

from mediant.errors import Refused
from mediant.workbench.clauses import Content, Edit, Grounded, Move, Origin, Stood, Suggested, Worded
from mediant.workbench.lines import command_of

CONTENT = Content(words="Both stop firing.")


@pytest.mark.parametrize(
    ("fact", "audiences"),
    [
        (Worded("clause-1", 1, CONTENT, "host"), {"joint"}),
        (Grounded("clause-1", 1, Origin("outcome")), {"mediators"}),
        (Suggested("north.north.1", "north", "north", "n", CONTENT), {"party:north", "mediators"}),
        (Suggested("north.joint.1", "joint", "north", "n", CONTENT), {"joint"}),
        (Suggested("host.mediators.1", "mediators", "host", "m", CONTENT), {"mediators"}),
        (Stood("north", "clause-1", 1, "cannot"), {"party:north", "mediators"}),
    ],
)
def test_audiences(fact, audiences):
    assert fact.AUDIENCE.of(fact) == audiences


def test_a_command_in_a_request():
    raw = b'{"type":"edit","content":{"words":"Both stop.","issue":"truce","option":"40 days"}}'
    assert command_of(raw) == Edit(Content(words="Both stop.", issue="truce", option="40 days"))
    assert command_of(b'{"type":"move","clause":"clause-1","place":1}') == Move("clause-1", 1)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"type":"edit","content":{"words":""}}', b'{"type":"edit","content":{"words":"x","option":true}}',
        b'{"type":"edit","content":{"words":"' + b"x" * 10_001 + b'"}}', b'{"type":"move","clause":"clause-1","place":0}',
        b'{"type":"adopt","suggestions":[]}', b'{"type":"stand","clause":"clause-1","version":1,"stance":"perhaps"}',
        b'{"type":"suggest","room":"joint","content":{"words":"x"},"leave":"all"}',
    ],
)  # fmt: skip
def test_what_is_no_command_is_refused(raw):
    with pytest.raises(Refused):
        command_of(raw)

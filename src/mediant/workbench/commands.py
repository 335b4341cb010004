"""What people can ask for, and who may: deny by default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from mediant.workbench.ballots import Hold, OpenBallot, VoidBallot, Vote
from mediant.workbench.course import Open, Remodel, SetPhase, SetState
from mediant.workbench.notes import Note
from mediant.workbench.people import Ready, Role, Seat, Unseat
from mediant.workbench.sheets import Declare, Reply
from mediant.workbench.talk import Allow, Relay, Say, Write
from mediant.workbench.wants import State

Command: TypeAlias = (
    Open | Remodel | SetPhase | SetState
    | Seat | Unseat | Ready
    | Write | Say | Allow | Relay
    | State | Reply | Declare
    | Note
    | OpenBallot | Vote | Hold | VoidBallot
)  # fmt: skip

_SPEAK: frozenset[type] = frozenset({Write, Say, Note})
_MEDIATE: frozenset[type] = _SPEAK | {Remodel, SetPhase, SetState, Seat, Unseat, Relay, OpenBallot, Hold, VoidBallot}
_ADVISE: frozenset[type] = _SPEAK | {Ready, Allow, State, Reply, Declare}
_NEGOTIATE: frozenset[type] = _ADVISE | {Vote}

MAY: Mapping[Role, frozenset[type]] = {
    "mediator": _MEDIATE | {Open},
    "co-mediator": _MEDIATE - {Unseat},
    "principal": _NEGOTIATE,
    "student": _NEGOTIATE,
    "agent": _NEGOTIATE,
    "adviser": _ADVISE,
    "teacher": frozenset({Open, SetPhase, SetState, Seat, Unseat}),
    "observer": frozenset(),
    "administrator": frozenset(),
}

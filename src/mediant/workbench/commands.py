"""What people can ask for, and who may: deny by default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from mediant.workbench.articles import Bring, Confirm, Correct, Dispute, Drop, HandIn, Reconsider, Share
from mediant.workbench.ballots import Hold, OpenBallot, Sign, VoidBallot, Vote
from mediant.workbench.clauses import Adopt, Bracket, Clean, Draft, Edit, Move, Remove, Stand, Suggest, Undo, Withdraw
from mediant.workbench.course import Open, Remodel, SetPhase, SetState
from mediant.workbench.floor import GiveFloor, Raise, SetClock, UndoFloor
from mediant.workbench.group import Conclude, Debrief, Rule
from mediant.workbench.notes import Note
from mediant.workbench.people import Ready, Role, Seat, Unseat
from mediant.workbench.records import Erase, Look, View
from mediant.workbench.sheets import Declare, Reply
from mediant.workbench.talk import Allow, Relay, Say, Write
from mediant.workbench.teaching import Automate, End, Enrol, Found, Halt, LeaveOut, Miss, Prepare, Release, Tell
from mediant.workbench.wants import State

Command: TypeAlias = (
    Open | Remodel | SetPhase | SetState
    | Seat | Unseat | Ready
    | Write | Say | Allow | Relay
    | State | Reply | Declare
    | Note
    | OpenBallot | Vote | Hold | VoidBallot | Sign
    | Suggest | Withdraw | Stand | Draft | Adopt | Edit | Bracket | Clean | Remove | Move | Undo
    | Bring | HandIn | Confirm | Drop | Correct | Reconsider | Share | Dispute
    | Erase | Look | View
    | SetClock | Raise | GiveFloor | UndoFloor
    | Rule | Conclude | Debrief
    | Prepare | Enrol | LeaveOut | Found | Miss | Automate | Tell | Halt | End | Release
)  # fmt: skip

_SPEAK: frozenset[type] = frozenset({Write, Say, Note, Suggest, Withdraw, Bring})
_KEEP_TEXT: frozenset[type] = frozenset({Draft, Adopt, Edit, Bracket, Clean, Remove, Move, Undo})
_KEEP_EVIDENCE: frozenset[type] = frozenset({HandIn, Confirm, Drop, Correct, Reconsider, Share})
_LEAD: frozenset[type] = frozenset(
    {Remodel, SetPhase, SetState, Seat, Unseat, Relay, OpenBallot, Hold, VoidBallot, View}
)
_KEEP_FLOOR: frozenset[type] = frozenset({SetClock, GiveFloor, UndoFloor})
_KEEP_GROUP: frozenset[type] = frozenset({Rule, Conclude, Debrief})
_TEACH: frozenset[type] = frozenset({Prepare, Enrol, LeaveOut, Found, Miss, Automate, Tell, Halt, End, Release})
_MEDIATE = _SPEAK | _LEAD | _KEEP_TEXT | _KEEP_EVIDENCE | _KEEP_FLOOR
_ADVISE: frozenset[type] = _SPEAK | {Ready, Allow, State, Reply, Declare, Stand, Dispute, Raise}
_NEGOTIATE: frozenset[type] = _ADVISE | {Vote, Sign}

FOR_THE_SERVER: frozenset[type] = _KEEP_GROUP | {Prepare, Enrol, LeaveOut, Found, Miss, Release}
"""What the server asks for in the name of a seat, once it has looked whether that is so: nobody sends it themselves."""

MAY: Mapping[Role, frozenset[type]] = {
    "mediator": _MEDIATE | _KEEP_GROUP | {Open, Erase},
    "co-mediator": _MEDIATE - {Unseat},
    "principal": _NEGOTIATE,
    "student": _NEGOTIATE,
    "agent": _NEGOTIATE - {Raise},
    "adviser": _ADVISE,
    "teacher": _TEACH | {Open},
    "observer": frozenset(),
    "administrator": frozenset({Look}),
}

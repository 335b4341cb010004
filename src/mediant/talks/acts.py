"""The acts: all that a party or a mediator can say in talks. Values only.

Options are numbers within their issue, issues are numbers within the case, seats are ids.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Choices: TypeAlias = tuple[int, ...]
"""An outcome: for every issue of the case, in its order, the number of an option."""

Clauses: TypeAlias = tuple[tuple[int, int], ...]
"""Part of an outcome: issue and option, in the order of the issues; the other issues stay open."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Put an outcome on the table; the speaker is bound by it until it offers another.

    to : seats to whom a mediator may carry it; in a separate session an offer to nobody is for the mediator alone.
    """

    choices: Choices
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferPart:
    """Offer some clauses and leave the others open."""

    clauses: Clauses
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accept:
    """Say yes to an outcome that somebody has offered or proposed."""

    choices: Choices


@dataclass(frozen=True, slots=True)
class Reject:
    """Say no to an outcome; `because` names the issues at fault."""

    choices: Choices
    because: tuple[int, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Criticise:
    """Find fault with one clause of the draft last put to the speaker; `rather` is an option it would like better."""

    issue: int
    rather: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the question last asked, in confidence.

    CouldAccept: True or False. Compare: 0 for the first, 1 for the second, 2 for no difference. Rate: from 0 to 100.
    Rank: places of the outcomes in the question, the best first. None: no answer.
    """

    answer: bool | int | float | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class State:
    """Tell the room something in confidence: clauses that the speaker needs, or that it can never accept together."""

    kind: Literal["need", "red line"]
    clauses: Clauses
    words: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Give leave to carry something that the speaker has said to other seats."""

    said: Act
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Threaten:
    """Say what the speaker will do outside the talks, and by when, if there is no agreement."""

    words: str
    by: str


@dataclass(frozen=True, slots=True)
class WalkOut:
    """Leave the talks."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class ComeBack:
    """Take the seat again after walking out."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Ask for, or call, a pause; whoever speaks next goes on."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """Outcomes that are worth at least so much to a party: for every issue some options, any of them with any."""

    options: tuple[tuple[int, ...], ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Bid:
    """Tell the room in confidence all that the speaker would take, region by region."""

    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class CouldAccept:
    """Ask whether the party could live with an outcome."""

    choices: Choices


@dataclass(frozen=True, slots=True)
class Compare:
    """Ask which of two outcomes the party would rather have."""

    first: Choices
    second: Choices


@dataclass(frozen=True, slots=True)
class Rate:
    """Ask how good an outcome is for the party, from 0 to 100."""

    choices: Choices


@dataclass(frozen=True, slots=True)
class Rank:
    """Ask to put outcomes in order, the best first."""

    outcomes: tuple[Choices, ...]


Question: TypeAlias = CouldAccept | Compare | Rate | Rank


@dataclass(frozen=True, slots=True)
class Ask:
    """A mediator's question. rests_on : parties whose confidences led to it, unless they alone are asked; unheard."""

    question: Question
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invite:
    """Give the floor to the others in the room, to say what they would offer, need or object to."""


@dataclass(frozen=True, slots=True)
class Carry:
    """Tell the room, word for word, what a party has said elsewhere and has let be carried."""

    said: Act
    of: str


@dataclass(frozen=True, slots=True)
class Propose:
    """A mediator's draft of a whole outcome.

    words : its reasons, for those in the room; rests_on : parties whose confidences it rests on; unheard.
    """

    choices: Choices
    words: str = ""
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pledge:
    """A mediator's own means: a payment or a guarantee for any agreement, or a cost of having none.

    worth : to the party, in units of its utility, not negative.
    """

    kind: Literal["payment", "guarantee", "cost"]
    to: str
    worth: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A mediator goes to the separate room of a party."""

    party: str


@dataclass(frozen=True, slots=True)
class Leave:
    """A mediator leaves the room it is in."""


@dataclass(frozen=True, slots=True)
class Close:
    """A mediator ends this stage of the talks."""

    words: str = ""


PartyAct: TypeAlias = (
    Offer
    | OfferPart
    | Accept
    | Reject
    | Criticise
    | Answer
    | State
    | Bid
    | Release
    | Threaten
    | WalkOut
    | ComeBack
    | Pause
)
MediatorAct: TypeAlias = Ask | Invite | Carry | Propose | Pledge | Visit | Leave | Close | Pause
Act: TypeAlias = PartyAct | MediatorAct

OF_PARTIES = (
    Offer, OfferPart, Accept, Reject, Criticise, Answer, State, Bid, Release, Threaten, WalkOut, ComeBack, Pause,
)  # fmt: skip
OF_ANY_MEDIATOR = (Invite, Visit, Leave, Close, Pause)
OF_MEDIATORS_WHO = {"carry": (Carry,), "draft": (Ask, Propose), "pledge": (Pledge,)}
"""Acts by what a mediator may do: carry (facilitator), draft (formulator), pledge (manipulator)."""


def on_paper(act: Act) -> Act:
    """The act as others hear it: without the parties that a mediator's question or draft rests on."""
    return replace(act, rests_on=()) if isinstance(act, (Ask, Propose)) and act.rests_on else act


def unfolded(speaker: str, act: Act) -> tuple[str, Act]:
    """Whose words they are: those of the one who is quoted, where a mediator carries them."""
    while isinstance(act, Carry):
        speaker, act = act.of, act.said
    return speaker, act

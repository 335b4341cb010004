"""Events: facts with who did them, when, and who sees them. The log of a mediation is a sequence of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from mediant.workbench.articles import Brought, Disputed, Judged, Linked, Proposed, Retracted, Shared
from mediant.workbench.audience import MEDIATORS
from mediant.workbench.ballots import BallotClosed, BallotOpened, BallotVoided, Cast, Held, Signed
from mediant.workbench.clauses import Arranged, Grounded, Stood, Suggested, Withdrawn, Worded
from mediant.workbench.course import Modelled, Opened, PhaseSet, StateSet
from mediant.workbench.floor import ClockSet, FloorGiven, Raised
from mediant.workbench.group import Concluded, Debriefed, Ruled
from mediant.workbench.notes import Noted
from mediant.workbench.people import Chanced, Readied, Seated, Unseated
from mediant.workbench.records import Erased, Looked, Returned, Viewed
from mediant.workbench.sheets import Answered, Receipted
from mediant.workbench.talk import Allowed, Said, Wrote
from mediant.workbench.teaching import (
    Automated,
    Enrolled,
    Founded,
    Halted,
    LeftOut,
    Missed,
    Over,
    Prepared,
    Released,
    Told,
)
from mediant.workbench.wants import Given, Stated

Fact: TypeAlias = (
    Opened | Modelled | PhaseSet | StateSet
    | Seated | Unseated | Chanced | Readied
    | Wrote | Said | Allowed
    | Stated | Given | Answered | Receipted
    | Noted
    | BallotOpened | Cast | Held | BallotClosed | BallotVoided | Signed
    | Worded | Arranged | Grounded | Suggested | Withdrawn | Stood
    | Brought | Proposed | Judged | Shared | Linked | Retracted | Disputed
    | Erased | Returned | Looked | Viewed
    | ClockSet | Raised | FloorGiven
    | Ruled | Concluded | Debriefed
    | Prepared | Enrolled | LeftOut | Founded | Missed | Automated | Told | Halted | Over | Released
)  # fmt: skip


class Event(Struct, frozen=True):
    """Something happened. at : seconds since 1970; by : whose seat, empty for the clock; sees : audiences."""

    at: float
    by: str
    sees: tuple[str, ...]
    fact: Fact


def event(fact: Fact, by: str, at: float) -> Event:
    """The event of a fact, for the audience that its kind declares."""
    return Event(at, by, tuple(sorted(fact.AUDIENCE.of(fact))), fact)


def seen(events: Iterable[Event], audiences: frozenset[str]) -> Iterator[Event]:
    """Of these events what somebody of these audiences sees. Nothing else may reach a person."""
    for one in events:
        if not audiences.isdisjoint(one.sees):
            yield as_seen(one, audiences)


def seen_by_both(events: Iterable[Event], whose: frozenset[str], reader: frozenset[str]) -> Iterator[Event]:
    """What somebody of these audiences sees, as far as the reader sees it as well: in the words of the former."""
    return (one for one in seen(events, whose) if not reader.isdisjoint(one.sees))


def as_seen(one: Event, audiences: frozenset[str]) -> Event:
    """The event without what only mediators may know: whose confidences their words rest on, how an automaton plays."""
    fact = one.fact
    if MEDIATORS in audiences:
        return one
    if isinstance(fact, Said) and fact.rests_on:
        return replace(one, fact=replace(fact, rests_on=()))
    if isinstance(fact, Seated) and fact.person.strategy is not None:
        return replace(one, fact=Seated(replace(fact.person, strategy=None)))
    return one

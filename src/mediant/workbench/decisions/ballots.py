"""Ballots are opened, cast, held, taken back, and closed by the clock alone."""

from __future__ import annotations

from hashlib import sha256

from mediant.errors import InvalidValue, Refused
from mediant.talks.words import Words, choices_of
from mediant.workbench.ballots import (
    Ballot,
    BallotClosed,
    BallotOpened,
    BallotVoided,
    Cast,
    Held,
    Hold,
    OpenBallot,
    VoidBallot,
    Vote,
)
from mediant.workbench.events import Fact
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table

SHORTEST, LONGEST = 5.0, 30 * 86_400.0
"""Seconds that a ballot is open."""


def opened(table: Table, command: OpenBallot, person: Person, now: float) -> tuple[Fact, ...]:
    """One ballot at a time, on a text that is fixed from now on."""
    if table.ballots.open:
        raise Refused("a ballot is open", "wait for its close, or take it back")
    if not now + SHORTEST <= command.closes_at <= now + LONGEST:
        raise Refused("it closes too soon or too late", "let it be open for 5 seconds to 30 days")
    if command.outcome is not None:
        try:
            choices_of(dict(command.outcome), Words(table.case), "outcome")
        except InvalidValue as error:
            raise Refused(str(error), "name an option for every issue") from None
    digest = sha256(command.text.encode()).hexdigest()
    parties = tuple(party.id for party in table.case.parties)
    name = f"ballot-{len(table.ballots.all) + 1}"
    return (BallotOpened(name, command.text, digest, command.closes_at, parties, command.outcome),)


def voted(table: Table, command: Vote, person: Person, now: float) -> tuple[Fact, ...]:
    """A vote on the text that was read; the last one before the close counts."""
    ballot = _open(table, command.ballot)
    if command.digest != ballot.opened.digest:
        raise Refused("this vote is on another text", "read the text again and vote on it")
    if now >= ballot.opened.closes_at:
        raise Refused("the ballot is closed", "wait for the result")
    return (Cast(command.ballot, person.side or "", command.yes),)


def held(table: Table, command: Hold, person: Person, now: float) -> tuple[Fact, ...]:
    """A mediator holds a ballot back, unknown to the parties, or lets it go."""
    _open(table, command.ballot)
    return (Held(command.ballot, command.hold),)


def voided(table: Table, command: VoidBallot, person: Person, now: float) -> tuple[Fact, ...]:
    """A ballot is taken back."""
    _open(table, command.ballot)
    return (BallotVoided(command.ballot, command.why),)


def _open(table: Table, id: str) -> Ballot:
    ballot = table.ballots.all.get(id)
    if ballot is None or not ballot.is_open:
        raise Refused("there is no such ballot open", "look at the ballots again")
    return ballot


def due(table: Table, now: float) -> tuple[Fact, ...]:
    """What closes now. table : the keeper's."""
    return tuple(
        BallotClosed(ballot.opened.id, ballot.carried)
        for ballot in table.ballots.open
        if now >= ballot.opened.closes_at
    )


DECISIONS: Decisions = {OpenBallot: opened, Vote: voted, Hold: held, VoidBallot: voided}

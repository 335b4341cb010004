"""Ballots are opened, cast, held, taken back, and closed by the clock alone; what was agreed is signed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

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
    Sign,
    Signed,
    VoidBallot,
    Vote,
)
from mediant.workbench.events import Fact
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table
from mediant.workbench.text import settles, whole
from mediant.workbench.wording import is_open

LARGEST = 200_000
"""Characters of a text."""
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
    of_text = command.text is None
    text = _as_it_stands(table) if command.text is None else command.text
    outcome = _settled(table, command.outcome) if of_text else command.outcome
    digest = sha256(text.encode()).hexdigest()
    parties = tuple(party.id for party in table.case.parties)
    name = f"ballot-{len(table.ballots.all) + 1}"
    return (BallotOpened(name, text, digest, command.closes_at, parties, outcome, of_text),)


def _as_it_stands(table: Table) -> str:
    """The single text, where nothing in it is open."""
    text = table.text
    if not text.order:
        raise Refused("there is no text", "add a clause first")
    if any(is_open(text.now(clause).content.words) for clause in text.order):
        raise Refused("something in the text stands in brackets", "choose among the alternatives first")
    words = whole(text)
    if len(words) > LARGEST:
        raise Refused(f"a text of {len(words):,} characters", f"shorten it to {LARGEST:,}")
    return words


def _settled(table: Table, outcome: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """What the text settles, where its clauses settle every issue, or else what was named with it."""
    options = settles(table.text)
    if outcome is not None and any(options.get(issue, option) != option for issue, option in outcome.items()):
        raise Refused("the clauses of the text settle other options", "let both say the same")
    complete = options.keys() == {issue.id for issue in table.case.issues}
    return options if complete else outcome


def voted(table: Table, command: Vote, person: Person, now: float) -> tuple[Fact, ...]:
    """A vote on the text that was read; the last one before the close counts."""
    ballot = _open(table, command.ballot, now)
    if command.digest != ballot.opened.digest:
        raise Refused("this vote is on another text", "read the text again and vote on it")
    return (Cast(command.ballot, person.side or "", command.yes),)


def held(table: Table, command: Hold, person: Person, now: float) -> tuple[Fact, ...]:
    """A mediator holds a ballot back, unknown to the parties, or lets it go."""
    _open(table, command.ballot, now)
    return (Held(command.ballot, command.hold),)


def voided(table: Table, command: VoidBallot, person: Person, now: float) -> tuple[Fact, ...]:
    """A ballot is taken back."""
    _open(table, command.ballot, now)
    return (BallotVoided(command.ballot, command.why),)


def signed(table: Table, command: Sign, person: Person, now: float) -> tuple[Fact, ...]:
    """Somebody who binds a party signs what everyone has accepted, once."""
    ballot = table.ballots.all.get(command.ballot)
    if ballot is None or not ballot.agreed:
        raise Refused("there is no such agreement", "look at the ballots again")
    if command.digest != ballot.opened.digest:
        raise Refused("this signature is for another text", "read the text again and sign it")
    if person.id in ballot.signed:
        raise Refused("you have signed it", "wait for the others")
    return (Signed(command.ballot, command.digest, person.side or "", person.id, person.name),)


def _open(table: Table, id: str, now: float) -> Ballot:
    ballot = table.ballots.all.get(id)
    if ballot is None or not ballot.is_open:
        raise Refused("there is no such ballot open", "look at the ballots again")
    if now >= ballot.opened.closes_at:
        raise Refused("the ballot is closed", "wait for the result")
    return ballot


def due(table: Table, now: float) -> tuple[Fact, ...]:
    """What closes now. table : the keeper's."""
    return tuple(
        BallotClosed(ballot.opened.id, ballot.carried)
        for ballot in table.ballots.open
        if now >= ballot.opened.closes_at
    )


DECISIONS: Decisions = {OpenBallot: opened, Vote: voted, Hold: held, VoidBallot: voided, Sign: signed}

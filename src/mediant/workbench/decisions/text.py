"""The single text is changed by mediators; whatever changes it voids the ballot that is open on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from mediant.errors import InvalidValue, Refused
from mediant.model.issue import Range
from mediant.talks.words import Words, choices_of
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.ballots import BallotVoided
from mediant.workbench.clauses import (
    Adopt,
    Arranged,
    Bracket,
    Clean,
    Content,
    Draft,
    Edit,
    Grounded,
    Move,
    Origin,
    Remove,
    Suggested,
    Undo,
    Worded,
)
from mediant.workbench.decisions.wordings import checked, source_of, standing
from mediant.workbench.events import Fact
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table
from mediant.workbench.text import Text, Version
from mediant.workbench.wording import bracketed, cleaned

MOST = 200
"""Clauses, with those that were taken out."""
SECONDS = 10.0
CHANGED = "the text was changed"


def drafted(table: Table, command: Draft, person: Person, now: float) -> tuple[Fact, ...]:
    """One wording for each issue of an outcome, among the mediators, for the clause that settles the issue if any."""
    case = table.case
    try:
        choices = choices_of(dict(command.outcome), Words(case), "outcome")
    except InvalidValue as error:
        raise Refused(str(error), "name an option for every issue") from None
    of_issue = {table.text.now(clause).content.issue: clause for clause in reversed(table.text.order)}
    side, text, found = person.side or "", table.text, []
    for issue, choice in zip(case.issues, choices, strict=True):
        option = issue.options[choice]
        unit = issue.options.unit if isinstance(issue.options, Range) else None
        content = Content(
            words=f"{option} {unit}" if unit else f"{option}", title=issue.name[:200], issue=issue.id, option=option
        )
        one = Suggested(
            text.minted(side, MEDIATORS), MEDIATORS, side, person.id, checked(table, content),
            of_issue.get(issue.id), "none", Origin("outcome"),
        )  # fmt: skip
        text = text.evolve(one, person.id, now)
        found.append(one)
    return tuple(found)


def adopted(table: Table, command: Adopt, person: Person, now: float) -> tuple[Fact, ...]:
    """Proposed wordings become the next versions, or new clauses, with the name of whom their owner lets be named."""
    facts: list[Fact] = []
    text = table.text
    for name in command.suggestions:
        one = standing(table, name)
        _leave(one)
        clause = one.clause or f"clause-{len(text.clauses) + 1}"
        where = Origin("wording", one.id)
        if any(where in (now.origin, now.ground) for now in map(text.now, text.order)):
            raise Refused("the text says so already", "choose another wording")
        named = one.room == JOINT or one.leave == "named"
        done = _version(text, clause, one.content, one.side if named else person.side or "")
        told = _grounded(done, where, hidden=one.room != JOINT)
        for fact in told:
            text = text.evolve(fact, person.id, now)
        facts += told
    return _changing(table, facts, now)


def edited(table: Table, command: Edit, person: Person, now: float) -> tuple[Fact, ...]:
    """A clause has other words, or there is a new one."""
    content = checked(table, command.content)
    clause = command.clause or f"clause-{len(table.text.clauses) + 1}"
    if command.clause is not None:
        _current(table, clause, command.version)
        if table.text.now(clause).content == content:
            raise Refused("the clause says so already", "change something in it")
    done = _version(table.text, clause, content, person.side or "")
    if command.origin is None:
        return _changing(table, (done,), now)
    hidden = source_of(table, command.origin) != JOINT
    return _changing(table, _grounded(done, command.origin, hidden=hidden), now)


def put_in_brackets(table: Table, command: Bracket, person: Person, now: float) -> tuple[Fact, ...]:
    """What a clause and wordings proposed for it do not share stands in brackets."""
    before = _current(table, command.clause, command.version)
    others = [standing(table, name) for name in command.suggestions]
    for one in others:
        _leave(one)
        if one.clause != command.clause:
            raise Refused("a wording for another clause", "choose wordings for this one")
    words = bracketed([before.content.words, *(one.content.words for one in others)])
    content = checked(table, replace(before.content, words=words, option=None))
    return _changing(table, (_version(table.text, command.clause, content, person.side or ""),), now)


def cleared(table: Table, command: Clean, person: Person, now: float) -> tuple[Fact, ...]:
    """One alternative of each bracket stays."""
    before = _current(table, command.clause, command.version)
    content = checked(table, replace(before.content, words=cleaned(before.content.words, command.keep)))
    return _changing(table, (_version(table.text, command.clause, content, person.side or ""),), now)


def removed(table: Table, command: Remove, person: Person, now: float) -> tuple[Fact, ...]:
    """A clause is taken out; its versions are kept."""
    if command.clause not in table.text.order:
        raise Refused("there is no such clause in the text", "choose one of its clauses")
    return _changing(table, (Arranged(tuple(one for one in table.text.order if one != command.clause)),), now)


def moved(table: Table, command: Move, person: Person, now: float) -> tuple[Fact, ...]:
    """A clause goes to another place, or comes back to it."""
    if command.clause not in table.text.clauses:
        raise Refused("there is no such clause", "choose one of the text's clauses")
    order = [one for one in table.text.order if one != command.clause]
    order.insert(command.place - 1, command.clause)
    if tuple(order) == table.text.order:
        raise Refused("the clause stands there already", "choose another place")
    return _changing(table, (Arranged(tuple(order)),), now)


def undone(table: Table, command: Undo, person: Person, now: float) -> tuple[Fact, ...]:
    """What one changed last is changed back; the history keeps both."""
    last = table.text.last
    if last is None or last.by != person.id or now - last.at > SECONDS:
        raise Refused("there is nothing to undo any more", f"undo within {SECONDS:.0f} seconds, or edit the text again")
    facts: list[Fact] = []
    for clause, found in last.words.items():
        if found is not None:
            done = _version(table.text, clause, found.content, found.side)
            facts += [replace(done, origin=found.origin)]
            facts += [Grounded(clause, done.version, found.ground)] if found.ground else []
    if last.order != table.text.order:
        facts.append(Arranged(last.order))
    return _changing(table, facts, now)


def _changing(table: Table, facts: Iterable[Fact], now: float) -> tuple[Fact, ...]:
    """A change of the text, and what it does to a ballot on it. A ballot whose time is up is waited for."""
    on_text = [ballot.opened for ballot in table.ballots.open if ballot.opened.of_text]
    if any(now >= ballot.closes_at for ballot in on_text):
        raise Refused("a ballot on the text closes now", "wait for its result")
    return (*facts, *(BallotVoided(ballot.id, CHANGED) for ballot in on_text))


def _current(table: Table, clause: str, version: int) -> Version:
    """The version that the person has read. Raises Refused where it is no longer what the clause says."""
    if clause not in table.text.order:
        raise Refused("there is no such clause in the text", "choose one of its clauses")
    now = table.text.now(clause)
    if now.number != version:
        raise Refused("somebody else has changed the clause", "look at what it says now and change that")
    return now


def _version(text: Text, clause: str, content: Content, side: str) -> Worded:
    """The next version of a clause, or the first one of a new clause."""
    versions = text.clauses.get(clause, ())
    if not versions and len(text.clauses) >= MOST:
        raise Refused(f"there have been {MOST} clauses", "use clauses again that were taken out")
    return Worded(clause, versions[-1].number + 1 if versions else 1, content, side)


def _grounded(done: Worded, origin: Origin, *, hidden: bool) -> tuple[Fact, ...]:
    """The version with where it comes from: told to all, or to the mediators alone."""
    return (done, Grounded(done.clause, done.version, origin)) if hidden else (replace(done, origin=origin),)


def _leave(one: Suggested) -> None:
    if one.room not in (JOINT, MEDIATORS) and one.leave == "none":
        raise Refused("it was proposed in confidence", "ask its owner to let it go into the text")


_KINDS: Mapping[type, Any] = {
    Draft: drafted, Adopt: adopted, Edit: edited, Bracket: put_in_brackets, Clean: cleared, Remove: removed,
    Move: moved, Undo: undone,
}  # fmt: skip
DECISIONS: Decisions = _KINDS

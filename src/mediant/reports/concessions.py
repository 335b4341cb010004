"""Concessions in words: what a party gave and took from one offer to its next, and what it had heard before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isinf

from mediant.analysis.tables import TOLERANCE
from mediant.model.case import Case
from mediant.reports.sayings import called, listed
from mediant.reports.wording import clean, option_words, percent, plural
from mediant.talks.acts import Choices
from mediant.talks.dance import Clause, Heard, Move, Put, Standings, lost_by_both

SMALL = 0.0005
"""Of what a party could gain: changes below are shown as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One issue of a move: from what to what, what that changes for every party, and what it is."""

    issue: str
    old: str
    new: str
    changes: tuple[str, ...]
    kind: str
    reverse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A move: its place among all that was put forward, who made it, after what, its steps, and what it all changes."""

    place: int
    party: str
    after: str
    steps: tuple[Step, ...]
    changes: tuple[str, ...]
    kind: str
    reverse: bool


def turn_of(case: Case, move: Move, place: int, standings: Standings) -> Turn:
    """A move in words. Changes are in percentage points of what a party could gain, in the order of the case."""
    names = called(case)
    spans = {party: standing.greatest - standing.reserved for party, standing in standings.items()}
    return Turn(
        place=place, party=names[move.party], after=_after(case, move, spans),
        steps=tuple(_step(case, clause, move.party, spans) for clause in move.clauses),
        changes=_changes(move.changes, spans), kind=_kind(case, move.changes, move.party),
        reverse=bool(move.reverse_for),
    )  # fmt: skip


def _step(case: Case, clause: Clause, mover: str, spans: Mapping[str, float]) -> Step:
    issue = case.issues[clause.issue]
    return Step(
        issue=clean(issue.name, 80), old=option_words(issue, issue.options[clause.old]),
        new=option_words(issue, issue.options[clause.new]), changes=_changes(clause.changes, spans),
        kind=_kind(case, clause.changes, mover), reverse=bool(lost_by_both(clause.changes, mover)),
    )  # fmt: skip


def _kind(case: Case, changes: Mapping[str, float], mover: str) -> str:
    own = changes[mover]
    lost = lost_by_both(changes, mover)
    if lost:
        names = called(case)
        return f"{listed([names[party] for party in lost])} {'loses' if len(lost) == 1 else 'lose'} too"
    if own < -TOLERANCE:
        return "gives" if any(change > TOLERANCE for change in changes.values()) else "gives, and nobody gains"
    shared = all(change >= -TOLERANCE for party, change in changes.items() if party != mover)
    if own > TOLERANCE:
        return "gains, at nobody's cost" if shared else "takes"
    return "costs it nothing"


def _changes(changes: Mapping[str, float], spans: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(_points(change, spans[party]) for party, change in changes.items())


def _points(change: float, span: float) -> str:
    if isinf(change):
        return "crosses a red line" if change < 0 else "leaves a red line"
    if span <= TOLERANCE:
        return "nothing to gain"
    part = change / span
    if abs(part) < SMALL:
        return "0"
    return f"{'+' if part > 0 else ''}{percent(part).text.removesuffix('%')}"


def _after(case: Case, move: Move, spans: Mapping[str, float]) -> str:
    """'an offer of Israel (+8 for Hamas)'; '' where it had heard nothing new."""
    return listed([_heard(case, heard, move.party, spans) for heard in move.after])


def _heard(case: Case, heard: Heard, mover: str, spans: Mapping[str, float]) -> str:
    names = called(case)
    if heard.change is None:
        return f"a first offer of {names[heard.party]}"
    return f"an offer of {names[heard.party]} ({_points(heard.change, spans[mover])} for {names[mover]})"


def summary_of(case: Case, party: str, puts: Sequence[Put], moves: Sequence[Move]) -> str:
    """How a party moved over the whole talks, in two sentences; '' where it made no offer."""
    names = called(case)
    own = [put for put in puts if put.speaker == party and not put.draft]
    if not own:
        return ""
    made = [move for move in moves if move.party == party]
    gave, wrong = sum(move.concession for move in made), sum(bool(move.reverse_for) for move in made)
    reverse = f", {wrong:,} of them a reverse concession" if wrong else ""
    said = f"{names[party]} made {plural(len(own), 'offer')} and changed what it offered {plural(len(made), 'time')}"
    said += f", {gave:,} of them at a cost to itself{reverse}." if made else "."
    ways = [
        f"{'itself' if to == party else names[to]} from {_share(own[0], to)} to {_share(own[-1], to)}"
        for to in (party, *(one.id for one in case.parties if one.id != party))
    ]
    return f"{said} From its first to its last offer it took {listed(ways)} of what could be gained."


def _share(put: Put, party: str) -> str:
    share = put.shares[party]
    return "beyond a red line" if isinf(share) else percent(share).text


def first_and_last(case: Case, puts: Sequence[Put]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By issue, from which option to which every party that made offers went: the columns of `parties_of`."""
    ends = [[put.choices for put in puts if put.speaker == party and not put.draft] for party in parties_of(case, puts)]
    return tuple(
        (clean(issue.name, 80), tuple(_way(case, number, offers[0], offers[-1]) for offers in ends))
        for number, issue in enumerate(case.issues)
    )


def parties_of(case: Case, puts: Sequence[Put]) -> tuple[str, ...]:
    """The parties that made offers, in the order of the case."""
    there = {put.speaker for put in puts if not put.draft}
    return tuple(party.id for party in case.parties if party.id in there)


def _way(case: Case, issue: int, first: Choices, last: Choices) -> str:
    of = case.issues[issue]
    old, new = (option_words(of, of.options[offer[issue]]) for offer in (first, last))
    return old if old == new else f"{old} → {new}"

"""Who takes part and what each is reported to want: quotations, positions side by side, what is assumed and unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mediant.evidence.claim import Claim
from mediant.model.case import Case
from mediant.reports.footnotes import Footnotes, Mark, Statement
from mediant.reports.positions import Entry, entries_of, open_questions
from mediant.reports.wording import MAY, clean


@dataclass(frozen=True, slots=True)
class Quotation:
    """A claim as it stands under a party: what was said, its footnote, and the entries that rest on it."""

    statement: Statement
    mark: Mark
    bears_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A party or a mediator as the report introduces it; `role` says what a mediator may do."""

    name: str
    role: str
    quotations: tuple[Quotation, ...]
    assumed: tuple[Entry, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """One entry in a cell of the table of positions."""

    words: str
    marks: tuple[Mark, ...]
    assumed: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Position:
    """A line of the table of positions: what it is about, and each party's entries on it."""

    label: str
    cells: tuple[tuple[Stance, ...], ...]


def names_claims(case: Case) -> bool:
    """Whether any entry names a claim: where none does, the numbers are the case's own and nothing is *assumed*."""
    return any(ids for party in case.parties for ids in case.known_of(party.id).because.values())


def sides_of(case: Case, footnotes: Footnotes) -> tuple[Side, ...]:
    """The parties, each with the claims that its entries rest on, in the order of the case file."""
    return tuple(_side(case, party.id, party.name, footnotes) for party in case.parties)


def _side(case: Case, id: str, name: str, footnotes: Footnotes) -> Side:
    entries = entries_of(case, id)
    rests: dict[str, list[str]] = {}
    for entry in entries:
        for claim in entry.claims:
            rests.setdefault(claim, []).append(entry.label)
    quotations = tuple(
        Quotation(footnotes.statement(claim), footnotes.mention((claim,))[0], tuple(dict.fromkeys(labels)))
        for claim, labels in rests.items()
    )
    assumed = tuple(entry for entry in entries if entry.assumed)
    return Side(clean(name, 120), "", quotations, assumed, open_questions(case, id))


def mediators_of(case: Case, claims: Iterable[Claim], footnotes: Footnotes) -> tuple[Side, ...]:
    """The mediators, each with what it is reported to have said itself."""
    spoken = [(claim.sources[0].actor, claim.id) for claim in claims if claim.sources]
    sides = []
    for mediator in case.mediators:
        own = [claim for actor, claim in spoken if actor == mediator.id]
        quotations = tuple(Quotation(footnotes.statement(claim), footnotes.mention((claim,))[0], ()) for claim in own)
        may = [MAY.get(role, clean(role, 40)) for role in mediator.may]
        role = f"May {', '.join(may)}." if may else "What it may do is not stated."
        sides.append(Side(clean(mediator.name, 120), role, quotations, (), ()))
    return tuple(sides)


def positions_of(case: Case, footnotes: Footnotes) -> tuple[Position, ...]:
    """Issue by issue, then weights, walk-aways and whatever else is stated: each party's entries, side by side."""
    entries = [entries_of(case, party.id) for party in case.parties]
    places = [(f"values.{issue.id}", clean(issue.name, 80)) for issue in case.issues]
    places += [("weights", "What matters most"), ("walk_away", "Walk-away")]
    table = [
        Position(label, tuple(_cell([e for e in column if e.place == place], footnotes) for column in entries))
        for place, label in places
    ]
    named = {place for place, _ in places}
    rest = [[entry for entry in column if entry.place not in named] for column in entries]
    for label in dict.fromkeys(entry.label for column in rest for entry in column):
        cells = tuple(_cell([e for e in column if e.label == label], footnotes) for column in rest)
        table.append(Position(label, cells))
    return tuple(row for row in table if any(row.cells))


def _cell(entries: list[Entry], footnotes: Footnotes) -> tuple[Stance, ...]:
    return tuple(Stance(e.words, footnotes.mention(e.claims), e.assumed, e.known) for e in entries)

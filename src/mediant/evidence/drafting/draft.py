"""A first case from claims: parties, mediators, issues, options, orders and red lines, each entry with its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediant.errors import CannotDraft, InvalidValue
from mediant.evidence.claim import Claim
from mediant.evidence.drafting.addressed import slug
from mediant.evidence.drafting.bounds import LeftOut, asked_of, bounded, noted, tables_kept
from mediant.evidence.drafting.labels import plain
from mediant.evidence.drafting.options import Table, table_of
from mediant.evidence.drafting.orders import Reading, reading_of
from mediant.evidence.drafting.positions import Position, day_of, in_order, positions_of
from mediant.evidence.drafting.questions import Question, doubts_of, general_of, issue_name, unknowns_of
from mediant.evidence.drafting.roles import Roles, kind_of, names_of, roles_of, speakers_of
from mediant.model.case import Case
from mediant.model.document import FORMAT, case_of

MORE = (
    "read more articles, or give the claims the issues and actors they lack (in the claims file, under `issues` and "
    "`actor`), or write the case by hand"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The claims behind an option, a mediator or a party without stands, for which a case file has no `because`."""

    entry: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A first case, what it leaves open, and what of the claims is not in it.

    origins : where options, mediators and parties without stands come from. questions : first of the case as a whole,
    then party by party. notes : sentences for whoever reads it.
    """

    case: Case
    origins: tuple[Origin, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """All that the claims tell, before it is put into a case. `ids` : of the case, by actor. `left` : not in it."""

    claims: tuple[Claim, ...]
    positions: tuple[Position, ...]
    roles: Roles
    tables: tuple[Table, ...]
    readings: Mapping[str, Mapping[str, Reading]]
    ids: Mapping[str, str]
    names: Mapping[str, str]
    left: LeftOut


def draft(claims: Sequence[Claim], *, title: str | None = None) -> Draft:
    """The case that claims support; their order makes no difference.

    What no claim says is left out or stated as unknown, and is among the questions. Raises CannotDraft where the claims
    give fewer than two parties or no issue with a position on it, InvalidValue where two claims share an id. Of more
    parties and issues than can be analysed those stay that most is told of (`bounds.py`), and the others are named.
    """
    told = _told(_each_once(claims))
    case = case_of(_document(told, title))
    return Draft(
        case=case,
        origins=tuple(_origins(told)),
        questions=(*_doubts(told), *unknowns_of(case)),
        notes=tuple(_notes(told)),
    )


def _each_once(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    known: dict[str, Claim] = {}
    for claim in claims:
        if known.setdefault(claim.id, claim) != claim:
            seen = f"two claims with the id {plain(claim.id)[:60]!r}"
            raise InvalidValue("claims", seen, "an id of its own for every claim, also over several files")
    return in_order(tuple(known.values()))


def _told(claims: tuple[Claim, ...]) -> _Told:
    speakers = speakers_of(claims)
    positions = positions_of(claims, speakers)
    roles, parties_left = bounded(roles_of(claims, speakers, positions), positions, speakers)
    heard = {*roles.parties, *roles.mediators, *(actor for actor in roles.tellers if kind_of(actor) == "several")}
    by_issue: dict[str, list[Position]] = {}
    for position in positions:
        if position.actor in heard:
            by_issue.setdefault(position.issue, []).append(position)
    first = sorted(by_issue, key=lambda issue: -len(by_issue[issue]))
    found = [table for issue in first if (table := table_of(issue, by_issue[issue]))]
    tables, issues_left = tables_kept(found, roles.parties)
    _refuse(roles, tables)
    actors = (*roles.parties, *roles.mediators)
    return _Told(
        claims=claims,
        positions=positions,
        roles=roles,
        tables=tables,
        readings={party: {table.issue: reading_of(table, party) for table in tables} for party in roles.parties},
        ids=_ids(actors),
        names=names_of(actors, claims),
        left=LeftOut(parties=parties_left, issues=issues_left),
    )


def _refuse(roles: Roles, tables: Sequence[Table]) -> None:
    if len(roles.parties) < 2 or not tables:
        issues = _counted([table.issue for table in tables], "issue", "issues")
        raise CannotDraft(f"{_counted(roles.parties, 'party', 'parties')} and {issues}", MORE)


def _counted(names: Sequence[str], one: str, several: str) -> str:
    named = f" ({', '.join(names[:5])}{', …' if len(names) > 5 else ''})" if names else ""
    return f"{len(names) or 'no'} {one if len(names) == 1 else several}{named}"


def _ids(actors: Sequence[str]) -> dict[str, str]:
    """Ids that a case file allows, one for each actor."""
    ids: dict[str, str] = {}
    for actor in actors:
        wanted = slug(actor) or "actor"
        taken = set(ids.values())
        tried = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(actors) + 1))
        ids[actor] = next(name for name in tried if name not in taken)
    return ids


# The case as a document.


def _document(told: _Told, title: str | None) -> dict[str, Any]:
    days = [day for claim in told.claims if (day := _day(claim))]
    document: dict[str, Any] = {"format": FORMAT, "title": _title(told, title)}
    if days:
        document["as_of"] = max(days)
    document["party"] = [{"id": told.ids[actor], "name": told.names[actor]} for actor in told.roles.parties]
    document["mediator"] = [
        {"id": told.ids[actor], "name": told.names[actor], "may": list(told.roles.may[actor])}
        for actor in told.roles.mediators
    ]
    document["issue"] = [_issue(table) for table in told.tables]
    document["preferences"] = {told.ids[party]: _preferences(told, party) for party in told.roles.parties}
    return document


def _day(claim: Claim) -> date | None:
    try:
        return date.fromisoformat(day_of(claim))
    except ValueError:
        return None


def _title(told: _Told, title: str | None) -> str:
    given = plain(title or "")
    if given:
        return given
    return title_of([told.names[actor] for actor in told.roles.parties])


def title_of(names: Sequence[str]) -> str:
    """The title of a case of two or more parties that nobody gave a title."""
    rest = len(names) - 2
    return f"{names[0]} and {names[1]}" if not rest else f"{names[0]}, {names[1]} and {rest} more"


def _issue(table: Table) -> dict[str, Any]:
    row: dict[str, Any] = {"id": table.issue, "name": issue_name(table.issue)}
    return row | ({"range": dict(table.range)} if table.range is not None else {"options": list(table.options)})


def _preferences(told: _Told, party: str) -> dict[str, Any]:
    values, never, because = {}, [], {}
    for issue, reading in told.readings[party].items():
        if reading.values is not None:
            values[issue] = reading.values
            because[f"values.{issue}"] = list(reading.claims)
        for option, claims in reading.never:
            never.append({issue: option})
            because[f"never.{len(never)}"] = list(claims)
    stated: dict[str, Any] = {"weights": "unknown", "walk_away": "unknown"}
    parts = {"values": values, "never": never, "because": because}
    return stated | {key: part for key, part in parts.items() if part}


# What is not in it.


def _origins(told: _Told) -> Iterator[Origin]:
    for actor, claims in told.roles.named.items():
        yield Origin(entry=f"party {told.ids[actor]}", claims=claims)
    for actor in told.roles.mediators:
        yield Origin(entry=f"mediator {told.ids[actor]}", claims=told.roles.shown[actor])
    for table in told.tables:
        for option in table.options:
            claims = tuple(dict.fromkeys(s.position.claim for s in table.stands if s.option == option))
            if claims:
                yield Origin(entry=f"issue {table.issue}, option {option}", claims=claims)


def _doubts(told: _Told) -> Iterator[Question]:
    yield from general_of(told.roles, told.tables, told.positions)
    yield from asked_of(told.left, told.positions)
    shown = {*(table.issue for table in told.tables), *told.left.issues}
    silent = sorted({issue for claim in told.claims for issue in claim.issues} - shown)
    if silent:
        named = "; ".join(map(issue_name, silent[:12])) + (
            f"; and {len(silent) - 12:,} more" if len(silent) > 12 else ""
        )
        why = "the claims name these issues, but no party of the case takes a stand on them, so they are not in it"
        yield Question(text=f"What could be agreed on: {named}?", why=why)
    for party in told.roles.parties:
        yield from doubts_of(told.names[party], told.ids[party], told.readings[party], told.tables)


def _notes(told: _Told) -> Iterator[str]:
    yield from noted(told.left)
    used = {claim for readings in told.readings.values() for r in readings.values() for claim in _claims(r)}
    used |= {stand.position.claim for table in told.tables for stand in table.stands}
    yield f"{len(used):,} of {len(told.claims):,} claims are behind an entry or an option"
    if told.roles.tellers:
        yield f"takes no part, because it only tells or cannot be told apart: {', '.join(told.roles.tellers[:12])}"
    for table in told.tables:
        if table.dropped:
            yield f"{table.issue}: {len(table.dropped):,} options left out, each named once or seldom"


def _claims(reading: Reading) -> Iterator[str]:
    yield from reading.claims
    for _, claims in reading.never:
        yield from claims

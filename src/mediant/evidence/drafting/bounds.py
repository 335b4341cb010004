"""A draft that can be analysed: the parties and issues most is told of, and what was left out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mediant.evidence.drafting.options import Table
from mediant.evidence.drafting.positions import Position
from mediant.evidence.drafting.questions import Question, issue_name
from mediant.evidence.drafting.roles import Roles

MOST_PARTIES = 6
MOST_ISSUES = 10
MOST_WORK = 1_000_000
"""Outcomes times parties. With so much in a case `mediant analyze` answers within a minute."""

MOST_LISTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Parties and issues that less is told of than of those in the case, most first."""

    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


def bounded(
    roles: Roles, positions: Sequence[Position], speakers: Sequence[str | None]
) -> tuple[Roles, tuple[str, ...]]:
    """The roles with the parties most is told of, and those left out.

    First come those with stands on the most issues, of these those with the most stands, then those who speak most,
    then the order of ids.
    """
    own: dict[str, list[Position]] = {}
    for position in positions:
        own.setdefault(position.actor, []).append(position)
    spoken = Counter(speakers)
    stands = {party: own.get(party, []) for party in roles.parties}
    first = sorted(
        roles.parties,
        key=lambda party: (-len({p.issue for p in stands[party]}), -len(stands[party]), -spoken[party], party),
    )
    kept = set(first[:MOST_PARTIES])
    return (
        replace(
            roles,
            parties=tuple(party for party in roles.parties if party in kept),
            named={party: claims for party, claims in roles.named.items() if party in kept},
        ),
        tuple(first[MOST_PARTIES:]),
    )


def tables_kept(tables: Sequence[Table], parties: Sequence[str]) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The issues on which most parties take a stand, in the order given, and those left out.

    Of those with as many parties come those with more stands first, then the order given. An issue with so many options
    that the case could not be analysed is left out too, unless it is the first.
    """
    known = set(parties)
    sides = [len({stand.position.actor for stand in table.stands} & known) for table in tables]
    first = sorted(range(len(tables)), key=lambda k: (-sides[k], -len(tables[k].stands), k))
    kept: set[int] = set()
    work = len(parties)
    for k in first:
        if not kept or (len(kept) < MOST_ISSUES and work * _size(tables[k]) <= MOST_WORK):
            kept.add(k)
            work *= _size(tables[k])
    return (
        tuple(table for k, table in enumerate(tables) if k in kept),
        tuple(tables[k].issue for k in first if k not in kept),
    )


def _size(table: Table) -> int:
    """How many options the issue has; those of a range are more than the numbers that were named."""
    if table.range is None:
        return len(table.options)
    low, high, step = (float(table.range[key]) for key in ("from", "to", "step"))
    return round((high - low) / step) + 1


def asked_of(left: LeftOut, positions: Sequence[Position]) -> Iterator[Question]:
    """What to ask about what was left out."""
    if left.parties:
        claims = tuple(dict.fromkeys(p.claim for p in positions if p.actor in set(left.parties)))
        yield Question(
            text=f"Are these parties too: {_listed(left.parties)}?",
            why=f"the case holds the {MOST_PARTIES} that most is told of; draft one negotiation at a time, or add them",
            claims=claims,
        )
    if left.issues:
        yield Question(
            text=f"Are these negotiated too: {_listed([issue_name(issue) for issue in left.issues])}?",
            why="the case holds the issues on which most parties take a stand, as many as can be analysed together",
        )


def noted(left: LeftOut) -> Iterator[str]:
    """Sentences on what was left out, for whoever reads the case."""
    told = {"parties": left.parties, "issues": left.issues}
    for kind, names in told.items():
        if names:
            yield f"{kind} left out, so that the case can be analysed; less is told of them: {_listed(names)}"


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - MOST_LISTED
    return "; ".join(names[:MOST_LISTED]) + (f"; and {rest:,} more" if rest > 0 else "")

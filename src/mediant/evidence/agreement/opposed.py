"""Opposed statements told apart: contradictions, and changes of one speaker's position over time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from mediant.evidence.agreement.likeness import WEEK, Likeness
from mediant.evidence.agreement.numbers import PART, Number
from mediant.evidence.agreement.points import Point, Points
from mediant.evidence.agreement.values import Change, Contradiction, Statement, Step
from mediant.evidence.claim import Claim

NEAR = 3  # days within which two outlets are taken to tell of one moment
MOST_DAYS_ACROSS = 30  # between different speakers, and where articles speak for themselves
KINDS = ("denial", "act", "number", "polarity", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Two points that are opposed, and how."""

    one: Point
    other: Point
    likeness: Likeness


def told_apart(
    edges: Iterable[Edge], points: Points, held: Mapping[str, Statement]
) -> tuple[tuple[Contradiction, ...], tuple[Change, ...]]:
    """The contradictions and the changes of position among the edges; `held` is the statement of every claim by id.

    Statements of one speaker are a change where the later one concedes, where one outlet printed both on different
    days, or where more than three days lie between: all else, and all between different speakers, contradicts. What
    different speakers hold, and what articles say for themselves, is compared within thirty days.
    """
    changed: list[tuple[Statement, Statement]] = []
    contradictions: list[Contradiction] = []
    for found in _by_statements(edges, points, held):
        if _is_change(found.one, found.other, found.kind):
            changed.append((found.one, found.other))
        elif _near(found.one, found.other, found.kind):
            contradictions.append(found)
    contradictions.sort(key=lambda found: (statement_order(found.one), statement_order(found.other)))
    return tuple(contradictions), _changes(sorted(changed, key=lambda pair: [statement_order(side) for side in pair]))


def statement_order(statement: Statement) -> tuple[bool, str, str]:
    """Sorts statements by their first day, undated ones last, then by id."""
    return statement.first is None, statement.first or "", statement.id


def _by_statements(edges: Iterable[Edge], points: Points, held: Mapping[str, Statement]) -> Iterable[Contradiction]:
    """The surest opposition between any two statements of different articles, the one printed first as `one`.

    Statements are told by their ids: to hash one whole costs as much as all its printings are long.
    """
    best: dict[tuple[str, str], Contradiction] = {}
    for edge in edges:
        left, right = (_stated(points[point], held) for point in (edge.one, edge.other))
        for one, other in product(left, right):
            if one is other or not _of_two_articles(one, other):
                continue
            found = _contradiction(edge, one, other)
            pair = (found.one.id, found.other.id)
            if pair not in best or _surer(found, best[pair]):
                best[pair] = found
    return best.values()


def _stated(claims: Iterable[Claim], held: Mapping[str, Statement]) -> Iterable[Statement]:
    return {held[claim.id].id: held[claim.id] for claim in claims}.values()


def _of_two_articles(one: Statement, other: Statement) -> bool:
    """One article that tells of both sides contradicts nothing: it reports a dispute, or what somebody denies."""
    return len({chain.article for chain in (*one.chains, *other.chains)}) > 1


def _contradiction(edge: Edge, one: Statement, other: Statement) -> Contradiction:
    opposed = _opposed(edge.one, edge.other, edge.likeness.kind)
    if statement_order(other) < statement_order(one):
        one, other, opposed = other, one, opposed[::-1]
    return Contradiction(
        kind=edge.likeness.kind, one=one, other=other, opposed=opposed, score=round(edge.likeness.score, 3)
    )


def _surer(found: Contradiction, known: Contradiction) -> bool:
    return (-found.score, KINDS.index(found.kind), found.opposed) < (
        -known.score,
        KINDS.index(known.kind),
        known.opposed,
    )


def _opposed(one: Point, other: Point, kind: str) -> tuple[str, str]:
    """What differs between two points, in words."""
    if kind == "number":
        return _listed(one.numbers - other.numbers), _listed(other.numbers - one.numbers)
    if kind == "date":
        return " ".join(sorted(one.days - other.days)), " ".join(sorted(other.days - one.days))
    if kind == "act":
        return one.act or "", other.act or ""
    return ("holds untrue", "holds true") if one.against else ("holds true", "holds untrue")


def _listed(numbers: Iterable[Number]) -> str:
    return ", ".join(_shown(*number) for number in sorted(numbers))


def _shown(value: float, unit: str) -> str:
    if unit in ("%", PART):
        return f"{100 * value:.3g} %"
    return f"{value:,.0f}" if value >= 1e6 else f"{value:g}"


def _is_change(one: Statement, other: Statement, kind: str) -> bool:
    """Whether `other` is a later position of the same speaker."""
    gap = _gap(one, other)
    if gap is None or gap <= 0 or not one.speaker or one.speaker != other.speaker:
        return False
    if other.act == "concede":
        return True
    if kind == "denial":
        return False
    both = {chain.outlet for chain in one.chains} & {chain.outlet for chain in other.chains} - {None}
    return bool(both) or gap > NEAR


def _near(one: Statement, other: Statement, kind: str) -> bool:
    """Whether two opposed statements are close enough in time to contradict; unknown days are."""
    gap = _gap(one, other)
    if gap is None or (one.speaker and one.speaker == other.speaker and kind != "date"):
        return True
    return abs(gap) <= (len(WEEK) - 1 if kind == "date" else MOST_DAYS_ACROSS)


def _gap(one: Statement, other: Statement) -> int | None:
    """Days from the first printing of the one to that of the other."""
    if one.first is None or other.first is None:
        return None
    return (date.fromisoformat(other.first) - date.fromisoformat(one.first)).days


def _changes(pairs: Sequence[tuple[Statement, Statement]]) -> tuple[Change, ...]:
    """Statements that are tied by changes, each set as one sequence."""
    tied: dict[str, dict[str, Statement]] = {}
    for one, other in pairs:
        left, right = (tied.setdefault(side.id, {side.id: side}) for side in (one, other))
        if left is not right:
            small, large = sorted((left, right), key=len)
            large |= small
            tied |= dict.fromkeys(small, large)
    groups = {id(group): list(group.values()) for group in tied.values()}.values()
    changes = [Change(speaker=group[0].speaker, steps=_steps(group)) for group in groups]
    return tuple(sorted(changes, key=lambda change: [(step.day, step.statement.id) for step in change.steps]))


def _steps(statements: Iterable[Statement]) -> tuple[Step, ...]:
    """Every day on which a statement was printed, without repeats of the one before."""
    printed = sorted(
        {
            (chain.published, *statement_order(statement)): statement
            for statement in statements
            for chain in statement.chains
            if chain.published
        }.items()
    )
    steps: list[Step] = []
    for (day, *_), statement in printed:
        if not steps or steps[-1].statement is not statement:
            steps.append(Step(day=day or "", statement=statement))
    return tuple(steps)

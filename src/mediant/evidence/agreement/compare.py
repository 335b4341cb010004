"""The door: the claims of many articles in, what they say together out. Pure, and the same for every order of input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from mediant.evidence.agreement.candidates import LeftOut, days_of, pairs
from mediant.evidence.agreement.likeness import likeness
from mediant.evidence.agreement.opposed import Edge, statement_order, told_apart
from mediant.evidence.agreement.points import points_of
from mediant.evidence.agreement.standing import NO_ONE, standing
from mediant.evidence.agreement.statements import Same, groups_of, statements_of
from mediant.evidence.agreement.values import Agreement, TakenBack
from mediant.evidence.claim import Claim


def compare(
    claims: Iterable[Claim], *, withdrawn: AbstractSet[str] = NO_ONE, corrects: Mapping[str, str] | None = None
) -> Agreement:
    """What the claims of many articles say together; see `values` for its parts.

    withdrawn : ids of articles that were taken back;  corrects : id of an article to that of the one it corrects.
    Claims without a speaker that can be told stand alone. The same claims in any order, or given twice, yield the
    same; an article that shares no speaker and no subject with the others changes nothing of what they yield. Raises
    InvalidValue where two different claims have one id.
    """
    given = tuple(claims)
    every = points_of(given)
    kept, gone = standing(given, withdrawn, corrects)
    points = points_of(kept) if gone else every
    same: list[Same] = []
    edges: list[Edge] = []
    left = LeftOut()
    for one, other in pairs(tuple(points), left, days_of(points)):
        found = likeness(one, other)
        if found is not None and found.kind == "same":
            same.append((found.score, one, other))
        elif found is not None:
            edges.append(Edge(one=one, other=other, likeness=found))
    statements = [statement for group in groups_of(points, same) for statement in statements_of(group, points)]
    held = {claim: statement for statement in statements for claim in statement.claims}
    contradictions, changes = told_apart(edges, points, held)
    return Agreement(
        statements=tuple(sorted(statements, key=statement_order)),
        contradictions=contradictions,
        changes=changes,
        taken_back=_taken_back(gone, corrects or {}),
        not_compared=left.count,
    )


def _taken_back(gone: Iterable[Claim], corrects: Mapping[str, str]) -> tuple[TakenBack, ...]:
    """The claims that went, by id, each with the smallest id of an article that corrects its own."""
    by = {old: new for new, old in sorted(corrects.items(), reverse=True) if new != old}
    found = {claim.id: claim for claim in gone}
    return tuple(
        TakenBack(claim=claim.id, article=claim.article.id, by=by.get(claim.article.id))
        for _, claim in sorted(found.items())
    )

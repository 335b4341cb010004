"""Points that are alike gathered into statements. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from mediant.evidence.agreement.likeness import WEEK, kind_of
from mediant.evidence.agreement.points import Point, Points, day_of, first_first
from mediant.evidence.agreement.roots import chains_of
from mediant.evidence.agreement.speakers import OWN
from mediant.evidence.agreement.values import Statement
from mediant.evidence.claim import Claim

RELATIVE = WEEK | frozenset(("today", "tomorrow", "yesterday", "tonight"))
MOST_DAYS_RELATIVE = 6  # "on Monday" printed a week later is another Monday
MOST_DAYS_OWN = 30  # what articles say for themselves is news of its days

Same: TypeAlias = tuple[float, Point, Point]
Group: TypeAlias = tuple[Point, ...]


def groups_of(points: Iterable[Point], same: Iterable[Same]) -> list[Group]:
    """The points in groups that are one statement: the surest pairs first, and none against another in its group."""
    group: dict[Point, list[Point]] = {point: [point] for point in points}
    for _, one, other in sorted(same, key=lambda pair: (-pair[0], *sorted((pair[1].order, pair[2].order)))):
        left, right = group[one], group[other]
        if left is not right and all(_may_be_one(a, b) for a in left for b in right):
            left.extend(right)
            for point in right:
                group[point] = left
    return [tuple(members) for members in {id(members): members for members in group.values()}.values()]


def statements_of(group: Group, points: Points) -> list[Statement]:
    """The statements that a group of points makes: one, or several where its words hold only for their days."""
    claims = sorted((claim for point in group for claim in points[point]), key=first_first)
    return [_statement(part) for part in _parted(claims, _most_days(group))]


def _may_be_one(one: Point, other: Point) -> bool:
    return bool(one.keys & other.keys) and kind_of(one, other) == "same"


def _most_days(group: Group) -> int | None:
    """How many days may lie between two printings; None for any number."""
    if any(point.days & RELATIVE for point in group):
        return MOST_DAYS_RELATIVE
    return MOST_DAYS_OWN if any(OWN in point.keys for point in group) else None


def _parted(claims: Sequence[Claim], most: int | None) -> list[list[Claim]]:
    """The claims, first printed first, parted where more than `most` days lie between two; undated ones stay last."""
    parts = [[claims[0]]]
    for before, claim in pairwise(claims):
        earlier, later = day_of(before), day_of(claim)
        if most is not None and earlier is not None and later is not None and later - earlier > most:
            parts.append([])
        parts[-1].append(claim)
    return parts


def _statement(claims: Sequence[Claim]) -> Statement:
    chains, independent = chains_of(claims)
    head = claims[0]
    days = [claim.article.published for claim in claims if day_of(claim) is not None]
    speaker = head.sources[0] if head.sources else None
    return Statement(
        id=head.id,
        speaker=speaker.actor if speaker else None,
        name=" ".join(span.text for span in speaker.spans) if speaker else "",
        act=head.act,
        content=" … ".join(span.text for span in head.content),
        claims=tuple(claim.id for claim in claims),
        chains=chains,
        independent=independent,
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )

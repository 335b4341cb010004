"""What stands say of an order of options and of red lines: as much as is told, and no more. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from mediant.evidence.drafting.options import Option, Stand, Table
from mediant.evidence.drafting.positions import GIVES_UP, REFUSES, THREATENS, WANTS, WOULD

LEVELS = {WANTS: 0, WOULD: 1, REFUSES: 2}
"""What a party wants is at least as good to it as what it would do, and that as what it refuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is told of one party on one issue.

    values : an order of the options, numbers of which most are [0, 1], "more" or "less"; None where no order is told.
    open : options whose rank is not told; opposed : options that it is said both to want and to refuse.
    """

    values: Any
    claims: tuple[str, ...]
    never: tuple[tuple[Option, tuple[str, ...]], ...]
    open: tuple[Option, ...]
    opposed: tuple[tuple[Option, tuple[str, ...]], ...]


def reading_of(table: Table, party: str) -> Reading:
    """What the stands on an issue tell of a party's order of its options, and of its red lines.

    Of several stands on one option the newest counts; of those that contradict each other on one day none does. A
    demand is read as: of the options listed, none is better to it. Ties appear only where the format could not say
    otherwise that one group of options is at least as good as another.
    """
    own: dict[Option, list[Stand]] = {}
    for stand in table.stands:
        if stand.position.actor == party and stand.position.kind != THREATENS:
            own.setdefault(stand.option, []).append(stand)
    newest = {option: _newest(stands) for option, stands in own.items()}
    opposed = {option: stands for option, stands in newest.items() if _opposed(stands)}
    levels = {option: _level(stands) for option, stands in newest.items() if option not in opposed}
    told = {option: level for option, level in levels.items() if level is not None}
    values = _direction(table, party, told) if table.range is not None else values_of(table.options, told, table.added)
    return Reading(
        values=values,
        claims=_claims([stand for option in told for stand in newest[option]]) if values is not None else (),
        never=tuple(
            (option, _claims(lines))
            for option in told
            if told[option] == LEVELS[REFUSES] and (lines := _red_line(own[option]))
        ),
        open=_open(table, told, values),
        opposed=tuple((option, _claims(stands)) for option, stands in opposed.items()),
    )


def values_of(options: Sequence[Option], levels: Mapping[Option, int], added: Option | None = None) -> Any:
    """The weakest entry that says all that levels tell; None where they tell nothing.

    options : of the issue; levels : of some of them, 0 best; added : the option that nobody named.
    """
    firsts = [option for option in options if option in levels or option == added] if levels else []
    better = {
        (one, other) for one in firsts for other in options if one != other and _at_least(one, other, levels, added)
    }
    if not better:
        return None
    if all(((a, b) in better) != ((b, a) in better) for a, b in combinations(options, 2)):
        return sorted(options, key=lambda option: -sum(pair[0] == option for pair in better))
    top = [a for a in options if all((a, b) in better for b in options if b != a)]
    bottom = [b for b in options if all((a, b) in better for a in options if a != b)]
    ends = {*top, *bottom}
    if not all(ends & {*pair} for pair in better):
        if all(option in levels for option in options):
            return _tied(options, levels)
        if not ends:
            return None
    return {str(option): 1 if option in top else 0 if option in bottom else [0, 1] for option in options}


def _at_least(one: Option, other: Option, levels: Mapping[Option, int], added: Option | None) -> bool:
    first, second = levels.get(one), levels.get(other)
    if first is not None and second is not None:
        return first < second
    if first == LEVELS[WANTS]:
        return True
    return one == added and second == LEVELS[REFUSES]


def _tied(options: Sequence[Option], levels: Mapping[Option, int]) -> list[Any]:
    groups = [[option for option in options if levels[option] == level] for level in sorted(set(levels.values()))]
    return [group[0] if len(group) == 1 else group for group in groups]


def _newest(stands: Sequence[Stand]) -> list[Stand]:
    last = max(stand.position.day for stand in stands)
    return [stand for stand in stands if stand.position.day == last]


def _level(stands: Sequence[Stand]) -> int | None:
    kinds = {stand.position.kind for stand in stands}
    return None if GIVES_UP in kinds else min(LEVELS[kind] for kind in kinds)


def _opposed(stands: Sequence[Stand]) -> bool:
    kinds = {stand.position.kind for stand in stands}
    return REFUSES in kinds and len(kinds) > 1


def _red_line(stands: Sequence[Stand]) -> list[Stand]:
    """The refusals that make a red line: one worded as final, or firm ones on two days; none where they do not."""
    firm = [stand for stand in _newest_run(stands) if stand.position.firm]
    repeated = len({stand.position.day for stand in firm}) > 1
    return firm if repeated or any(stand.position.flat for stand in firm) else []


def _newest_run(stands: Sequence[Stand]) -> list[Stand]:
    """The refusals since the last stand of another kind."""
    other = max((stand.position.day for stand in stands if stand.position.kind != REFUSES), default="")
    mixed = any(stand.position.kind != REFUSES for stand in stands)
    return [s for s in stands if s.position.kind == REFUSES and (not mixed or s.position.day > other)]


def _direction(table: Table, party: str, told: Mapping[Option, int]) -> str | None:
    """Whether a party names more or less of the quantity than all others do; None where neither."""
    own = [option for option, level in told.items() if level < LEVELS[REFUSES] and not isinstance(option, str)]
    others = [
        stand.option
        for stand in table.stands
        if stand.position.actor != party and stand.position.kind in (WANTS, WOULD) and not isinstance(stand.option, str)
    ]
    if not own or not others:
        return None
    if min(own) > max(others):
        return "more"
    return "less" if max(own) < min(others) else None


def _open(table: Table, told: Mapping[Option, int], values: Any) -> tuple[Option, ...]:
    if isinstance(values, str | list):
        return ()
    if values is None:
        return tuple(option for option in table.options if option not in told)
    return tuple(option for option in table.options if isinstance(values[str(option)], list))


def _claims(stands: Sequence[Stand]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stand.position.claim for stand in stands))

"""The options of an issue in the words of the sources, and which of them each actor speaks of. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mediant.evidence.drafting.labels import refers, same
from mediant.evidence.drafting.positions import (
    ANSWERS,
    GIVES_UP,
    REFUSES,
    THREATENS,
    WANTS,
    Position,
    is_tied,
)
from mediant.evidence.drafting.quantities import Quantity, number_of, plain_number, quantities_of, range_of, range_table

NOT_AGREED = "not agreed"
NOT_DONE = "not carried out"
MOST_OPTIONS = 30
"""Distinct options of one issue; what is named less often than the first thirty is left out, with a note."""

MOST_SEEN = 300
"""Distinct options that positions are compared with; beyond them a new one is left out, so that work stays bounded."""

Option = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A position, and the option that it speaks of."""

    option: Option
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is on the table of one issue.

    options : labels in the order in which they were first put forward; for a range its numbers that were named.
    range : the table of a range in a case file; None where the options are words.
    added : the option that nobody named, put in so that there are two; None where none was needed.
    unclear : positions that name no option by themselves; dropped : labels beyond the most that an issue has.
    """

    issue: str
    options: tuple[Option, ...]
    stands: tuple[Stand, ...]
    range: Mapping[str, int | float | str] | None = None
    added: str | None = None
    unclear: tuple[Position, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    labels: list[str] = field(default_factory=list)
    words: list[frozenset[str]] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    unclear: list[Position] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)


def table_of(issue: str, positions: Sequence[Position]) -> Table | None:
    """The options of an issue from the positions on it; None where these name none."""
    taken = [position for position in positions if position.kind != THREATENS]
    in_numbers = _in_numbers(issue, taken)
    if in_numbers is not None:
        return in_numbers
    found = _Found()
    for position in taken:
        if position.act not in ANSWERS:
            _put(position, found)
    for position in taken:
        if position.act in ANSWERS:
            _answer(position, found)
    threats = [] if found.labels else [position for position in positions if position.kind == THREATENS]
    for position in threats:
        _put(position, found)
    return _table(issue, found, NOT_DONE if threats else NOT_AGREED)


def _in_numbers(issue: str, positions: Sequence[Position]) -> Table | None:
    """The table where most of what two or more put forward are numbers of one quantity; None elsewhere."""
    said = {position: quantities_of(position.label or "") for position in positions}
    forward = [p for p in positions if p.kind != REFUSES and p.label and (said[p] or p.act not in ANSWERS)]
    found = range_of(said[position] for position in forward)
    if found is None:
        return None
    unit, numbers = found
    if len({position.actor for position in forward if number_of(said[position], unit) is not None}) < 2:
        return None
    shown = max((q.shown for p in forward for q in said[p] if q.unit == unit), key=len)
    stands, unclear = _stands_in_numbers(said, unit, set(map(plain_number, numbers)))
    return Table(
        issue=issue,
        options=tuple(sorted({plain_number(number) for number in numbers})),
        stands=tuple(stands),
        range=range_table(shown, numbers),
        unclear=tuple(unclear),
    )


def _stands_in_numbers(
    said: Mapping[Position, tuple[Quantity, ...]], unit: str, named: set[int | float]
) -> tuple[list[Stand], list[Position]]:
    stands, unclear = [], []
    for position, quantities in said.items():
        number = number_of(quantities, unit)
        option = None if number is None else plain_number(number)
        if option is None or option not in named:
            unclear.append(position)
        else:
            stands.append(Stand(option=option, position=position))
    return stands, unclear


def _put(position: Position, found: _Found) -> None:
    """Find the option that a position puts forward, or add it."""
    if position.label is None:
        found.unclear.append(position)
        return
    place = next((k for k, words in enumerate(found.words) if same(words, position.words)), None)
    if place is None and position.label in found.labels:
        place = found.labels.index(position.label)
    _stand(position, place, found)


def _answer(position: Position, found: _Found) -> None:
    """Find the option that an answer speaks of; where nobody put one forward, it is added."""
    near = [] if position.kind == REFUSES and is_tied(position.said) else _near(position, found)
    if near:
        _stand(position, near[0], found)
    elif position.kind == GIVES_UP:
        found.unclear.append(position)
    else:
        _put(position, found)


def _near(position: Position, found: _Found) -> list[int]:
    """Places of the options that an answer may speak of, the nearest first; those of others before one's own."""
    others = {stand.option for stand in found.stands if stand.position.actor != position.actor}
    own = position.kind == GIVES_UP
    places = [k for k, words in enumerate(found.words) if refers(position.words, words)]
    places = [k for k in places if own or found.labels[k] in others or same(position.words, found.words[k])]
    return sorted(places, key=lambda k: (-len(position.words & found.words[k]), len(found.words[k]), k))


def _stand(position: Position, place: int | None, found: _Found) -> None:
    if place is None and len(found.labels) >= MOST_SEEN:
        found.beyond.append(position.label or "")
        return
    if place is None:
        place = len(found.labels)
        found.labels.append(position.label or "")
        found.words.append(position.words)
    found.stands.append(Stand(option=found.labels[place], position=position))


def _table(issue: str, found: _Found, otherwise: str) -> Table | None:
    if not found.labels:
        return None
    named = Counter(stand.option for stand in found.stands)
    first = sorted(found.labels, key=lambda label: -named[label])[:MOST_OPTIONS]
    options = [label for label in found.labels if label in first]
    added = None
    if len(options) == 1:
        added = otherwise if otherwise.casefold() != options[0].casefold() else "left open"
    return Table(
        issue=issue,
        options=(*options, *([added] if added else ())),
        stands=tuple(stand for stand in found.stands if stand.option in first),
        added=added,
        unclear=tuple(found.unclear),
        dropped=(*(label for label in found.labels if label not in first), *found.beyond),
    )


def wanted(stand: Stand) -> bool:
    """Whether the stand is a demand, also one that is made in return for something."""
    return stand.position.kind == WANTS

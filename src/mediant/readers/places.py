"""Where words that a language model claims to have copied stand in the text, if they do. Pure.

A piece may stand in several places. The claim is put where its pieces stand closest together, the first such place
that no earlier claim has taken. Other marks of quotation and dashes may stand for each other, and any white space for
any other, a line end for a space; what a span then holds are the characters of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeAlias

MOST_PLACES = 100

_SAME = {
    '"': "“”„‟«»″",
    "'": "‘’‚‛‹›′`´",
    "-": "‐‑‒–—―−",
    " ": "\t\n\r\u00a0\u2007\u2009\u200a\u202f",
}
_FOLDED = str.maketrans({other: plain for plain, others in _SAME.items() for other in others})

Place: TypeAlias = tuple[int, int]
"""From a character up to, not including, another."""


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text with plain marks and single spaces, and for each of its characters where that stands in the text."""
    plain = text.translate(_FOLDED)
    kept = [at for at, c in enumerate(plain) if c != " " or at == 0 or plain[at - 1] != " "]
    return "".join(plain[at] for at in kept), kept


class Words:
    """A stretch of a text in which words are looked for; places count from the beginning of the whole text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text[start:end]
        self._plain, self._kept = folded(self._text)
        self._start = start

    def places(self, piece: str) -> tuple[Place, ...]:
        """Where a piece stands, exactly or else with other marks: at most 100 places, in the order of the text."""
        exact = _found(self._text, piece) if piece else []
        if exact or not piece:
            return tuple((self._start + start, self._start + end) for start, end in exact)
        alike = _found(self._plain, folded(piece)[0])
        return tuple((self._start + self._kept[start], self._start + self._kept[end - 1] + 1) for start, end in alike)


def together(pieces: Sequence[Sequence[Place]]) -> Iterator[tuple[Place, ...]]:
    """Ways to choose a place for every piece so that none overlap, the closest together first.

    Ways start from each place of the piece that has the fewest; ties go to the earlier place.
    """
    if not pieces or not all(pieces):
        return
    anchor = min(range(len(pieces)), key=lambda k: (len(pieces[k]), -_length(pieces[k][0])))
    ways = []
    for place in pieces[anchor]:
        way = _around(place, anchor, pieces)
        if way is not None:
            ways.append((sum(_apart(place, other) for other in way), way))
    ways.sort()
    yield from (way for _, way in ways)


def _around(place: Place, anchor: int, pieces: Sequence[Sequence[Place]]) -> tuple[Place, ...] | None:
    """The nearest place to `place` for every other piece, those with fewest places first; None where one finds none."""
    taken = {anchor: place}
    for k in sorted(range(len(pieces)), key=lambda k: (len(pieces[k]), -_length(pieces[k][0]))):
        if k == anchor:
            continue
        free = _nearest(place, pieces[k], tuple(taken.values()))
        if free is None:
            return None
        taken[k] = free
    return tuple(taken[k] for k in range(len(pieces)))


def _nearest(place: Place, places: Sequence[Place], taken: Sequence[Place]) -> Place | None:
    """The free place nearest to `place`; those of one piece begin and end in one order, so each side has a first."""

    def free(other: Place) -> bool:
        return not any(other[0] < end and start < other[1] for start, end in taken)

    middle = bisect_left(places, place)
    before = next((other for other in reversed(places[:middle]) if free(other)), None)
    after = next((other for other in places[middle:] if free(other)), None)
    near = [other for other in (before, after) if other is not None]
    return min(near, key=lambda other: _apart(place, other), default=None)


def _found(text: str, piece: str) -> list[Place]:
    found: list[Place] = []
    at = text.find(piece)
    while at >= 0 and len(found) < MOST_PLACES:
        if _whole(text, at, at + len(piece)):
            found.append((at, at + len(piece)))
        at = text.find(piece, at + 1)
    return found


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends between words, so that "he" is not found within "the"."""
    return not (
        (start > 0 and text[start - 1].isalnum() and text[start].isalnum())
        or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
    )


def _apart(one: Place, other: Place) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)


def _length(place: Place) -> int:
    return place[1] - place[0]

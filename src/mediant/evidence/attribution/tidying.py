"""What the encoder leaves ragged, set right: sources in one piece, relays in their order. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from mediant.evidence.attribution.attributions import CONTENT, CUE, SPEAKER, Attribution, Range
from mediant.evidence.attribution.labels import PLACES
from mediant.evidence.attribution.windows import sentence_starts
from mediant.evidence.attribution.words import PLAIN, Word

RELAY, RELAY_CUE = PLACES.index("relay-1"), PLACES.index("relay-1-cue")
OUTER, OUTER_CUE = PLACES.index("relay-2"), PLACES.index("relay-2-cue")
INNER_CUES = re.compile(r"(?:cit|quot|attribut|referr|according|point)\w*(?: to)?$", re.IGNORECASE)
"""Cues that name where somebody has it from; the one named stands nearer to the speaker than the one who cites."""

STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
QUOTES = "\"'"
GAP = 2  # words, between pieces of one source: the stop of "Mrs.", a bracket


def tidied(found: Sequence[Attribution], text: str, words: Sequence[Word]) -> list[Attribution]:
    """The attributions with ragged edges set right, and the text's own statements cut to sentences of one line.

    What stands on a line without a stop is a heading, a date or a name, and no statement.
    """
    sentences = list(accumulate(map(int, sentence_starts(text, words))))
    tidy = [_own(one, text, words) if one.anchor is None else _attributed(one, text, words, sentences) for one in found]
    return [one for one in tidy if one.pieces]


def _attributed(one: Attribution, text: str, words: Sequence[Word], sentences: Sequence[int]) -> Attribution:
    pieces = _one_source(list(one.pieces), one.anchor or (0, 0), words)
    pieces = _relays_in_order(pieces, text, words)
    pieces = _in_reach(pieces, text, words, sentences)
    return replace(one, pieces=tuple(sorted(pieces, key=lambda piece: (piece[1], piece[0]))))


def _own(one: Attribution, text: str, words: Sequence[Word]) -> Attribution:
    """The first line of the statement that is no heading; without such a line, no pieces."""
    for place, (first, last) in one.pieces:
        start = first
        while start <= last:
            end = next((at - 1 for at in range(start + 1, last + 1) if words[at].after_break), last)
            if _stopped(end, text, words):
                return replace(one, pieces=((place, (start, end)),))
            start = end + 1
    return replace(one, pieces=())


def _stopped(at: int, text: str, words: Sequence[Word]) -> bool:
    """Whether the line of a word ends with a stop; marks and brackets may stand behind it."""
    while at + 1 < len(words) and not words[at + 1].after_break:
        at += 1
    return bool(STOP.search(text[words[max(0, at - 3)].start : words[at].end]))


def _in_reach(
    pieces: list[tuple[int, Range]], text: str, words: Sequence[Word], sentences: Sequence[int]
) -> list[tuple[int, Range]]:
    """Without pieces of the content in sentences that have no cue, but for quotations, where other content remains."""
    cued = {sentences[at] for place, piece in pieces if place == CUE for at in piece}
    far = [
        (place, (first, last))
        for place, (first, last) in pieces
        if place == CONTENT
        and not cued & {sentences[first], sentences[last]}
        and text[words[first].start].translate(PLAIN) not in QUOTES
    ]
    contents = sum(place == CONTENT for place, _ in pieces)
    return [piece for piece in pieces if piece not in far] if len(far) < contents else pieces


def _one_source(pieces: list[tuple[int, Range]], anchor: Range, words: Sequence[Word]) -> list[tuple[int, Range]]:
    """Pieces of the speaker joined over small gaps; of several that remain the longest, of such the nearest."""
    own = _joined([piece for place, piece in pieces if place == SPEAKER], _taken(pieces, SPEAKER), words)
    if len(own) > 1:
        own = [min(own, key=lambda piece: (piece[0] - piece[1], abs(piece[0] - anchor[0])))]
    return [piece for piece in pieces if piece[0] != SPEAKER] + [(SPEAKER, piece) for piece in own]


def _joined(pieces: Sequence[Range], taken: frozenset[int], words: Sequence[Word]) -> list[Range]:
    joined: list[Range] = []
    for first, last in sorted(pieces):
        gap = range(joined[-1][1] + 1, first) if joined else range(0)
        free = not any(at in taken for at in gap) and not any(words[at].after_break for at in (*gap, first))
        if joined and len(gap) <= GAP and free:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _taken(pieces: Sequence[tuple[int, Range]], but: int) -> frozenset[int]:
    return frozenset(at for place, (a, b) in pieces if place != but for at in range(a, b + 1))


def _relays_in_order(pieces: list[tuple[int, Range]], text: str, words: Sequence[Word]) -> list[tuple[int, Range]]:
    """Relays each with its cue, the cited ones nearer to the speaker than those who cite."""
    sources = sorted(piece for place, piece in pieces if place in (RELAY, OUTER))
    cues = sorted(piece for place, piece in pieces if place in (RELAY_CUE, OUTER_CUE))
    if len(sources) != 2:
        return pieces
    rest = [piece for piece in pieces if piece[0] not in (RELAY, OUTER, RELAY_CUE, OUTER_CUE)]
    inner = [cue for cue in cues if INNER_CUES.search(text[words[cue[0]].start : words[cue[1]].end])]
    if len(inner) != 1:
        return pieces
    named = next((source for source in sources if source[0] > inner[0][1]), None)
    if named is None:
        return pieces
    outer = next(source for source in sources if source != named)
    others = [cue for cue in cues if cue != inner[0]]
    return [*rest, (RELAY, named), (RELAY_CUE, inner[0]), (OUTER, outer), *((OUTER_CUE, cue) for cue in others)]

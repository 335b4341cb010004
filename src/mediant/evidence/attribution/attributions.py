"""Who said what in a text, in words: attributions with their chain, and statements of the text's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mediant.evidence.attribution.decoding import Floats, best_labels, log_chances, pieces_of
from mediant.evidence.attribution.encoder import Encoder, Seen
from mediant.evidence.attribution.labels import KINDS, OF_ANCHOR, OF_KIND, PLACES, begin
from mediant.evidence.attribution.windows import Window, sentence_starts, windows_of
from mediant.evidence.attribution.words import Vocabulary, Word

CONTENT, CUE, SPEAKER = PLACES.index("content"), PLACES.index("cue"), PLACES.index("speaker")
OWN = KINDS.index("own")
MOST_WORDS = 20_000  # seen at once: the encoder's vectors of that many words are 40 MB

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: pieces (first word and last) by place, and log chances that tell how sure it is.

    Without an anchor it is a statement of the text's own. `acts` and `certainties` are log chances in the order of
    `claim.ACTS`, then none, and of `claim.CERTAINTIES`. `signs` are log chances: of the anchor, and means and least
    ones over the labels of its pieces by place.
    """

    anchor: Range | None
    pieces: tuple[tuple[int, Range], ...]
    acts: tuple[float, ...]
    certainties: tuple[float, ...]
    signs: tuple[float, ...]

    def of(self, place: int) -> tuple[Range, ...]:
        """Its pieces of one place, in order."""
        return tuple(piece for kind, piece in self.pieces if kind == place)


def attributions_of(text: str, words: Sequence[Word], vocabulary: Vocabulary, encoder: Encoder) -> list[Attribution]:
    """The attributions of a text in the order of their anchors, then its own statements.

    Windows overlap; each word belongs to the window in which it stands farther from an edge. A text of more than 20,000
    words is read in parts of that many, cut where a sentence may begin, so that memory stays bounded.
    """
    found: list[Attribution] = []
    for first, last in _parts(text, words):
        found += [_moved(one, first) for one in _of_part(text, words[first:last], vocabulary, encoder)]
    return [one for one in found if one.anchor] + [one for one in found if not one.anchor]


def _parts(text: str, words: Sequence[Word]) -> Iterator[Range]:
    """First word, and the one after the last, of each part."""
    starts = sentence_starts(text, words) if len(words) > MOST_WORDS else []
    first = 0
    while first < len(words):
        last = min(len(words), first + MOST_WORDS)
        if last < len(words):
            last = next((at for at in range(last, last - MOST_WORDS // 2, -1) if starts[at]), last)
        yield first, last
        first = last


def _moved(one: Attribution, by: int) -> Attribution:
    if not by:
        return one
    pieces = tuple((place, (first + by, last + by)) for place, (first, last) in one.pieces)
    return replace(one, anchor=one.anchor and (one.anchor[0] + by, one.anchor[1] + by), pieces=pieces)


def _of_part(text: str, words: Sequence[Word], vocabulary: Vocabulary, encoder: Encoder) -> list[Attribution]:
    windows = windows_of(text, words, vocabulary)
    seen = [encoder.see(window) for window in windows]
    homes = _homes(windows, len(words))
    anchor_chances = _padded([log_chances(one.anchors) for one in seen], OF_ANCHOR)
    kind_chances = _padded([log_chances(one.kinds) for one in seen], OF_KIND)
    anchors = [(number, first, last) for number, _, first, last in _pieces(anchor_chances, windows, homes)]
    anchors = _whole(anchors, words)
    found: list[Attribution] = []
    for number, (window, one) in enumerate(zip(windows, seen, strict=True)):
        here = [(first, last) for at, first, last in anchors if at == number and last < window.last]
        if here:
            found += _around(here, window, one, encoder, anchor_chances[number])
    found = _apart(found)
    taken = np.zeros(len(words), dtype=bool)
    for attribution in found:
        for _, (first, last) in attribution.pieces:
            taken[first : last + 1] = True
    own = [
        (number, first, last)
        for number, kind, first, last in _pieces(kind_chances, windows, homes)
        if kind == OWN and not taken[first : last + 1].any()
    ]
    for number, (window, one) in enumerate(zip(windows, seen, strict=True)):
        here = [(first, last) for at, first, last in own if at == number]
        found += _own(here, window, one, encoder, kind_chances[number])
    return found


def _padded(chances: Sequence[Floats], labels: int) -> Floats:
    """Log chances of windows in one array, windows × words × labels; what is padding is outside for sure."""
    padded = np.full((len(chances), max(map(len, chances), default=0), labels), -1e4, dtype=np.float32)
    padded[:, :, 0] = 0
    for row, one in zip(padded, chances, strict=True):
        row[: len(one)] = one
    return padded


def _pieces(chances: Floats, windows: Sequence[Window], homes: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Window, kind, first and last word of each piece, from the window to which its first word belongs."""
    return [
        (number, kind, window.first + first, window.first + last)
        for number, (window, labels) in enumerate(zip(windows, best_labels(chances), strict=True))
        for kind, first, last in pieces_of(labels)
        if homes[window.first + first] == number
    ]


def _whole(anchors: Sequence[tuple[int, int, int]], words: Sequence[Word]) -> list[tuple[int, int, int]]:
    """Window, first and last word; anchors without gap between them are one: two cues never stand side by side."""
    whole: list[tuple[int, int, int]] = []
    for number, first, last in anchors:
        if whole and whole[-1][2] + 1 >= first and not words[first].after_break:
            whole[-1] = (whole[-1][0], whole[-1][1], max(last, whole[-1][2]))
        else:
            whole.append((number, first, last))
    return whole


def _homes(windows: Sequence[Window], count: int) -> list[int]:
    """The window to which each word belongs: an overlap is cut in its middle."""
    homes: list[int] = []
    for number, window in enumerate(windows):
        end = count if number + 1 == len(windows) else (windows[number + 1].first + window.last) // 2
        homes += [number] * (end - len(homes))
    return homes


def _around(
    anchors: Sequence[Range], window: Window, seen: Seen, encoder: Encoder, anchor_chances: Floats
) -> list[Attribution]:
    inner = [(first - window.first, last - window.first) for first, last in anchors]
    chances = log_chances(encoder.places(seen, inner))
    for row, (first, last) in enumerate(inner):  # an anchor is a piece of the cue, whatever else its words look like
        chances[row, first : last + 1, :] = -1e4
        chances[row, first, begin(CUE)] = 0
        chances[row, first + 1 : last + 1, begin(CUE) + 1] = 0
    labels = best_labels(chances)
    rows = []
    for row, anchor in enumerate(anchors):
        pieces = [(kind, (a + window.first, b + window.first)) for kind, a, b in pieces_of(labels[row])]
        if any(kind == CONTENT for kind, _ in pieces):
            first, last = anchor[0] - window.first, anchor[1] - window.first
            sure = anchor_chances[first, 1] + anchor_chances[first + 1 : last + 1, 2].sum()
            rows.append((anchor, pieces, (float(sure), *_signs(chances[row], labels[row]))))
    return _with_meaning(rows, window, seen, encoder)


def _own(ranges: Sequence[Range], window: Window, seen: Seen, encoder: Encoder, kinds: Floats) -> list[Attribution]:
    rows: list[tuple[Range | None, list[tuple[int, Range]], tuple[float, ...]]] = []
    for first, last in ranges:
        inside = kinds[first - window.first : last + 1 - window.first]
        own = np.logaddexp(inside[:, begin(OWN)], inside[:, begin(OWN) + 1])
        mean = float(own.mean())
        rows.append((None, [(CONTENT, (first, last))], (mean, mean, float(own.min()), 0.0, 0.0)))
    return _with_meaning(rows, window, seen, encoder)


def _signs(chances: Floats, labels: np.ndarray) -> tuple[float, float, float, float]:
    """Mean and least log chance of the labels of the content; least ones of speaker and of what lies outside."""
    told = np.take_along_axis(chances, labels[:, None], axis=1)[:, 0]
    content = told[(labels == begin(CONTENT)) | (labels == begin(CONTENT) + 1)]
    speaker = told[(labels == begin(SPEAKER)) | (labels == begin(SPEAKER) + 1)]
    outside = told[labels == 0]
    least = float(outside.min()) if outside.size else 0.0
    return float(content.mean()), float(content.min()), float(speaker.min()) if speaker.size else -3.0, least


def _with_meaning(
    rows: Sequence[tuple[Range | None, list[tuple[int, Range]], tuple[float, ...]]],
    window: Window, seen: Seen, encoder: Encoder,
) -> list[Attribution]:  # fmt: skip
    if not rows:
        return []
    means = np.zeros((len(rows), 4, seen.words.shape[1]), dtype=np.float32)
    for row, (_, pieces, _) in enumerate(rows):
        for part, place in enumerate((SPEAKER, CUE, CONTENT)):
            at = [
                k - window.first for kind, (a, b) in pieces if kind == place for k in range(a, min(b + 1, window.last))
            ]
            if at:
                means[row, part] = seen.words[at].mean(axis=0)
        first, last = next((piece for kind, piece in pieces if kind == CONTENT))
        start = first - window.first
        means[row, 3] = seen.words[start : min(start + 3, last + 1 - window.first)].mean(axis=0)
    acts, certainties = encoder.meaning(means.reshape(len(rows), -1))
    return [
        Attribution(anchor, tuple(pieces), tuple(act), tuple(certainty), signs)
        for (anchor, pieces, signs), act, certainty in zip(
            rows, log_chances(acts).tolist(), log_chances(certainties).tolist(), strict=True
        )
    ]


def _apart(found: Sequence[Attribution]) -> list[Attribution]:
    """Without those whose anchor is a piece of a surer one's cue with the same content: they say the same again."""
    kept: list[Attribution] = []
    cues: dict[tuple[Range, ...], set[Range]] = {}
    for one in sorted(found, key=lambda one: -one.signs[0]):
        taken = cues.setdefault(one.of(CONTENT), set())
        if one.anchor not in taken:
            kept.append(one)
            taken.update(one.of(CUE))
    return sorted(kept, key=lambda one: one.anchor or (0, 0))

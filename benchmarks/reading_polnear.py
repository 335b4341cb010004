"""Attributions of PolNeAR's texts in the form that its scorer reads, one article a line.

PolNeAR marks one source, one cue and one content, and no attribution inside another, so two conventions turn claims
with chains into its kind:

* Only outermost attributions: one of which every span lies in the content of another is left out.
* A relay with a cue is the outermost source. Source and cue are those of the outermost such relay; its content is all
  that it passes on: the speaker, the speaker's cue and content, and the relays nearer to the speaker. A relay without a
  cue is left out.

Statements of the text's own are left out; they have no source and no cue. Offsets count Unicode characters of the file
as it stands, its line ends untouched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.evidence.files import read_article
from mediant.evidence.readers import Reader

WORD = re.compile(r"\w")

Pieces = list[tuple[int, int]]
Attribution = dict[str, Pieces]


def lines(folder: Path, reader: Reader) -> str:
    """A line of JSON for each text of a folder, in the order of their names."""
    written = []
    for path in sorted(folder.glob("*.txt")):
        text = read_article(path)
        claims = reader(article_of(text, ArticleRef(id=path.stem))).claims
        written.append(json.dumps({"doc": path.stem, "attributions": attributions_of(claims, text)}))
    return "".join(f"{line}\n" for line in written)


def attributions_of(claims: Iterable[Claim], text: str) -> list[Attribution]:
    """The outermost attributions that the claims make, each once."""
    made: list[Attribution] = []
    for claim in claims:
        if claim.sources:
            one = outermost(claim, text)
            made += [one] if one not in made else []
    return [one for one in made if not any(_inside(one, other) for other in made if other is not one)]


def outermost(claim: Claim, text: str) -> Attribution:
    """The attribution of a claim to the outermost of its sources that has a cue, or to its speaker."""
    last = max((k for k, source in enumerate(claim.sources) if source.cue), default=0)
    outer = claim.sources[last]
    passed_on: list[Span] = [*claim.content, *_spans(claim.sources[:last])]
    return {
        "source": pieces_of(outer.spans, text),
        "cue": pieces_of(outer.cue, text),
        "content": pieces_of(passed_on, text),
    }


def _spans(sources: Sequence[Source]) -> list[Span]:
    return [span for source in sources for span in (*source.spans, *source.cue)]


def pieces_of(spans: Iterable[Span], text: str) -> Pieces:
    """The spans in order, joined where they overlap or only marks and white space lie between them in a line."""
    pieces: Pieces = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if pieces and _next(text, pieces[-1][1], start):
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], end))
        else:
            pieces.append((start, end))
    return pieces


def _next(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return not WORD.search(between) and not ("\n" in between or "\r" in between)


def _inside(one: Attribution, other: Attribution) -> bool:
    return all(
        any(a <= start and end <= b for a, b in other["content"]) for pieces in one.values() for start, end in pieces
    )

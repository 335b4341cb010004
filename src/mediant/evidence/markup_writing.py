"""An annotated article back to its markup. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mediant.errors import InvalidFile, InvalidValue
from mediant.evidence.claim import Claim, Span
from mediant.evidence.markup import MarkedArticle, parse

ESCAPES = str.maketrans({"{": r"\{", "}": r"\}", "\\": r"\\"})


def render(marked: MarkedArticle) -> str:
    """The markup of an article, such that `parse(render(marked), marked.meta.article.id) == marked`.

    Tags on the same words become one tag. Raises InvalidValue where the markup cannot hold the article: spans that
    cross each other or pass a line end, or anything else that `parse` would refuse.
    """
    numbers = [_number(claim) for claim in marked.claims]
    lines = [line for number, claim in zip(numbers, marked.claims, strict=True) for line in _lines(number, claim)]
    text = "\n".join([*_header(marked), "---", _tagged(marked, numbers), "---", *lines, ""])
    try:
        back = parse(text, marked.meta.article.id)
    except InvalidFile as invalid:
        problem = invalid.problems[0]
        raise InvalidValue(problem.place, problem.seen, problem.expected) from None
    if back != marked:
        raise InvalidValue(marked.meta.article.id, "something that the markup does not hold", "an article as parsed")
    return text


def _number(claim: Claim) -> int:
    number = claim.id.rpartition(".")[2]
    if not (number.isascii() and number.isdigit()):
        raise InvalidValue(f"claim {claim.id}", "an id without a number", "the article's id, a full stop, a number")
    return int(number)


def _header(marked: MarkedArticle) -> list[str]:
    meta = marked.meta
    values = {
        "title": meta.article.title,
        "outlet": meta.article.outlet,
        "published": meta.article.published,
        "topic": meta.topic,
        "manner": meta.manner,
        "event": meta.event,
        "corrects": meta.corrects,
    }
    return [f"{key}: {value}" for key, value in values.items() if value is not None]


def _tags(number: int, claim: Claim) -> Iterator[tuple[Span, str]]:
    """Every span of a claim with its tag."""
    for link, source in enumerate(claim.sources):
        for letter, spans in (("s", source.spans), ("q", source.cue)):
            yield from ((span, f"{number}{letter}{link or ''}") for span in spans)
    yield from ((span, f"{number}c") for span in claim.content)


def _tagged(marked: MarkedArticle, numbers: list[int]) -> str:
    tags: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number, claim in zip(numbers, marked.claims, strict=True):
        for span, tag in _tags(number, claim):
            tags[span.start, -span.end].append(tag)
    pieces, at, open_ends = [], 0, list[int]()
    for (start, minus_end), names in sorted(tags.items()):
        while open_ends and open_ends[-1] <= start:
            pieces.append(marked.text[at : open_ends[-1]].translate(ESCAPES) + "}")
            at = open_ends.pop()
        if open_ends and open_ends[-1] < -minus_end:
            raise InvalidValue(f"{','.join(names)}", "crosses another span", "spans apart or inside one another")
        pieces.append(marked.text[at:start].translate(ESCAPES) + f"{{{','.join(names)} ")
        at = start
        open_ends.append(-minus_end)
    while open_ends:
        pieces.append(marked.text[at : open_ends[-1]].translate(ESCAPES) + "}")
        at = open_ends.pop()
    return "".join(pieces) + marked.text[at:].translate(ESCAPES)


def _lines(number: int, claim: Claim) -> list[str]:
    when = claim.when
    values = {
        "act": claim.act,
        "certainty": claim.certainty,
        "actor": claim.sources[0].actor if claim.sources else None,
        "issues": ",".join(claim.issues) or None,
        "when": when and f'"{when.text}"' + (f"@{when.date}" if when.date else ""),
    }
    told = " ".join(f"{key}={value}" for key, value in values.items() if value is not None)
    relays = enumerate(claim.sources[1:], 1)
    return [f"{number}: {told}".rstrip(), *(f"{number}.{n}: actor={link.actor}" for n, link in relays if link.actor)]

"""Annotated articles as text: a header, a body with tags around its spans, one line for every claim. Pure.

`corpus/GUIDELINES.md` describes the markup and what to mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from mediant.errors import InvalidFile, Problem
from mediant.evidence.checks import FILE_NAME, WORDS, Findings
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.evidence.markup_lines import ClaimLine, claim_lines, header_of, is_control
from mediant.model.check_entries import cut, shown

RULE = "---"
TAG = re.compile(r"([0-9]{1,4}(?:[sq][1-9]?|c)(?:,[0-9]{1,4}(?:[sq][1-9]?|c))*) ")
ROLE = re.compile(r"([0-9]+)([sqc])([1-9]?)")
MOST_CHARACTERS = 500_000
MOST_PROBLEMS = 200
MOST_DEPTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What the header says of an article. `event` and `corrects` tie articles together; None where not said."""

    article: ArticleRef
    topic: str
    manner: str
    event: str | None = None
    corrects: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """An article and its claims; every span counts characters of `text`, which is free of markup.

    A claim's id is the article's id, a full stop and the number it has in the markup. A speaker that the text leaves
    out ("was accused of") is a source without spans, with its cue.
    """

    meta: Meta
    text: str
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class _Body:
    """The body while it is read: the text without markup so far, and the spans found for (claim, role, link)."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[tuple[int, str, int], list[Span]] = field(default_factory=dict)
    first_line: dict[int, int] = field(default_factory=dict)


def parse(text: str, name: str) -> MarkedArticle:
    """The article that is marked up in `text`; `name`, its id, is the file's name without ending.

    Raises InvalidFile with every problem, each with its line (at most 200).
    """
    found = Findings()
    if not FILE_NAME.fullmatch(name):
        found.add("name", f"got {shown(name)}", WORDS[FILE_NAME])
    rules = _frame(text, found)
    if rules is None:
        raise InvalidFile(name, tuple(found.problems[:MOST_PROBLEMS]))
    lines = text.split("\n")
    first, last = rules
    header = header_of(lines[:first], found)
    body = _body(lines[first + 1 : last], first + 2, found)
    told = claim_lines(lines[last + 1 :], last + 2, found)
    whole = "".join(body.text)
    article = ArticleRef(id=name, title=header.get("title"), outlet=header["outlet"], published=header["published"])
    claims = _claims(body, told, article, whole, found)
    if found.problems:
        raise InvalidFile(name, _in_order(found.problems))
    meta = Meta(
        article=article,
        topic=header["topic"] or "",
        manner=header["manner"] or "",
        event=header.get("event"),
        corrects=header.get("corrects"),
    )
    return MarkedArticle(meta=meta, text=whole, claims=claims)


def nested_in(claims: tuple[Claim, ...]) -> tuple[str | None, ...]:
    """For each claim, the id of the innermost claim inside whose content it is attributed; None for outermost ones.

    A claim is inside another when its content and all cues and sources lie in the other's content. Claims without a
    source hold nothing inside. Keeping only those with None gives a reading of outermost attributions.
    """
    parts = [_extent(claim) for claim in claims]
    return tuple(_holder(claim, part, claims) for claim, part in zip(claims, parts, strict=True))


def _holder(claim: Claim, parts: list[Span], claims: tuple[Claim, ...]) -> str | None:
    def size(other: Claim) -> int:
        return sum(span.end - span.start for span in other.content)

    if not claim.sources:
        return None
    holders = [
        other
        for other in claims
        if other is not claim and other.sources and all(_covered(span, other.content) for span in parts)
    ]
    return min(holders, key=size).id if holders else None


def _extent(claim: Claim) -> list[Span]:
    return [*claim.content, *(span for source in claim.sources for span in (*source.spans, *source.cue))]


def _covered(span: Span, pieces: tuple[Span, ...]) -> bool:
    return any(piece.start <= span.start and span.end <= piece.end for piece in pieces)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems by their lines."""

    def line(problem: Problem) -> int:
        number = re.match(r"line ([0-9]+)", problem.place)
        return int(number[1]) if number else 0

    return tuple(sorted(problems, key=line)[:MOST_PROBLEMS])


def _frame(text: str, found: Findings) -> tuple[int, int] | None:
    """The lines (from 0) of the two rules that part header, body and claims; None where they cannot be told."""
    if len(text) > MOST_CHARACTERS:
        found.add("file", f"{len(text):,} characters", f"at most {MOST_CHARACTERS:,}", "split it")
        return None
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        bad = next((c for c in line if is_control(c)), None)
        if bad is not None:
            name = unicodedata.name(bad, f"U+{ord(bad):04X}")
            found.add(f"line {number}", f"the control character {name}", "text with line feeds only", "remove it")
    rules = [number for number, line in enumerate(lines) if line == RULE]
    if len(rules) < 2:
        seen = f"{len(rules)} lines of {RULE} alone"
        found.add("file", seen, f"one {RULE} between header and body, one between body and claims")
    return (rules[0], rules[-1]) if not found.problems else None


def _body(lines: list[str], number: int, found: Findings) -> _Body:
    body = _Body()
    if not any(line.strip() for line in lines):
        found.add(f"line {number}", "no text", "the text of the article")
    for at, line in enumerate(lines):
        if len(found.problems) > MOST_PROBLEMS:  # a file of rubbish costs no more than what is shown of it
            break
        _body_line(line, number + at, body, found)
        if at + 1 < len(lines):
            _put("\n", body)
    return body


def _put(text: str, body: _Body) -> None:
    body.text.append(text)
    body.length += len(text)


def _body_line(line: str, number: int, body: _Body, found: Findings) -> None:
    """Read one line: escapes, and tags, which open and close on it."""
    open_tags: list[tuple[str, int, int, int]] = []  # tag, column, start in the text, pieces before it
    at = 0
    while at < len(line) and len(found.problems) <= MOST_PROBLEMS:
        place = f"line {number}, column {at + 1}"
        c = line[at]
        if c == "\\":
            if line[at + 1 : at + 2] not in ("{", "}", "\\"):
                found.add(place, "a backslash alone", r"\{ \} or \\ for a brace or a backslash of the text")
            _put(line[at + 1 : at + 2], body)
            at += 2
        elif c == "{":
            at = _open(line, at, open_tags, (place, body), found)
        elif c == "}":
            _close(open_tags, number, place, body, found)
            at += 1
        else:
            _put(c, body)
            at += 1
    for tag, column, _, _ in open_tags:
        do = "close it with } (a quotation over several paragraphs has a tag in each)"
        found.add(f"line {number}, column {column}", f"{{{tag} is not closed", "} on the same line", do)


def _open(line: str, at: int, tags: list[tuple[str, int, int, int]], here: tuple[str, _Body], found: Findings) -> int:
    place, body = here
    match = TAG.match(line, at + 1)
    if match is None:
        seen = f"{shown(cut(line[at : at + 20]))} is no tag"
        found.add(place, seen, "such as {1s the union}, {1q said}, {1c ...}, {1s1 a relay}, {1s,2s two claims}")
        tags.append(("", at + 1, body.length, len(body.text)))
        return at + 1
    if len(tags) >= MOST_DEPTH:
        found.add(place, f"more than {MOST_DEPTH} tags in one another", f"at most {MOST_DEPTH}")
    tags.append((match[1], at + 1, body.length, len(body.text)))
    return match.end()


def _close(tags: list[tuple[str, int, int, int]], number: int, place: str, body: _Body, found: Findings) -> None:
    if not tags:
        found.add(place, "} without {", "a tag before it", r"write \} for a brace of the text")
        return
    tag, column, start, pieces = tags.pop()
    text = "".join(body.text[pieces:])
    where = f"line {number}, column {column}"
    if not text or text != text.strip():
        seen = "an empty tag" if not text.strip() else f"space at the edge of {shown(text)}"
        found.add(where, seen, "words without space at the edges", "move the space out of the tag")
    span = Span(start=start, end=body.length, text=text)
    for claim, role, link in ROLE.findall(tag):
        body.first_line.setdefault(int(claim), number)
        body.spans.setdefault((int(claim), role, int(link or 0)), []).append(span)


def _claims(
    body: _Body, told: dict[int, ClaimLine], article: ArticleRef, text: str, found: Findings
) -> tuple[Claim, ...]:
    claims = []
    for number in sorted({*body.first_line, *told}):
        line = told.get(number)
        if line is None:
            seen = f"claim {number} has tags and no line"
            do = f"write {number}: act=... certainty=... below the last {RULE}"
            found.add(f"line {body.first_line[number]}", seen, "a line for every claim", do)
            continue
        place = f"line {line.line}, claim {number}"
        if line.when is not None and line.when.text not in text:
            found.add(place, f"when={shown(line.when.text)}", "words that stand in the article")
        content = tuple(sorted(body.spans.get((number, "c", 0), []), key=lambda span: span.start))
        if not content:
            found.add(place, "no content", f"a tag {{{number}c ...}} in the text")
        claim = Claim(
            id=f"{article.id}.{number}",
            article=article,
            content=content,
            sources=_sources(number, body, line, place, found),
            act=line.act,
            certainty=line.certainty,
            issues=line.issues,
            when=line.when,
        )
        _univocal(claim, place, found)
        claims.append(claim)
    return tuple(claims)


def _sources(number: int, body: _Body, line: ClaimLine, place: str, found: Findings) -> tuple[Source, ...]:
    links = sorted({link for claim, role, link in body.spans if claim == number and role != "c"})
    if links != list(range(len(links))):
        seen = f"links {', '.join(map(str, links))} of the chain"
        found.add(place, seen, "the speaker (s, q) first, then relays s1, s2, ... without a gap")
    for link in [link for link in line.actors if link not in links]:
        found.add(place, f"an actor for link {link}", "an actor only where the text has a source or a cue")
    if 0 in links and (number, "q", 0) not in body.spans:
        found.add(place, "a source without a cue", f"a tag {{{number}q ...}}, if only around a colon")
    return tuple(
        Source(
            spans=_of(body.spans, (number, "s", link)),
            actor=line.actors.get(link),
            role="relay" if link else "speaker",
            cue=_of(body.spans, (number, "q", link)),
        )
        for link in links
    )


def _of(spans: dict[tuple[int, str, int], list[Span]], key: tuple[int, str, int]) -> tuple[Span, ...]:
    return tuple(sorted(spans.get(key, []), key=lambda span: span.start))


def _univocal(claim: Claim, place: str, found: Findings) -> None:
    """Within one claim no two spans share a character."""
    spans: Iterable[Span] = sorted(_extent(claim), key=lambda span: (span.start, span.end))
    before: Span | None = None
    for span in spans:
        if before is not None and span.start < before.end:
            seen = f"{shown(before.text)} and {shown(span.text)} overlap"
            found.add(place, seen, "source, cue and content of one claim apart from one another")
        before = span

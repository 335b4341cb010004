"""Annotations of PolNeAR (Newell et al. 2018) as claims: outermost attributions with source, cue and content. Pure."""

from __future__ import annotations

import re

from mediant.evidence.claim import ArticleRef, Claim, Source, Span

SPAN = re.compile(r"(\S+) ([0-9 ;]+)$")
ROLES = ("Source", "Cue", "Content")
MOST_DIGITS = 12  # of an offset; Python makes no number of thousands


def claims_of(annotations: str, text: str, ref: ArticleRef) -> tuple[tuple[Claim, ...], tuple[Span, ...]]:
    """The attributions of a .ann file as claims, and the spans that its annotators set aside.

    Attributions without cue or content are left out, and so are references to spans that are not there (a few are).
    """
    spans: dict[str, list[Span]] = {}
    aside: list[Span] = []
    events: list[list[str]] = []
    for line in annotations.split("\n"):
        part = line.split("\t")
        match = SPAN.match(part[1]) if line.startswith("T") and len(part) >= 2 else None
        if match is not None:
            spans[part[0]] = _pieces(match[2], text)
            aside += spans[part[0]] if match[1] == "Discard" else []
        elif line.startswith("E") and len(part) == 2:
            events.append(part[1].split())
    claims = [_claim(event, spans, ref, number) for number, event in enumerate(events, 1)]
    return tuple(claim for claim in claims if claim is not None), tuple(aside)


def _pieces(offsets: str, text: str) -> list[Span]:
    found = []
    for piece in offsets.split(";"):
        start, _, end = piece.strip().partition(" ")
        plain = start.isdecimal() and end.isdecimal() and len(start) < MOST_DIGITS and len(end) < MOST_DIGITS
        if plain and int(start) < int(end) <= len(text):
            found.append(Span(start=int(start), end=int(end), text=text[int(start) : int(end)]))
    return sorted(found, key=lambda span: span.start)


def _claim(event: list[str], spans: dict[str, list[Span]], ref: ArticleRef, number: int) -> Claim | None:
    by_role: dict[str, list[Span]] = {role: [] for role in ROLES}
    for argument in event:
        name, _, reference = argument.partition(":")
        role = name.rstrip("0123456789")
        if role in by_role:
            by_role[role] += spans.get(reference, [])
    if not by_role["Cue"] or not by_role["Content"]:
        return None
    source, cue, content = (tuple(sorted(set(by_role[role]), key=lambda span: span.start)) for role in ROLES)
    speaker = Source(spans=source, actor=None, role="speaker", cue=cue)
    return Claim(id=f"{ref.id}.{number}", article=ref, content=content, sources=(speaker,))

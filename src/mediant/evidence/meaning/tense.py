"""Whether what is told around some words lies before or after the telling, by the verbs beside them. Pure."""

from __future__ import annotations

import re

from mediant.evidence.meaning.days import FUTURE, PAST

MOST_LOOKED_AT = 160  # characters before and after the words
AHEAD = re.compile(
    r"\b(?:(?:[Ww]ill|won['’]t|shall|would|wouldn['’]t|could|may|might|can|cannot|must|should|ought to|is to|are to"
    r"|was to|were to)(?: not)?(?: be)?(?: [a-z]{2,20})?"
    r"|to (?!(?:the|an?|his|her|its|their|our|my|this|that|one|two|three|four|five|six|seven|eight|nine|ten)\b)"
    r"(?:be )?[a-z]{2,20}|due|set|scheduled|planned|expected|fixed|called for|going|unless)\b|['’](?:ll|d)\b"
)
BEHIND = re.compile(
    r"\b(?:was|were|(?:was|were)n['’]t|had|did|has|have|been|said|told|met|left|came|went|took"
    r"|gave|broke|held|sent|kept|lost|fell|began|put|read|made|found|got|saw|ran|cut|shut|wrote|spoke|knew|thought|won"
    r"|brought|stood|sat|heard|flew|drove|rose|sank|paid|sold|bought|led|struck|threw|rang|[a-z]{2,20}ed)\b"
)
CLAUSE = re.compile(r"[;:.!?]|, (?:but|and|which|who|when|while|after|before)\b| that ")
LOOKS_AHEAD = ("demand", "offer", "commit", "threaten")
MAY_LOOK_AHEAD = ("announce", "reject", "accept", "concede")


def tense_of(before: str, after: str, act: str | None, certainty: str | None) -> str | None:
    """The tense of what the words between `before` and `after` belong to: "past" or "future".

    What is planned, demanded, offered, promised or threatened lies ahead. Else the verb nearest in the same clause
    decides; without one, what is hedged or open looks ahead, and what is announced, refused or agreed to.
    """
    if certainty == "planned" or act in LOOKS_AHEAD:
        return FUTURE
    ahead, behind = _nearest(AHEAD, before, after), _nearest(BEHIND, before, after)
    if ahead != behind or ahead < MOST_LOOKED_AT:
        return FUTURE if ahead <= behind else PAST
    return FUTURE if certainty in ("hedged", "uncertain") or act in MAY_LOOK_AHEAD else PAST


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int:
    """How many characters away the nearest match is; far away where there is none in the clause."""
    left = CLAUSE.split(before[-MOST_LOOKED_AT:])[-1]
    right = CLAUSE.split(after[:MOST_LOOKED_AT])[0]
    last = max((match.end() for match in pattern.finditer(left)), default=-MOST_LOOKED_AT)
    first = min((match.start() for match in pattern.finditer(right)), default=2 * MOST_LOOKED_AT)
    return min(len(left) - last if last >= 0 else MOST_LOOKED_AT, first, MOST_LOOKED_AT)

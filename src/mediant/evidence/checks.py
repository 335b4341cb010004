"""From one line of `mediant-claims/1` to a claim, or to all that is wrong with the line. Pure: text in, values out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from mediant.errors import Problem
from mediant.evidence.claim import ACTS, CERTAINTIES, ROLES, ArticleRef, Claim, Source, Span, When
from mediant.model.check_entries import meant, shown, text_problems

Table: TypeAlias = Mapping[str, Any]

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
ISSUE = re.compile(r"[a-z0-9-]{1,100}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SHA256 = re.compile(r"[0-9a-f]{64}")

WORDS = {
    NAME: "1 to 100 of A-Z a-z 0-9 . _ : -, a letter or digit first",
    FILE_NAME: "1 to 100 of A-Z a-z 0-9 . _ -, a letter or digit first (the article's text is looked for as ID.txt)",
    ISSUE: "an issue's id: a-z 0-9 -",
    DAY: "a day as YYYY-MM-DD",
    SHA256: "64 of 0-9 a-f: the SHA-256 of the article's text in UTF-8",
}
MOST_KEYS = 20
MOST_DEPTH = 8
MOST_OFFSET = 64_000_000

KEYS = {
    "claim": ("id", "article", "content", "sources", "act", "certainty", "issues", "when", "confidence"),
    "article": ("id", "title", "outlet", "published", "sha256"),
    "span": ("start", "end", "text"),
    "source": ("spans", "actor", "role", "cue"),
    "when": ("text", "date"),
    "correction": ("decision", "of", "claim", "at"),
}
NEEDED = {
    "claim": ("id", "article", "content"),
    "article": ("id",),
    "span": ("start", "end", "text"),
    "source": ("spans", "role"),
    "when": ("text",),
    "correction": ("decision",),
}


@dataclass(slots=True)
class Findings:
    """The problems found so far, in the order of the file."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: str, seen: str, expected: str, do: str = "") -> None:
        """Note one problem."""
        self.problems.append(Problem(place, seen, expected, do))


def claim_of(line: str, place: str, found: Findings) -> Claim | None:
    """The claim on one line; None when something is wrong with it, and then `found` says all that is."""
    before = len(found.problems)
    value = parsed(line, place, found)
    return claim_from(value, place, found) if len(found.problems) == before else None


def claim_from(value: object, place: str, found: Findings) -> Claim | None:
    """The claim in a value that JSON gave, as `claim_of` for a line."""
    before = len(found.problems)
    table = object_of(value, "claim", place, found)
    if table is None:
        return None
    claim = Claim(
        id=_text(table, "id", place, found, NAME) or "",
        article=_article(table.get("article"), f"{place}, article", found),
        content=_spans(table, "content", place, found, least=1),
        sources=_sources(table, place, found),
        act=_one_of(table, "act", ACTS, place, found),
        certainty=_one_of(table, "certainty", CERTAINTIES, place, found),
        issues=_issues(table, place, found),
        when=_when(table.get("when"), f"{place}, when", found),
        confidence=_chance(table, "confidence", place, found),
    )
    return claim if len(found.problems) == before else None


def spans_of(claim: Claim) -> list[tuple[str, Span]]:
    """Every span of a claim with its place in it, such as "sources.1.cue.2"."""
    named = [(f"content.{k}", span) for k, span in enumerate(claim.content, 1)]
    for n, source in enumerate(claim.sources, 1):
        named += [(f"sources.{n}.spans.{k}", span) for k, span in enumerate(source.spans, 1)]
        named += [(f"sources.{n}.cue.{k}", span) for k, span in enumerate(source.cue, 1)]
    return named


def parsed(line: str, place: str, found: Findings) -> object:
    """The JSON of a strange file or service: each key once, at most 8 levels, numbers that JSON has; None if wrong."""
    try:
        value: object = json.loads(line, object_pairs_hook=_once, parse_constant=_no_constant)
        if not _deep(value):
            return value
        found.add(place, "nested too deep", f"at most {MOST_DEPTH} levels")
    except RecursionError:
        found.add(place, "nested too deep", f"at most {MOST_DEPTH} levels")
    except json.JSONDecodeError as error:
        found.add(f"{place}, column {error.colno}", f"not JSON ({error.msg})", "one JSON object on one line")
    except ValueError as error:  # from the hooks below, and Python's own for a number of thousands of digits
        found.add(place, f"not JSON ({error})", "one JSON object on one line")
    return None


def _deep(value: object) -> bool:
    level = [value]
    for _ in range(MOST_DEPTH + 1):
        level = [below for item in level for below in _below(item)]
    return bool(level)


def _below(item: object) -> Iterable[object]:
    if isinstance(item, dict):
        return item.values()
    return item if isinstance(item, list) else ()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise ValueError(f"the key {shown(key)} stands twice in one object")
        table[key] = value
    return table


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is not a JSON number")


def object_of(value: object, kind: str, place: str, found: Findings) -> Table | None:
    """The value as an object with the keys of its kind; None where it is no object."""
    if not isinstance(value, dict):
        found.add(place, f"got {shown(value)}", f"an object with {', '.join(KEYS[kind])}")
        return None
    for key in [key for key in value if key not in KEYS[kind]][:MOST_KEYS]:
        found.add(
            place,
            f"unknown key {shown(key)}",
            f"only {', '.join(KEYS[kind])}",
            meant(key, KEYS[kind], "correct it or remove it"),
        )
    missing = [key for key in NEEDED[kind] if value.get(key) is None]
    if missing:
        found.add(place, f"no {', no '.join(missing)}", f"{', '.join(NEEDED[kind])} in every {kind}")
    return value


def _text(table: Table, key: str, place: str, found: Findings, pattern: re.Pattern[str] | None = None) -> str | None:
    """The text under a key; None where it is null or left out, or wrong (and then reported)."""
    value = table.get(key)
    if value is None:
        return None
    place = f"{place}, {key}"
    if not isinstance(value, str) or not value.strip():
        found.add(place, f"got {shown(value)}", "a text that is not empty")
    elif any("\ud800" <= c <= "\udfff" for c in value):
        found.add(place, "half of a surrogate pair", "whole Unicode characters", "write the character itself")
    elif pattern is not None and not pattern.fullmatch(value):
        found.add(place, f"got {shown(value)}", WORDS[pattern])
    else:
        return value
    return None


def _label(table: Table, key: str, place: str, found: Findings) -> str | None:
    """A text of one line that people read, such as a title; None where it is null or left out, or wrong."""
    value = table.get(key)
    if value is None:
        return None
    before = len(found.problems)
    found.problems += text_problems(value, f"{place}, {key}")
    return value if isinstance(value, str) and len(found.problems) == before else None


def _one_of(table: Table, key: str, known: tuple[str, ...], place: str, found: Findings) -> str | None:
    value = table.get(key)
    if value is None or value in known:
        return value
    do = meant(value, known, "write null where it cannot be told")
    found.add(f"{place}, {key}", f"got {shown(value)}", f"one of {', '.join(known)}", do)
    return None


def _day(table: Table, key: str, place: str, found: Findings) -> str | None:
    value = _text(table, key, place, found, DAY)
    if value is not None:
        try:
            date.fromisoformat(value)
        except ValueError:
            found.add(f"{place}, {key}", f"got {shown(value)}", "a day that the calendar has")
    return value


def _chance(table: Table, key: str, place: str, found: Findings) -> float | None:
    value = table.get(key)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1):
        return None if value is None else float(value)
    found.add(f"{place}, {key}", f"got {shown(value)}", "a number from 0 to 1")
    return None


def _article(value: object, place: str, found: Findings) -> ArticleRef:
    table = None if value is None else object_of(value, "article", place, found)
    if table is None:
        return ArticleRef(id="")
    return ArticleRef(
        id=_text(table, "id", place, found, FILE_NAME) or "",
        title=_label(table, "title", place, found),
        outlet=_label(table, "outlet", place, found),
        published=_day(table, "published", place, found),
        sha256=_text(table, "sha256", place, found, SHA256),
    )


def _when(value: object, place: str, found: Findings) -> When | None:
    table = None if value is None else object_of(value, "when", place, found)
    if table is None:
        return None
    return When(text=_text(table, "text", place, found) or "", date=_day(table, "date", place, found))


def _list(table: Table, key: str, place: str, found: Findings, least: int = 0) -> list[Any]:
    value = table.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) < least:
        found.add(f"{place}, {key}", f"got {shown(value)}", f"a list of {least or 'none'} or more")
        return []
    return value


def _issues(table: Table, place: str, found: Findings) -> tuple[str, ...]:
    issues = _list(table, "issues", place, found)
    for issue in issues:
        if not isinstance(issue, str) or not ISSUE.fullmatch(issue):
            found.add(f"{place}, issues", f"got {shown(issue)}", WORDS[ISSUE])
            return ()
    if len(set(issues)) < len(issues):
        found.add(f"{place}, issues", f"got {shown(issues)}", "each issue once")
    return tuple(issues)


def _sources(table: Table, place: str, found: Findings) -> tuple[Source, ...]:
    items = enumerate(_list(table, "sources", place, found), 1)
    sources = [_source(value, f"{place}, sources.{n}", found) for n, value in items]
    roles = [source.role for source in sources]
    if "relay" in roles and "speaker" in roles[roles.index("relay") :]:
        found.add(f"{place}, sources", "a speaker after a relay", "the speaker first, then outwards")
    return tuple(sources)


def _source(value: object, place: str, found: Findings) -> Source:
    table = object_of(value, "source", place, found)
    if table is None:
        return Source(spans=(), actor=None, role="")
    return Source(
        # a speaker may be left out of the text ("was accused of"): then its cue stands alone
        spans=_spans(table, "spans", place, found, least=0 if table.get("cue") else 1),
        actor=_label(table, "actor", place, found),
        role=_one_of(table, "role", ROLES, place, found) or "",
        cue=_spans(table, "cue", place, found),
    )


def _spans(table: Table, key: str, place: str, found: Findings, least: int = 0) -> tuple[Span, ...]:
    items = enumerate(_list(table, key, place, found, least), 1)
    spans = (_span(value, f"{place}, {key}.{k}", found) for k, value in items)
    return tuple(span for span in spans if span is not None)


def _span(value: object, place: str, found: Findings) -> Span | None:
    table = object_of(value, "span", place, found)
    if table is None or any(table.get(key) is None for key in KEYS["span"]):
        return None
    start, end, text = table["start"], table["end"], _text(table, "text", place, found)
    if not all(isinstance(offset, int) and not isinstance(offset, bool) for offset in (start, end)):
        found.add(place, f"from {shown(start)} to {shown(end)}", "whole numbers as start and end")
    elif not 0 <= start < end <= MOST_OFFSET:
        found.add(place, f"from {shown(start)} to {shown(end)}", f"0 <= start < end <= {MOST_OFFSET:,}")
    elif text is not None and len(text) != end - start:
        found.add(place, f"a text of {len(text)} characters", f"{shown(end - start)} of them, end minus start")
    elif text is not None:
        return Span(start=start, end=end, text=text)
    return None

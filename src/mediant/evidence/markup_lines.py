"""The header of an annotated article, and its lines about claims. Pure: lines in, values out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from mediant.evidence.checks import DAY, FILE_NAME, ISSUE, WORDS, Findings
from mediant.evidence.claim import ACTS, CERTAINTIES, When
from mediant.model.check_entries import meant, shown

NEEDED = ("title", "outlet", "published", "topic", "manner")
KEYS = (*NEEDED, "event", "corrects")
MANNERS = ("agency", "paper", "broadcaster", "live", "local")
MOST_KEYS = 50
MOST_LINES = 5_000
ATTRIBUTES = ("act", "certainty", "actor", "issues", "when")
LINE = re.compile(r"([1-9][0-9]{0,3})(?:\.([1-9]))?:(.*)")
ATTRIBUTE = re.compile(r' +(?:when="([^"]+)"(?:@(\S+))?|([a-z]+)=([^\s"]+))')


@dataclass(slots=True)
class ClaimLine:
    """What is said of a claim below the text; `actors` by link of the chain, 0 for the speaker."""

    line: int
    act: str | None = None
    certainty: str | None = None
    issues: tuple[str, ...] = ()
    when: When | None = None
    actors: dict[int, str] = field(default_factory=dict)


def is_control(character: str) -> bool:
    """Whether a character cannot stand in a line: control, half a surrogate pair, line or paragraph separator."""
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in "\u202a\u202b\u202c\u202d\u202e"


def header_of(lines: list[str], found: Findings) -> dict[str, str | None]:
    """The header's values by key, every known key present; None where left out or wrong (and then reported)."""
    values: dict[str, str | None] = dict.fromkeys(KEYS)
    for number, line in enumerate(lines[:MOST_KEYS], 1):
        key, colon, value = line.partition(":")
        place, value = f"line {number}", value.strip()
        if not colon or key not in KEYS:
            do = meant(key.strip(), KEYS, "correct it or remove it") if colon else "write it as key: value"
            found.add(place, f"got {shown(line)}", f"one of {', '.join(KEYS)}, each as key: value", do)
        elif values[key] is not None:
            found.add(place, f"{key} again", "every key once", "remove one")
        elif not value:
            found.add(place, f"{key} without a value", "a value", "write it or remove the line")
        else:
            values[key] = value
            _header_value(key, value, place, found)
    missing = [key for key in NEEDED if values[key] is None]
    if missing:
        found.add("line 1", f"no {', no '.join(missing)}", f"{', '.join(NEEDED)} above the first ---")
    return values


def _header_value(key: str, value: str, place: str, found: Findings) -> None:
    if key == "published":
        _day(value, f"{place}, published", found)
    elif key == "manner" and value not in MANNERS:
        found.add(place, f"manner {shown(value)}", f"one of {', '.join(MANNERS)}", meant(value, MANNERS, "choose one"))
    elif key in ("topic", "event") and not ISSUE.fullmatch(value):
        found.add(place, f"{key} {shown(value)}", "a-z 0-9 - only")
    elif key == "corrects" and not FILE_NAME.fullmatch(value):
        found.add(place, f"{key} {shown(value)}", WORDS[FILE_NAME], "name the article that is corrected")


def claim_lines(lines: list[str], number: int, found: Findings) -> dict[int, ClaimLine]:
    """The lines of claims by claim number; `number` is the first line's number in the file. Blank lines are free."""
    told: dict[int, ClaimLine] = {}
    relays: list[tuple[int, int, str, int]] = []
    for at, line in enumerate(lines[:MOST_LINES], number):
        match = LINE.fullmatch(line)
        if match is None:
            if line.strip():
                found.add(
                    f"line {at}", f"got {shown(line)}", "a claim such as 3: act=demand certainty=asserted actor=x"
                )
        elif match[2]:
            relays.append((int(match[1]), int(match[2]), match[3], at))
        elif int(match[1]) in told:
            seen = f"claim {match[1]} again, as on line {told[int(match[1])].line}"
            found.add(f"line {at}", seen, "one line for every claim")
        else:
            told[int(match[1])] = _claim_line(match[3], at, found)
    if len(lines) > MOST_LINES:
        found.add(f"line {number + MOST_LINES}", f"{len(lines):,} lines of claims", f"at most {MOST_LINES:,}")
    for claim, link, rest, at in relays:
        _relay_line((claim, link), rest, at, told, found)
    return told


def _relay_line(key: tuple[int, int], rest: str, at: int, told: dict[int, ClaimLine], found: Findings) -> None:
    claim, link = key
    place = f"line {at}"
    values = _attributes(rest, place, found)
    if claim not in told or link in told[claim].actors:
        seen = f"{claim}.{link} " + ("again" if claim in told else f"without a line {claim}:")
        found.add(place, seen, f"one line {claim}: and one line {claim}.{link}: for a relay")
    elif set(values) != {"actor"}:
        found.add(place, f"{', '.join(values) or 'nothing'} of a relay", "actor=... and nothing else")
    else:
        told[claim].actors[link] = _id(values["actor"], place, found)


def _claim_line(rest: str, number: int, found: Findings) -> ClaimLine:
    place = f"line {number}"
    values = _attributes(rest, place, found)
    line = ClaimLine(line=number)
    line.act = _one_of("act", values.get("act"), ACTS, place, found)
    line.certainty = _one_of("certainty", values.get("certainty"), CERTAINTIES, place, found)
    if "actor" in values:
        line.actors[0] = _id(values["actor"], place, found)
    if "issues" in values:
        line.issues = tuple(_id(issue, place, found) for issue in values["issues"].split(","))
        if len(set(line.issues)) < len(line.issues):
            found.add(place, "an issue twice", "every issue once")
    if "when" in values:
        words, _, day = values["when"].partition("\n")
        if day:
            _day(day, f"{place}, when", found)
        line.when = When(text=words, date=day or None)
    return line


def _attributes(rest: str, place: str, found: Findings) -> dict[str, str]:
    """The attributes of a line; the words and the day of `when` are parted by a line feed."""
    values: dict[str, str] = {}
    at, rest = 0, rest.rstrip()
    while at < len(rest):
        match = ATTRIBUTE.match(rest, at)
        if match is None:
            do = 'no spaces around = or after a comma; when="words"@2031-03-14'
            found.add(place, f"got {shown(rest[at:])}", f"{', '.join(f'{key}=...' for key in ATTRIBUTES)}", do)
            return values
        at = match.end()
        key, value = ("when", f"{match[1]}\n{match[2] or ''}") if match[1] else (match[3], match[4])
        if key not in ATTRIBUTES or key in values:
            seen = f"{key} again" if key in values else f"unknown {shown(key)}"
            found.add(place, seen, f"each of {', '.join(ATTRIBUTES)} at most once", meant(key, ATTRIBUTES, "remove it"))
        else:
            values[key] = value
    return values


def _one_of(key: str, value: str | None, known: tuple[str, ...], place: str, found: Findings) -> str | None:
    if value is not None and value not in known:
        do = meant(value, known, "leave it out where it cannot be told")
        found.add(place, f"{key} {shown(value)}", f"one of {', '.join(known)}", do)
    return value


def _id(value: str, place: str, found: Findings) -> str:
    if not ISSUE.fullmatch(value):
        found.add(place, f"the id {shown(value)}", "a-z 0-9 - only, 1 to 100 of them")
    return value


def _day(value: str, place: str, found: Findings) -> None:
    if not DAY.fullmatch(value) or not _in_calendar(value):
        found.add(place, f"got {shown(value)}", "a day of the calendar as YYYY-MM-DD")


def _in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True

"""What a plain text says of itself: a header above a line of `---`, or a title and a date line. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediant.errors import InvalidFile, Problem
from mediant.evidence.articles.days import day_of
from mediant.evidence.checks import FILE_NAME, WORDS
from mediant.model.check_entries import shown, text_problems

KEYS = ("title", "outlet", "published", "author", "corrects")
_RULE = "---"
_KEY = re.compile(r"([a-z]{1,20}):(.*)")
_MOST_LINES = 20
_MOST_HEAD = 20_000
_LONGEST_TITLE = 200
_LONGEST_OUTLET = 80
_PARTED = re.compile(r"\s{1,9}[|·•–—]\s{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a text says of itself; None where it does not. The article begins at the character `start`."""

    start: int = 0
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    author: str | None = None
    corrects: str | None = None
    notes: tuple[str, ...] = ()


def told_of(text: str, name: str) -> Told:
    """What the text says of itself: in its header, or in its first lines.

    A header is lines `key: value`, with the keys title, outlet, published, author and corrects, above a line of `---`;
    it is no part of the article. Without it, a first line that stands alone is the title, and a line such as
    `4 May 2024 | The Gazette` among the first three tells day and outlet; these lines stay in the text.

    Raises InvalidFile, which names the file `name`, for a header with a wrong value.
    """
    header = _header(text)
    if header is None:
        return _first_lines(text)
    start, lines = header
    values, unknown = _values(lines)
    if unknown or not values:
        known = any(line.partition(":")[0].strip() in KEYS for line in lines)
        told = _first_lines(text)
        note = f"the lines above {_RULE} are no header (got {shown(unknown)}), so they were read as text"
        return (
            told if not known else Told(title=told.title, published=told.published, outlet=told.outlet, notes=(note,))
        )
    problems = _problems(lines)
    if problems:
        raise InvalidFile(name, tuple(problems))
    day = values.get("published")
    return Told(
        start=start,
        title=values.get("title"),
        outlet=values.get("outlet"),
        published=day_of(day) if day else None,
        author=values.get("author"),
        corrects=values.get("corrects"),
    )


def _header(text: str) -> tuple[int, list[str]] | None:
    """Where the article begins below the first line of ---, and the lines above; None where no such line is near."""
    at = 0
    lines: list[str] = []
    for line in text[:_MOST_HEAD].split("\n")[: _MOST_LINES + 1]:
        at += len(line) + 1
        if line.rstrip() == _RULE:
            return (min(at, len(text)), lines) if lines else None
        lines.append(line.strip())
    return None


def _values(lines: list[str]) -> tuple[dict[str, str], str | None]:
    """The values by key, and the first line that is none."""
    values: dict[str, str] = {}
    for line in filter(None, lines):
        found = _KEY.fullmatch(line)
        if found is None or found[1] not in KEYS:
            return values, line
        values[found[1]] = found[2].strip()
    return {key: value for key, value in values.items() if value}, None


def _problems(lines: list[str]) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        key, _, value = (part.strip() for part in line.partition(":"))
        if key in seen:
            problems.append(Problem(f"line {number}", f"{key} again", "every key once", "remove one"))
        seen.update({key} - {""})
        if value:
            problems += _problems_of(key, value, f"line {number}, {key}")
    return problems


def _problems_of(key: str, value: str, place: str) -> list[Problem]:
    if key == "published" and day_of(value) is None:
        return [Problem(place, f"got {shown(value)}", "a day of the calendar as YYYY-MM-DD")]
    if key == "corrects" and not FILE_NAME.fullmatch(value):
        return [Problem(place, f"got {shown(value)}", WORDS[FILE_NAME], "name the article that is corrected")]
    return list(text_problems(value, place))


def _first_lines(text: str) -> Told:
    lines = [line.strip() for line in text[:_MOST_HEAD].split("\n")[:_MOST_LINES]]
    lines = lines if len(text) <= _MOST_HEAD or len(lines) == _MOST_LINES else lines[:-1]
    filled = [number for number, line in enumerate(lines) if line]
    dated = next(((number, told) for number in filled[:3] if (told := _date_line(lines[number]))), None)
    title = _title(lines, filled, None if dated is None else dated[0])
    if dated is None:
        return Told(title=title)
    day, outlet = dated[1]
    return Told(title=title, published=day, outlet=outlet)


def _title(lines: list[str], filled: list[int], dated: int | None) -> str | None:
    """The first line, where it stands alone above text, is short, is one line and does not end as a sentence does."""
    if len(filled) < 2 or filled[0] == dated:
        return None
    first, after = filled[0], filled[0] + 1
    line = lines[first]
    alone = after == dated or not lines[after]
    whole = not line.endswith((".", ":", ";", ",", "…", '."', ".”", ',"', ",”"))
    return line if alone and whole and len(line) <= _LONGEST_TITLE and _showable(line) else None


def _date_line(line: str) -> tuple[str, str | None] | None:
    """The day, and the outlet or None, where the line holds just them, in either order."""
    parts = _PARTED.split(line) if len(line) <= 200 else []
    if len(parts) not in (1, 2):
        return None
    days = [day_of(part) for part in parts]
    day = next((day for day in days if day), None)
    if day is None or (len(parts) == 2 and all(days)):
        return None
    outlet = next((part.strip() for part, own in zip(parts, days, strict=True) if own is None), None)
    if outlet is not None and (len(outlet) > _LONGEST_OUTLET or outlet.endswith(".") or not _showable(outlet)):
        return None
    return day, outlet


def _showable(line: str) -> bool:
    return not list(text_problems(line, ""))

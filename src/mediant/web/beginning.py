"""A case from what a mediator types in plain words: who takes part, and what is to be settled."""

from __future__ import annotations

import re

from mediant.errors import Refused
from mediant.model.case import Case
from mediant.workbench.course import case_from

NOT_AN_ID = re.compile(r"[^a-z0-9]+")
LONGEST = 30
"""Characters of an id made of a name."""


def case_in_words(title: str, parties: str, issues: str) -> Case:
    """A case with one party a line, and one issue a line: its name, a colon, its options with commas between them.

    Nothing is said of anybody's preferences. Raises Refused for what is none, and
    InvalidFile for names that no case file takes.
    """
    named, settled = _lines(parties), [_issue(line) for line in _lines(issues)]
    names = [name for name, _ in settled]
    if len(set(named)) < max(2, len(named)) or len(set(names)) < max(1, len(names)) or not title.strip():
        raise Refused(
            "a mediation needs a title, two parties and an issue, each with a name of its own",
            "write one party a line, and one issue a line",
        )
    document = {
        "format": "mediant-case/1",
        "title": " ".join(title.split()),
        "party": [{"id": key, "name": name} for key, name in zip(_ids(named, "party"), named, strict=True)],
        "issue": [
            {"id": key, "name": name, "options": list(options)}
            for key, (name, options) in zip(_ids(names, "issue"), settled, strict=True)
        ],
    }
    return case_from(document)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _issue(line: str) -> tuple[str, tuple[str, ...]]:
    name, _, rest = line.replace("،", ",").replace("：", ":").partition(":")
    options = tuple(option.strip() for option in rest.split(",") if option.strip())
    if not name.strip() or len(options) < 2 or len(set(options)) < len(options):
        raise Refused(
            f"an issue needs a name and two different options: {line}",
            "write its name, a colon, and its options with commas between them",
        )
    return name.strip(), options


def _ids(names: list[str], kind: str) -> list[str]:
    """An id for each name: of its letters where they are plain, else of its place; no two are the same."""
    made: list[str] = []
    for place, name in enumerate(names, 1):
        plain = NOT_AN_ID.sub("-", name.lower())[:LONGEST].strip("-")
        taken = not plain or plain in made or plain in ("joint", "mediators", "mediator")
        made.append(f"{kind}-{place}" if taken else plain)
    return made

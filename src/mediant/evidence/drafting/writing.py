"""A draft as the text of a case file, and a person's text with what a merge changed, comments kept. Pure."""

from __future__ import annotations

import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tomlkit import TOMLDocument, aot, array, item, parse, table
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from mediant.evidence.drafting.comments import comments_of
from mediant.evidence.drafting.draft import Draft
from mediant.evidence.drafting.labels import plain
from mediant.evidence.drafting.merge import Conflict
from mediant.evidence.drafting.questions import Question
from mediant.model.case import Case
from mediant.model.document import document_of
from mediant.model.formats.mediant_case import render

HEADER = """\
# A first case, drafted from claims. Every entry names the claims it rests on under `because`; an entry without any is
# assumed. What no claim says is left out or "unknown". Correct it: drafting again keeps what you change.

"""
MARK = "# ---- Questions to ask: written anew each time the case is drafted, from here to the end ----"
LEFT = "# ---- Comments of yours whose place is gone ----"
WIDTH = 118
LARGEST_KEPT = 1_000_000
"""Characters of a person's file up to which comments are kept in their places; in a larger one they move to the end."""


def text_of(draft: Draft, block: str) -> str:
    """The text of a case file for a draft, with a block of questions at its end."""
    return f"{HEADER}{render(draft.case).decode()}{block}"


def block_of(draft: Draft, case: Case, questions: Sequence[Question], conflicts: Sequence[Conflict]) -> str:
    """Conflicts, questions party by party, and where options come from, as comments that end a case file."""
    names = {party.id: party.name for party in case.parties}
    lines = ["", MARK]
    lines += _section("Conflicts: yours was kept", (str(conflict) for conflict in conflicts))
    lines += _section("The whole case", (_asked(q) for q in questions if q.party not in names))
    for party, name in names.items():
        lines += _section(name, (_asked(question) for question in questions if question.party == party))
    origins = (f"{origin.entry}: {', '.join(origin.claims)}" for origin in draft.origins)
    lines += _section("Where options, mediators and other entries come from", origins)
    lines += _section("Notes", draft.notes)
    return "\n".join(lines) + "\n"


def _section(title: str, entries: Iterable[str]) -> list[str]:
    lines = [line for entry in entries for line in _wrapped(entry)]
    return ["#", f"# {plain(title)}", *lines] if lines else []


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        plain(text),
        WIDTH,
        initial_indent="# - ",
        subsequent_indent="#   ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def _asked(question: Question) -> str:
    named = ", ".join(question.claims[:6]) + (", …" if len(question.claims) > 6 else "")
    return f"{question.text} ({question.why}{f'; claims {named}' if named else ''})"


def updated(mine: str, merged: Case | None, block: str, old_block: str) -> tuple[str, tuple[str, ...]]:
    """A person's text with the merged case and a new block of questions, and the comments that lost their place.

    merged : None where the merge changes nothing; then all but the block stays as it is, byte for byte. Every comment
    of the person's is in the result.
    """
    body = _without_block(mine.removeprefix("\ufeff"), old_block)
    text = body if merged is None else _synced(body, document_of(merged))
    if text is None and merged is not None:
        text = HEADER + render(merged).decode()
    text = text or body
    lost = tuple((Counter(comments_of(body)) - Counter(comments_of(text))).elements())
    kept = "".join(f"{line}\n" for line in ("", LEFT, *lost)) if lost else ""
    return f"{text.rstrip()}\n{kept}{block}", lost


def block_in(text: str) -> str:
    """The block of questions that ends a drafted text; "" where there is none."""
    lines = text.split("\n")
    start = max((k for k, line in enumerate(lines) if line.rstrip("\r") == MARK), default=len(lines))
    return "\n".join(lines[start:])


def _without_block(text: str, old_block: str) -> str:
    """The text without the lines of the block as it was written last; what a person put among them stays."""
    lines = text.split("\n")
    start = max((k for k, line in enumerate(lines) if line.rstrip("\r") == MARK), default=len(lines))
    written = Counter(old_block.split("\n"))
    kept = []
    for line in lines[start:]:
        bare = line.rstrip("\r")
        if written[bare] and bare:
            written[bare] -= 1
        elif bare:
            kept.append(line)
    return "\n".join([*lines[:start], *kept]).rstrip("\n") + "\n"


# A person's text, changed only where the merge says so.


def _synced(text: str, document: Mapping[str, Any]) -> str | None:
    """The text changed to say what the document says, everything else in its place; None where that fails."""
    if len(text) > LARGEST_KEPT:
        return None
    try:
        kept = parse(text)
        _sync(kept, document)
        result = kept.as_string()
        return result if tomllib.loads(result) == document else None
    except (TOMLKitError, tomllib.TOMLDecodeError, RecursionError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _sync(kept: TOMLDocument | Container | Table, document: Mapping[str, Any]) -> None:
    for key in [key for key in kept if key not in document]:
        del kept[key]
    for key, value in document.items():
        there = kept.get(key)
        if there is None:
            kept[key] = _item(value)
        elif isinstance(there, Table) and isinstance(value, Mapping):
            _sync(there, value)
        elif isinstance(there, AoT):
            _sync_rows(there, value)
        elif there != value:
            kept[key] = _item(value)


def _sync_rows(rows: AoT, values: Sequence[Mapping[str, Any]]) -> None:
    """Make the rows of an array of tables say what the values say; rows with an id are told apart by it."""
    wanted = [value.get("id") for value in values]
    if None not in wanted:
        for place in range(len(rows) - 1, -1, -1):
            if rows[place].get("id") not in wanted:
                del rows[place]
    for place, value in enumerate(values):
        if place < len(rows):
            _sync(rows[place], value)
        else:
            rows.append(_table(value))
    while len(rows) > len(values):
        del rows[len(rows) - 1]


def _item(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _table(value) if any(isinstance(v, Mapping) for v in value.values()) else _short(value)
    if isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
        rows = aot()
        for row in value:
            rows.append(_table(row))
        return rows
    return _list(value) if isinstance(value, list) else item(value)


def _short(value: Mapping[str, Any]) -> Any:
    made = table()
    made.update({key: _item(part) for key, part in value.items()})
    return made


def _table(value: Mapping[str, Any]) -> Table:
    made = table()
    for key, part in value.items():
        made.add(key, _item(part))
    return made


def _list(values: Sequence[Any]) -> Any:
    made = array()
    for value in values:
        made.append(_list(value) if isinstance(value, list) else value)
    return made

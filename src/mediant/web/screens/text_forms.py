"""What the forms of the single text ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from msgspec import DecodeError
from msgspec.json import decode

from mediant.errors import Refused
from mediant.web.screens.ballot import FORMS as BALLOT_FORMS
from mediant.web.screens.screen import Form, Seen, one
from mediant.workbench.clauses import (
    Adopt,
    Bracket,
    Clean,
    Content,
    Draft,
    Edit,
    Leave,
    Move,
    Origin,
    Remove,
    Stance,
    Stand,
    Suggest,
    Undo,
    Withdraw,
)
from mediant.workbench.commands import Command


def whole_number(form: Form, name: str, default: str | None = None) -> int:
    """The whole number in a field. Raises Refused."""
    text = one(form, name, default).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused(f"{text[:40]!r} is no whole number", "write one in digits")
    return int(text)


def content_of(seen: Seen, form: Form) -> Content:
    """What a clause is to say: `words`, `title`, and the issue that it settles with the option."""
    words, title, issue = one(form, "words"), one(form, "title", ""), one(form, "issue", "")
    if not words.strip() or len(words) > 10_000 or len(title) > 200:
        raise Refused("no words, or too many", "write 1 to 10,000 characters, and a title of at most 200")
    option = _option(seen, issue, one(form, "option", "").strip()) if issue else None
    return Content(words=words, title=title, issue=issue or None, option=option)


def _option(seen: Seen, issue: str, said: str) -> str | int | float | None:
    """The option as the case has it: a number where the issue is one of numbers."""
    known = next((one for one in seen.table.case.issues if one.id == issue), None)
    if not said or known is None or not known.numeric:
        return said or None
    try:
        number = float(said)
        return int(number) if number.is_integer() else number
    except (ValueError, OverflowError):
        raise Refused(f"{said[:40]!r} is no number", "write one of the issue's numbers") from None


def origin_of(form: Form) -> Origin | None:
    """Where it comes from, as `KIND:ID`, where the form says."""
    kind, _, name = one(form, "origin", "").partition(":")
    if kind not in ("line", "claim", "wording"):
        return None
    return Origin(cast("Any", kind), name[:150])


def suggest(seen: Seen, form: Form) -> Suggest:
    """A wording for a clause or a new one."""
    leave = one(form, "leave", "none")
    if leave not in get_args(Leave):
        raise Refused("no such leave", "choose one of those shown")
    clause = one(form, "clause", "") or None
    return Suggest(one(form, "room"), content_of(seen, form), clause, cast("Leave", leave), origin_of(form))


def edit(seen: Seen, form: Form) -> Edit:
    """A clause changed, or a new one."""
    clause = one(form, "clause", "") or None
    return Edit(content_of(seen, form), clause, whole_number(form, "version", "0"), origin_of(form))


def stand(_: Seen, form: Form) -> Stand:
    """Where one's party stands."""
    stance, words = one(form, "stance"), one(form, "why", "")
    if stance not in get_args(Stance) or len(words) > 2_000:
        raise Refused("no such stance, or too many words", "choose one of those shown, with at most 2,000 characters")
    return Stand(one(form, "clause"), whole_number(form, "version"), cast("Stance", stance), words)


def adopt(_: Seen, form: Form) -> Adopt:
    """Proposed wordings into the text."""
    chosen = form.get("suggestion", ())
    if not 1 <= len(chosen) <= 200:
        raise Refused("no wording was chosen", "choose one")
    return Adopt(chosen)


def bracket(_: Seen, form: Form) -> Bracket:
    """Brackets around what differs."""
    chosen = form.get("suggestion", ())
    if not 1 <= len(chosen) <= 20:
        raise Refused("no wording was chosen", "choose one")
    return Bracket(one(form, "clause"), whole_number(form, "version"), chosen)


def clean(_: Seen, form: Form) -> Clean:
    """One alternative of each bracket: fields `keep-1`, `keep-2` and so on, from 1, or 0 for none."""
    kept: list[int | None] = []
    while f"keep-{len(kept) + 1}" in form and len(kept) < 200:
        number = whole_number(form, f"keep-{len(kept) + 1}")
        kept.append(number - 1 if number else None)
    return Clean(one(form, "clause"), whole_number(form, "version"), tuple(kept))


def move(_: Seen, form: Form) -> Move:
    """A clause to another place."""
    place = whole_number(form, "place")
    if not 1 <= place <= 1000:
        raise Refused("there is no such place", "choose one of the text")
    return Move(one(form, "clause"), place)


def draft(_: Seen, form: Form) -> Draft:
    """A clause for each issue of an outcome: `outcome` is an object of JSON in the words of the case."""
    try:
        return Draft(decode(one(form, "outcome"), type=dict[str, str | int | float]))
    except (DecodeError, RecursionError):
        raise Refused("no outcome", "choose one in the deal space") from None


FORMS: Mapping[str, Callable[[Seen, Form], Command]] = {
    "suggest": suggest, "edit": edit, "stand": stand, "adopt": adopt, "bracket": bracket, "clean": clean, "move": move,
    "draft": draft,
    "withdraw": lambda _, form: Withdraw(one(form, "suggestion")),
    "remove": lambda _, form: Remove(one(form, "clause")),
    "undo": lambda _, __: Undo(),
    **BALLOT_FORMS,
}  # fmt: skip

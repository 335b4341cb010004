"""Finds the sentences that code refuses with, so that they can be translated without the code knowing of languages.

`Refused(f"there are {MOST} seats", "open another mediation")` says two: *there are %(most)s seats* and *open another
mediation*.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import get_args

from mediant.workbench.course import Phase, State
from mediant.workbench.people import Role

WORD = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)*")
VALUES = (*get_args(Phase), *get_args(State), *get_args(Role))
"""Words that are put into such sentences and are translated too."""
NOT_NAMES = {"str", "len", "sorted", "join", "or", "f", "r"}


def refusals_in(source: str) -> Iterator[str]:
    """The sentences of all `Refused(...)` in the source of a module, with `%(name)s` for what is put into them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from _sentences(argument)


def _sentences(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text.replace("%", "%%")
        case ast.JoinedStr(values=parts):
            yield _with_places(parts)
        case ast.IfExp(body=one, orelse=other):
            yield from _sentences(one)
            yield from _sentences(other)


def _with_places(parts: list[ast.expr]) -> str:
    names: list[str] = []
    text = ""
    for part in parts:
        if isinstance(part, ast.Constant):
            text += str(part.value).replace("%", "%%")
        else:
            name = _name(ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else "")
            names.append(name if name not in names else f"{name}{len(names) + 1}")
            text += f"%({names[-1]})s"
    return text


def _name(expression: str) -> str:
    """What a value is called in the message: the last name in its expression, as in `table.course.state`."""
    found = [word for word in WORD.findall(re.sub(r"'[^']*'", "", expression)) if word not in NOT_NAMES]
    return found[-1].lower() if found else "value"

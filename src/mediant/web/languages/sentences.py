"""Finds the sentences that code refuses with, so that they can be translated without the code knowing of languages.

`Refused(f"there are {MOST} seats", "open another mediation")` says two: *there are %(most)s seats* and *open another
mediation*. The rules of talks say what was seen and what is expected, after where it was.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import get_args

from mediant.workbench.course import Phase, State
from mediant.workbench.people import Role

WORD = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)*")
VALUES = (*get_args(Phase), *get_args(State), *get_args(Role))
"""Words that are put into such sentences and are translated too."""
NOT_NAMES = {"str", "len", "sorted", "join", "or", "f", "r"}
WORKBENCH = {"Refused": 0}
TALKS = {"WrongAct": 1, "InvalidValue": 1, "refuse": 0, "wrong": 2}
"""What refuses there, and after how many arguments its sentences begin; what comes before says where it was."""


def refusals_in(source: str, by: Mapping[str, int] = WORKBENCH) -> Iterator[str]:
    """All sentences that the source of a module refuses with, with `%(name)s` for what is put into them."""
    for call in refusing(source, by):
        for argument in call:
            yield from sentences(argument)


def returned_in(source: str, function: str) -> Iterator[str]:
    """All sentences that a function in the source of a module returns."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield from (sentence for sentence in sentences(inner.value) if sentence)


def refusing(source: str, by: Mapping[str, int]) -> Iterator[tuple[ast.expr, ...]]:
    """For each refusal in the source of a module what it says, as expressions; constants of the module are put in."""
    tree = ast.parse(source)
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _called(node.func)) in by:
            given = (*node.args[by[name] :], *(keyword.value for keyword in node.keywords))
            yield tuple(constants.get(one.id, one) if isinstance(one, ast.Name) else one for one in given)


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def sentences(node: ast.expr) -> Iterator[str]:
    """The sentences that an expression makes, whichever way it goes; none where it is only a value."""
    match node:
        case ast.Constant(value=str(text)):
            yield text.replace("%", "%%")
        case ast.JoinedStr(values=parts):
            yield _with_places(parts)
        case ast.IfExp(body=one, orelse=other):
            yield from sentences(one)
            yield from sentences(other)


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

"""Finds the sentences that code refuses with, so that they can be translated without the code knowing of languages.

`Refused(f"there are {MOST} seats", "open another mediation")` says two: *there are %(most)s seats* and *open another
mediation*. The rules of talks say what was seen and what is expected, after where it was.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
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
CASES = {"Problem": 1, "FileProblem": 1, "meant": 2}
"""What says that something is wrong with a case file."""
ARTICLES = {"Problem": 1, "FileProblem": 1, "_TooMuch": 0}
"""What says why an article cannot be read."""
RANGE = {"InvalidValue": 1}
"""What says that a range is none."""
DRAWING = {"CannotSample": 1}
"""What says that nothing can be drawn from what is stated of a party."""
CONTRADICTION = (
    "these statements cannot all hold: %(statements)s",
    "prefers.%(number)s (%(this)s over %(to)s)",
    "no walk_away, and no red line that it crosses",
    "correct or remove one of them",
)
"""What an error says of statements that contradict each other."""
REST = "the rest"
"""The one place in a case file that is no name of the file's."""
PARTS = {"seen", "expected", "do"}
"""Names that its sentences are given before they are said."""
REMEDIES = {"meant", "_remedy"}
"""Functions whose answers are such sentences too."""
SHOWING = {"shown", "_shown_number", "listed", "_fault"}
"""Functions whose answers are put into them: what was seen in the file, in a few words."""
TOML = (
    "%(fault)s (at line %(line)s, column %(column)s)",
    "%(fault)s (at end of document)",
    "Cannot declare %(key)s twice",
    "Cannot mutate immutable namespace %(key)s",
    "Cannot overwrite a value",
    "Cannot redefine namespace %(key)s",
    "Duplicate inline table key %(key)s",
    "Escaped character is not a Unicode scalar value",
    "Expected %(sign)s",
    "Expected '=' after a key in a key/value pair",
    "Expected ']' at the end of a table declaration",
    "Expected ']]' at the end of an array declaration",
    "Expected newline or end of document after a statement",
    "Found invalid character %(character)s",
    "Illegal character %(character)s",
    "Invalid date or datetime",
    "Invalid hex value",
    "Invalid initial character for a key part",
    "Invalid statement",
    "Invalid value",
    "Unclosed array",
    "Unclosed inline table",
    "Unescaped '\\' in a string",
    "Unterminated string",
)
"""What Python's own reader of TOML says is wrong."""


def refusals_in(source: str, by: Mapping[str, int] = WORKBENCH) -> Iterator[str]:
    """All sentences that the source of a module refuses with, with `%(name)s` for what is put into them."""
    for call in refusing(source, by):
        for argument in call:
            yield from sentences(argument)


def case_sentences(source: str, by: Mapping[str, int] = CASES) -> Iterator[str]:
    """All sentences by which a module says what is wrong with a case file."""
    yield from refusals_in(source, by)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and any(_called(target) in PARTS for target in node.targets):
            yield from sentences(node.value)
    yield from answers_in(source, REMEDIES)


def answers_in(source: str, functions: Collection[str] = SHOWING) -> Iterator[str]:
    """The sentences that functions of a module return."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef) and function.name in functions:
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and node.value is not None:
                    yield from filter(None, sentences(node.value))


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

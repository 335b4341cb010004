"""The sentences that code refuses with."""

from __future__ import annotations

import ast
from importlib.resources import files

import pytest

from mediant.web.languages.files import CHECKS, RULES
from mediant.web.languages.sentences import (
    PARTS,
    TALKS,
    answers_in,
    case_sentences,
    refusals_in,
    refusing,
    sentences,
)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Refused("no such room", "choose another")', ["no such room", "choose another"]),
        ('raise Refused(f"the mediation is {table.course.state}", do="wait")', ["the mediation is %(state)s", "wait"]),
        ('Refused(f"{len(words):,} of {MOST}", f"choose of {\', \'.join(sorted(rooms))}")', ["%(words)s of %(most)s", "choose of %(rooms)s"]),
        ('Refused(f"{a.name} and {b.name}", "100 % of it")', ["%(name)s and %(name2)s", "100 %% of it"]),
        ('Refused("it", f"one of {named}" if named else "none")', ["it", "one of %(named)s", "none"]),
        ('Refused(str(error), "correct it")', ["correct it"]),
        ('Other("not this")', []),
    ],
)  # fmt: skip
def test_what_is_refused_is_found(source, found):
    assert list(refusals_in(source)) == found


def test_what_a_function_returns_is_found_and_no_others():
    source = """
def other(): return "not this"
def reasons(got, more):
    if more:
        return f"{got} and {more}"
    return f"just {got}" if got else ""
"""
    assert set(answers_in(source, {"reasons"})) == {"%(got)s and %(more)s", "just %(got)s"}


VALUES_ONLY = {"repr(seen)[:100]", "expected"}
"""What the door of `words.py` itself is given: its callers have said it."""
ACTS = {name: TALKS[name] for name in ("WrongAct", "refuse", "wrong")}
"""What refuses an act."""


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('place.refuse(f"offered {act.choices}", OUTCOME)\nOUTCOME = "an outcome"', ["offered %(choices)s", "an outcome"]),
        ('wrong(at, said, f"one of {known}")', ["one of %(known)s"]),
        ('raise WrongAct(party, "came late", "to be there")', ["came late", "to be there"]),
    ],
)  # fmt: skip
def test_what_the_rules_of_talks_refuse_with_is_found(source, found):
    assert list(refusals_in(source, TALKS)) == found


@pytest.mark.parametrize("name", RULES)
def test_no_rule_of_talks_is_made_of_values_alone(name):
    """A sentence that is put together elsewhere could not be found, and so not be translated."""
    source = (files("mediant") / name).read_text(encoding="utf-8")
    unseen = {ast.unparse(one) for call in refusing(source, TALKS) for one in call if not list(sentences(one))}
    assert unseen <= VALUES_ONLY


def test_the_rules_that_the_workbench_refuses_by_are_known():
    """Every module of talks that the workbench decides by, and that refuses acts, is read for its sentences."""
    decisions = files("mediant.workbench") / "decisions"
    used = {
        f"{node.module.removeprefix('mediant.').replace('.', '/')}.py"
        for module in decisions.iterdir()
        if module.name.endswith(".py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mediant.talks.")
    }
    saying = {name for name in used if list(refusals_in((files("mediant") / name).read_text(encoding="utf-8"), ACTS))}
    assert saying == set(RULES)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('yield Problem(place, shown(value), "a text", "write it in quotes")', ["a text", "write it in quotes"]),
        ('expected = f"one of {listed(names)}" if names else "nothing"', ["one of %(names)s", "nothing"]),
        ('do = meant(name, known, "correct it")', ["correct it"]),
        ('def _remedy(error):\n    return "remove one"', ["remove one"]),
        ('other = "not this"', []),
    ],
)
def test_what_is_wrong_with_a_case_file_is_found(source, found):
    assert list(case_sentences(source)) == found


def test_how_a_value_is_shown_is_found():
    source = 'def shown(value):\n    return f"a list of {len(value)}" if value else "an empty list"\ndef other():\n    return "no"'
    assert list(answers_in(source)) == ["a list of %(value)s", "an empty list"]


SHOWN = {"shown", "repr", "cut", "meant", "_remedy"}
"""What makes words of a value, or has its sentences found where it is defined."""


@pytest.mark.parametrize("name", CHECKS)
def test_nothing_wrong_with_a_case_file_is_put_together_elsewhere(name):
    """Else its sentences could not be found, and so not be translated."""
    source = (files("mediant") / name).read_text(encoding="utf-8")
    unseen = [one for call in refusing(source, CHECKS[name]) for one in call if not list(sentences(one))]
    told = {ast.unparse(one) for one in unseen if not (isinstance(one, ast.Call) and ast.unparse(one.func) in SHOWN)}
    assert {one.rpartition(".")[2] for one in told} <= PARTS

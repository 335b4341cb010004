"""The sentences that code refuses with."""

from __future__ import annotations

import ast
from importlib.resources import files

import pytest

from mediant.web.languages.files import RULES
from mediant.web.languages.sentences import TALKS, refusals_in, refusing, returned_in, sentences


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
    assert set(returned_in(source, "reasons")) == {"%(got)s and %(more)s", "just %(got)s"}


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
    source = (files("mediant.talks") / name).read_text(encoding="utf-8")
    unseen = {ast.unparse(one) for call in refusing(source, TALKS) for one in call if not list(sentences(one))}
    assert unseen <= VALUES_ONLY


def test_the_rules_that_the_workbench_refuses_by_are_known():
    """Every module of talks that the workbench decides by, and that refuses acts, is read for its sentences."""
    decisions = files("mediant.workbench") / "decisions"
    used = {
        f"{node.module.removeprefix('mediant.talks.')}.py"
        for module in decisions.iterdir()
        if module.name.endswith(".py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mediant.talks.")
    }
    saying = {
        name for name in used if list(refusals_in((files("mediant.talks") / name).read_text(encoding="utf-8"), ACTS))
    }
    assert saying == set(RULES)

"""A decision, its line, and all that a line can get wrong."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest

from mediant.evidence.checks import Findings
from mediant.evidence.corrections.correction import Correction, correction_of, line_of_correction


def problems(line: str) -> list[str]:
    found = Findings()
    assert correction_of(line, "line 1", found) is None
    return [str(problem) for problem in found.problems]


def test_a_line_reads_back(claims):
    first = claims[0]
    for correction in [
        Correction(decision="confirm", of=first),
        Correction(decision="correct", of=first, claim=replace(first, act="offer"), at="2031-05-07T10:30:00.120Z"),
        Correction(decision="drop", of=first),
        Correction(decision="add", claim=first),
        Correction(decision="undo", of=first),
    ]:
        line = line_of_correction(correction)
        found = Findings()
        assert correction_of(line, "line 1", found) == correction
        assert found.problems == []
        assert "\n" not in line


def test_the_subject_is_the_claim_decided_about(claims):
    one, other = claims[:2]
    assert Correction(decision="correct", of=one, claim=other).subject == one
    assert Correction(decision="add", claim=other).subject == other


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decision": "keep"}, "got 'keep'"),
        ({"decision": ["drop"]}, "decision"),
        ({"decision": None}, "no decision"),
        ({"of": None}, "a decision to drop without of"),
        ({"claim": {}}, "a decision to drop with claim"),
        ({"because": "x"}, "unknown key 'because'"),
        ({"at": "yesterday"}, "got 'yesterday'"),
        ({"of": []}, "expected an object"),
        ({"of": {"id": "c"}}, "no article"),
    ],
)
def test_a_wrong_line_is_said_to_be_wrong(claims, change, said):
    table = json.loads(line_of_correction(Correction(decision="drop", of=claims[0])))
    assert said in " ".join(problems(json.dumps({**table, **change})))


def test_the_text_it_is_about_must_be_known(claims):
    bare = replace(claims[0], article=replace(claims[0].article, sha256=None))
    assert "no sha256" in problems(line_of_correction(Correction(decision="drop", of=bare)))[0]


def test_a_correction_stays_with_its_article(claims):
    other = replace(claims[0], article=replace(claims[0].article, id="else"))
    assert (
        "of another article"
        in problems(line_of_correction(Correction(decision="correct", of=claims[0], claim=other)))[0]
    )


@pytest.mark.parametrize(
    "line", ["", "[]", "null", "{", "[" * 100_000, '{"a":' * 20_000, '{"decision": NaN}', "x" * 100_000]
)
def test_a_hostile_line_is_refused_at_once(line):
    before = time.perf_counter()
    assert problems(line)
    assert time.perf_counter() - before < 1

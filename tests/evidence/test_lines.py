"""A claim as one line: what a reader alone notes stands there only where it is known."""

from __future__ import annotations

import json
from dataclasses import replace

from mediant.evidence.checks import Findings, claim_of
from mediant.evidence.claim import ArticleRef, Claim, Span
from mediant.evidence.lines import line_of

CLAIM = Claim(id="a.1", article=ArticleRef(id="a"), content=(Span(start=0, end=2, text="No"),))


def test_without_what_a_reader_notes_the_line_has_the_keys_of_the_format_alone():
    keys = {"id", "article", "content", "sources", "act", "certainty", "issues", "when"}
    assert json.loads(line_of(CLAIM)).keys() == keys
    assert json.loads(line_of(CLAIM))["article"].keys() == {"id", "title", "outlet", "published"}


def test_confidence_and_hash_come_back():
    noted = replace(CLAIM, confidence=0.25, article=ArticleRef(id="a", sha256="0" * 64))
    found = Findings()
    assert claim_of(line_of(noted), "line 1", found) == noted
    assert not found.problems


def test_a_confidence_that_is_no_chance_is_refused():
    for wrong in (1.5, -0.1, True, "0.5"):
        found = Findings()
        line = json.dumps({**json.loads(line_of(CLAIM)), "confidence": wrong})
        assert claim_of(line, "line 1", found) is None
        assert "a number from 0 to 1" in str(found.problems[0])

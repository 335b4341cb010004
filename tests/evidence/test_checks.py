from __future__ import annotations

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.evidence.checks import MOST_DEPTH, Findings, claim_of, spans_of
from mediant.evidence.claim import Claim, Span

GOOD = {
    "id": "c3",
    "article": {"id": "a1", "title": "Talks", "outlet": "An outlet", "published": "2024-05-03"},
    "content": [{"start": 3, "end": 8, "text": "truce"}],
    "sources": [
        {
            "spans": [{"start": 10, "end": 12, "text": "he"}],
            "actor": "egypt",
            "role": "speaker",
            "cue": [{"start": 13, "end": 17, "text": "said"}],
        },
        {"spans": [{"start": 20, "end": 25, "text": "paper"}], "actor": None, "role": "relay", "cue": []},
    ],
    "act": "offer",
    "certainty": "hedged",
    "issues": ["truce"],
    "when": {"text": "Saturday", "date": "2024-05-04"},
}


def examined(line):
    found = Findings()
    return claim_of(line if isinstance(line, str) else json.dumps(line), "line 1", found), found.problems


def changed(*path, to):
    claim = deepcopy(GOOD)
    place = claim
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return claim


def test_a_whole_claim_is_read():
    claim, problems = examined(GOOD)
    assert not problems
    assert isinstance(claim, Claim)
    assert claim.sources[1].role == "relay"
    assert claim.sources[1].actor is None
    assert claim.when.date == "2024-05-04"
    assert [place for place, _ in spans_of(claim)] == [
        "content.1",
        "sources.1.spans.1",
        "sources.1.cue.1",
        "sources.2.spans.1",
    ]


def test_what_cannot_be_told_may_be_null_or_left_out():
    bare, problems = examined({key: GOOD[key] for key in ("id", "article", "content")})
    nulls, more = examined({**GOOD, "sources": [], "act": None, "certainty": None, "issues": [], "when": None})
    assert not problems
    assert not more
    assert bare == nulls
    assert bare.act is None


@pytest.mark.parametrize(
    ("claim", "place", "says"),
    [
        (changed("act", to="demnad"), "line 1, act", "did you mean 'demand'?"),
        (changed("act", to=["offer"]), "line 1, act", "one of announce"),
        (changed("certainty", to="sure"), "line 1, certainty", "one of asserted"),
        (changed("sources", 0, "role", to="speeker"), "line 1, sources.1, role", "did you mean 'speaker'?"),
        (changed("sources", 0, "rolle", to="relay"), "line 1, sources.1", "did you mean 'role'?"),
        (changed("sources", 0, "role", to=None), "line 1, sources.1", "no role"),
        (changed("sources", 1, "spans", to=[]), "line 1, sources.2, spans", "1 or more"),
        (changed("sources", to=GOOD["sources"][::-1]), "line 1, sources", "a speaker after a relay"),
        (changed("content", to=[]), "line 1, content", "1 or more"),
        (changed("content", 0, to=7), "line 1, content.1", "got 7"),
        (changed("content", 0, "start", to=9), "line 1, content.1", "from 9 to 8"),
        (changed("content", 0, "start", to=-1), "line 1, content.1", "from -1 to 8"),
        (changed("content", 0, "start", to=True), "line 1, content.1", "whole numbers"),
        (changed("content", 0, "start", to=3.0), "line 1, content.1", "whole numbers"),
        (changed("content", 0, "end", to=10**400), "line 1, content.1", "0 <= start < end"),
        (changed("content", 0, "text", to="truces"), "line 1, content.1", "a text of 6 characters"),
        (changed("content", 0, "text", to="\ud800 abc"), "line 1, content.1, text", "surrogate"),
        (changed("article", "id", to="../secrets"), "line 1, article, id", "../secrets"),
        (changed("article", "id", to="a/b"), "line 1, article, id", "a/b"),
        (changed("article", "title", to="a\x1b[31m"), "line 1, article, title", "U+001B"),
        (changed("article", "outlet", to=" "), "line 1, article, outlet", "not blank"),
        (changed("sources", 0, "actor", to="a\u202eb"), "line 1, sources.1, actor", "U+202E"),
        (changed("article", "published", to="3 May 2024"), "line 1, article, published", "YYYY-MM-DD"),
        (changed("article", "published", to="20240503"), "line 1, article, published", "YYYY-MM-DD"),
        (changed("when", "date", to="2024-02-30"), "line 1, when, date", "the calendar"),
        (changed("when", to="Saturday"), "line 1, when", "an object with text, date"),
        (changed("issues", to=["truce", "truce"]), "line 1, issues", "each issue once"),
        (changed("issues", to=["The truce"]), "line 1, issues", "a-z 0-9 -"),
        (changed("issues", to={}), "line 1, issues", "a list"),
        (changed("id", to=""), "line 1, id", "not empty"),
        (changed("id", to=7), "line 1, id", "got 7"),
        (changed("certainty-of-it", to=None), "line 1", "did you mean 'certainty'?"),
    ],
)
def test_each_fault_is_named_with_its_place(claim, place, says):
    value, problems = examined(claim)
    assert value is None
    assert [problem.place for problem in problems] == [place]
    assert says in str(problems[0])
    assert "\n" not in str(problems[0])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("null", "got nothing"),
        ("[]", "an object with id"),
        ('{"id": NaN}', "NaN is not a JSON number"),
        ('{"id": -Infinity}', "-Infinity is not a JSON number"),
        ('{"id": "a", "id": "b"}', "stands twice"),
        ("[" * 100_000, "nested too deep"),
        ("[" * 100_000 + "]" * 100_000, "nested too deep"),
        ("[" * (MOST_DEPTH + 2) + "]" * (MOST_DEPTH + 2), "nested too deep"),
        ('{"id": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_what_is_no_claim_at_all(line, says):
    value, problems = examined(line)
    assert value is None
    assert len(problems) == 1
    assert says in str(problems[0])


def test_all_that_is_wrong_is_found_at_once():
    claim = changed("act", to="?") | {"certainty": "?", "x": 1}
    del claim["id"]
    _, problems = examined(claim)
    assert [problem.place for problem in problems] == ["line 1", "line 1", "line 1, act", "line 1, certainty"]


def test_many_unknown_keys_do_not_flood():
    _, problems = examined(GOOD | {f"key {k}": k for k in range(5_000)})
    assert len(problems) == 20


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*GOOD, "start", "spans"]), inner),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(GOOD)), JSON)
def test_anything_under_any_key_gives_a_claim_or_problems(key, value):
    claim, problems = examined(GOOD | {key: value})
    assert (claim is None) == bool(problems)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_problems(line):
    claim, problems = examined(line)
    assert claim is None
    assert problems


def test_spans_are_values():
    assert Span(start=1, end=2, text="a") == Span(start=1, end=2, text="a")


def test_a_speaker_may_be_left_out_where_its_cue_stands():
    claim, problems = examined(changed("sources", 0, "spans", to=[]))
    assert not problems
    assert claim.sources[0].spans == ()
    assert claim.sources[0].cue

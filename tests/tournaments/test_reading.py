"""Plan files, also hostile ones."""

from __future__ import annotations

import time

import pytest
from small_tournaments import SMALL

from mediant.errors import FileProblem, InvalidFile
from mediant.tournaments.plan import Files, Generated, Rules
from mediant.tournaments.reading import LARGEST_FILE, plan_of

WHOLE = """
format = "mediant-plan/1"
title = "All of it"
seed = 7
repetitions = 2
seats = [["a", "b"], ["a", "b", "c"]]

[[case]]
path = "cases/*"
[[case]]
opposed = { count = 2, parties = 3, options = [4, 2], walk_away = 0.25 }
[[case]]
random = { options = [4] }

[[protocol]]
name = "shuttle"
mediator = "facilitator"
rounds = 20
fair = true
"""


def test_a_plan_says_what_it_says():
    plan = plan_of(WHOLE.encode(), "plan.toml")
    assert (plan.title, plan.seed, plan.repetitions) == ("All of it", 7, 2)
    assert (plan.strategies, plan.seats) == ((), (("a", "b"), ("a", "b", "c")))
    assert plan.sources == (
        Files("cases/*"),
        Generated(kind="opposed", count=2, parties=3, options=(4, 2), walk_away=0.25),
        Generated(kind="random", count=1, parties=2, options=(4,), walk_away=0.0),
    )
    assert plan.rules == (Rules("shuttle", {"rounds": 20, "fair": True}, "facilitator"),)


def test_what_is_left_out():
    plan = plan_of(SMALL.encode(), "plan.toml")
    assert (plan.title, plan.self_play, plan.seats) == ("Tournament", True, ())


def change(*pairs):
    text = WHOLE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


@pytest.mark.parametrize(
    ("data", "place", "gist"),
    [
        (b"", "format", "missing"),
        (change(("mediant-plan/1", "mediant-case/1")), "format", "mediant-plan/1"),
        (change(('title = "All of it"', "title = 3")), "title", "a text"),
        (change(("All of it", "\\u0000")), "title", "U+0000"),
        (change(("seed = 7", "seed = 7.5")), "seed", "whole number"),
        (change(("seed = 7", "seed = true")), "seed", "whole number"),
        (change(("seed = 7", "seed = 9223372036854775808")), "seed", "whole number"),
        (change(("repetitions = 2", "repetitions = 0")), "repetitions", "from 1"),
        (change(("repetitions", "repetition")), "repetition", "did you mean 'repetitions'"),
        (change(("seats =", "seat =")), "seat", "did you mean 'seats'"),
        (change(("seed = 7", 'strategies = ["a"]')), "strategies", "both strategies and seats"),
        (change(("seed = 7", "self_play = true")), "self_play", "beside seats"),
        (change(('[["a", "b"], ["a", "b", "c"]]', '["a", "b"]')), "seats[1]", "2 to 20 names"),
        (change(('[["a", "b"], ["a", "b", "c"]]', '[["a"]]')), "seats[1]", "2 to 20 names"),
        (change(('[["a", "b"], ["a", "b", "c"]]', '[["a", 3]]')), "seats[1]", "a text"),
        (change(('[["a", "b"], ["a", "b", "c"]]', '[["a", "b"], ["a", "b"]]')), "seats[2]", "the same as seats[1]"),
        (change(('[["a", "b"], ["a", "b", "c"]]', "[]")), "seats", "list of line-ups"),
        (SMALL.replace('"micro"', '"boulware"').encode(), "strategies[3]", "again"),
        (SMALL.replace('"micro"', "[]").encode(), "strategies[3]", "a text"),
        (SMALL.replace('["boulware", "conceder", "micro"]', '"boulware"').encode(), "strategies", "list of names"),
        (SMALL.replace("seed = 3", 'self_play = "no"').encode(), "self_play", "true or false"),
        (change(('path = "cases/*"', "path = 3")), "case[1].path", "a text"),
        (change(('path = "cases/*"', 'path = "x"\nrandom = { options = [2] }')), "case[1]", "one of path"),
        (change(('path = "cases/*"', "")), "case[1]", "one of path"),
        (change(('path = "cases/*"', 'file = "x"')), "case[1].file", "unknown key"),
        (change(("random = { options = [4] }", "random = 3")), "case[3].random", "a table"),
        (change(("options = [4] ", "")), "case[3].random.options", "missing"),
        (change(("options = [4] ", "options = [] ")), "case[3].random.options", "1 to 100 issues"),
        (change(("options = [4] ", "options = [1] ")), "case[3].random.options[1]", "from 2"),
        (change(("options = [4] ", "options = [4], count = 10_001 ")), "case[3].random.count", "10,000"),
        (change(("parties = 3", "parties = 1")), "case[2].opposed.parties", "from 2"),
        (change(("walk_away = 0.25", "walk_away = nan")), "case[2].opposed.walk_away", "a number"),
        (change(('name = "shuttle"', "")), "protocol[1]", "name of a protocol"),
        (change(('name = "shuttle"', "name = 3")), "protocol[1].name", "a text"),
        (change(("rounds = 20", "rounds = [20]")), "protocol[1].rounds", "a number, a text"),
        (change(("rounds = 20", "rounds = inf")), "protocol[1].rounds", "a number, a text"),
        (change(("[[protocol]]", "[protocol]")), "protocol", "an array"),
        (b'format = "mediant-plan/1"\nstrategies = ["a"]\ncase = []\nprotocol = []\n', "case", "1 to 10,000"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_placed(data, place, gist):
    with pytest.raises(InvalidFile) as caught:
        plan_of(data, "plan.toml")
    told = [problem for problem in caught.value.problems if problem.place == place]
    assert told, caught.value.problems
    assert any(gist in str(problem) for problem in told), told
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "gist"),
    [
        (b"\xff\xfe", "not TOML"),
        (b"a = ", "not TOML"),
        (b"x" * (LARGEST_FILE + 1), "at most 262,144"),
        (b"a = " + b"[" * 100_000, "nested too deep"),
        (b"a." * 100_000 + b"b = 1", "dots"),
        (b"a = " + b"9" * 100_000, "not TOML"),
    ],
)
def test_what_is_no_plan_at_all_is_told_soon(data, gist):
    begin = time.monotonic()
    with pytest.raises(FileProblem, match=gist):
        plan_of(data, "plan.toml")
    assert time.monotonic() - begin < 10


def test_a_plan_of_rubbish_shows_a_few_problems():
    with pytest.raises(InvalidFile) as caught:
        plan_of(b'format = "mediant-plan/1"\n' + b"".join(b"a%d = 1\n" % k for k in range(5_000)), "plan.toml")
    assert len(caught.value.problems) == 20

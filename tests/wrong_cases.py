"""A small valid case file, each rule of such files broken once, and what is said then."""

import tomllib

from mediant.model.checks import problems_in

GROUND = """
format = "mediant-case/1"
title = "Harbour"
as_of = 2024-05-04
claims = "claims.jsonl"

[[party]]
id = "north"
name = "North"

[[party]]
id = "south"
name = "South"

[[mediator]]
id = "host"
name = "Host"
may = ["carry"]

[[issue]]
id = "truce"
name = "Truce"
options = ["none", "short", "long"]

[[issue]]
id = "fee"
name = "Fee"
[issue.range]
from = 0
to = 100
step = 5

[preferences.north]
weights = { truce = 0.6, fee = [0.3, 0.4] }
walk_away = 0.35
[preferences.north.values]
truce = { none = 0, short = [0.2, 0.7], long = 1 }
fee = { at = [[0, 1.0], [50, [0.4, 0.6]], [100, 0.0]] }
[[preferences.north.together]]
when = { truce = ["short", "long"], fee = 0 }
add = 0.1
[[preferences.north.never]]
truce = "none"
fee = [95, 100]
[preferences.north.because]
"values.truce" = ["c3", "c7"]
"never.1" = ["c1"]

[preferences.south]
weights = ["fee", "truce"]
walk_away = { as_good_as = { truce = "none", fee = 0 } }
[preferences.south.values]
truce = ["none", ["short", "long"]]
fee = "more"
[[preferences.south.prefers]]
this = { truce = "short", fee = 80 }
to = { truce = "none", fee = 100 }
[[preferences.south.accepts]]
truce = "short"
fee = 90
[[preferences.south.rejects]]
truce = "long"
fee = 5
"""


WEIGHTS = "weights = { truce = 0.6, fee = [0.3, 0.4] }"
ORDER = 'weights = ["fee", "truce"]'
TABLE = "truce = { none = 0, short = [0.2, 0.7], long = 1 }"
CURVE = "fee = { at = [[0, 1.0], [50, [0.4, 0.6]], [100, 0.0]] }"
RANKING = 'truce = ["none", ["short", "long"]]'
STATUS_QUO = 'walk_away = { as_good_as = { truce = "none", fee = 0 } }'
NORTH = "preferences.north"
SOUTH = "preferences.south"

WRONG_HEADS = [
    ('format = "mediant-case/1"', "", "format", "missing"),
    ('format = "mediant-case/1"', "format = 1", "format", "expected 'mediant-case/1'"),
    ('title = "Harbour"', "", "title", "missing"),
    ('title = "Harbour"', "title = 5", "title", "5; expected a text; write it in quotes"),
    ('title = "Harbour"', 'title = " "', "title", "not blank"),
    ('title = "Harbour"', 'title = "Har\\u0007bour"', "title", "U+0007"),
    ('title = "Harbour"', 'title = "a\\nb"', "title", "U+000A"),
    ("as_of = 2024-05-04", 'as_of = "2024-05-04"', "as_of", "without quotes"),
    ("as_of = 2024-05-04", "as_of = 2024-05-04T10:00:00", "as_of", "without a time"),
    ("as_of = 2024-05-04", "as_off = 2024-05-04", "as_off", "did you mean 'as_of'?"),
    ('name = "North"', 'name = "\\u202eNorth"', "party[1].name", "U+202E"),
    ('name = "North"', 'namee = "North"', "party[1].name", "missing"),
    ('name = "North"', 'namee = "North"', "party[1].namee", "did you mean 'name'?"),
    ('id = "south"', 'id = "South"', "party[2].id", "an id of a-z 0-9 '-'"),
    ('id = "south"', 'id = "so_uth"', "party[2].id", "an id of a-z 0-9 '-'"),
    ('id = "south"', 'id = "north"', "party[2].id", "taken by party[1].id"),
    ('id = "host"', 'id = "north"', "mediator[1].id", "taken by party[1].id"),
    ('may = ["carry"]', 'may = ["cary"]', "mediator[1].may", "did you mean 'carry'?"),
    ('may = ["carry"]', 'may = ["carry", "carry"]', "mediator[1].may", "twice"),
    ('may = ["carry"]', 'may = "carry"', "mediator[1].may", 'write it as ["carry"]'),
    ('id = "truce"', 'id = "truce!"', "issue[1].id", "an id of a-z 0-9 '_' '-'"),
    ('id = "fee"', 'id = "truce"', "issue[2].id", "taken by issue[1].id"),
    ('options = ["none", "short", "long"]', "", "issue[1]", "neither options nor a range"),
    ('options = ["none", "short", "long"]', 'options = ["none"]', "issue[1].options", "two or more distinct"),
    ('options = ["none", "short", "long"]', 'options = ["none", "none"]', "issue[1].options", "'none' twice"),
    ('options = ["none", "short", "long"]', "options = [0, 40]", "issue[1].options", "quote it or use range"),
    ('options = ["none", "short", "long"]', 'options = [true, "no"]', "issue[1].options", "true; expected a text"),
    ('options = ["none", "short", "long"]', 'options = ["a\\tb", "c"]', "issue[1].options", "U+0009"),
    ('options = ["none", "short", "long"]', 'options = "none"', "issue[1].options", "a list of options"),
    ('name = "Fee"', 'name = "Fee"\noptions = ["a", "b"]', "issue[2]", "both options and a range"),
    ("step = 5", "step = 3", "issue[2].range", "such as 99 or 102"),
    ("step = 5", "step = 0", "issue[2].range", "a step above 0"),
    ("step = 5", "", "issue[2].range.step", "missing"),
    ("step = 5", "step = true", "issue[2].range.step", "true; expected a number"),
    ("step = 5", "step = 1e-9", "issue[2].range", "at most 999,999 steps"),
    ("to = 100", "to = nan", "issue[2].range.to", "nan; expected a number"),
    ("to = 100", "to = -100", "issue[2].range", "from < to"),
    ("to = 100", 'to = 100\nunit = ""', "issue[2].range.unit", "not blank"),
]  # fmt: skip
"""Pieces of the ground, what is put in their place, and where and by what words that is told: what there is to settle."""

WRONG_PREFERENCES = [
    (WEIGHTS, "weights = { truse = 1 }", f"{NORTH}.weights.truse", "did you mean 'truce'?"),
    (WEIGHTS, "weights = { hostages = 1 }", f"{NORTH}.weights.hostages", "one of 'truce', 'fee'"),
    (WEIGHTS, "weights = { truce = -1 }", f"{NORTH}.weights.truce", "at least 0"),
    (WEIGHTS, "weights = { truce = true }", f"{NORTH}.weights.truce", "true; expected a number"),
    (WEIGHTS, "weights = { truce = inf }", f"{NORTH}.weights.truce", "from -1e12 to 1e12"),
    (WEIGHTS, "weights = { truce = 1e13 }", f"{NORTH}.weights.truce", "from -1e12 to 1e12"),
    (WEIGHTS, "weights = { truce = [0.7, 0.2] }", f"{NORTH}.weights.truce", "low at most high"),
    (WEIGHTS, "weights = { truce = [0.7] }", f"{NORTH}.weights.truce", "an interval [low, high]"),
    (WEIGHTS, 'weights = "unknownn"', f"{NORTH}.weights", "did you mean 'unknown'?"),
    (WEIGHTS, "weights = 1", f"{NORTH}.weights", "an order of issues, or 'unknown'"),
    (WEIGHTS, "weightss = { truce = 1 }", f"{NORTH}.weightss", "did you mean 'weights'?"),
    (ORDER, "weights = []", f"{SOUTH}.weights", "an empty list"),
    (ORDER, 'weights = ["fee", "fee"]', f"{SOUTH}.weights", "'fee' twice"),
    (ORDER, 'weights = ["fee", ["truce", "fee"]]', f"{SOUTH}.weights", "'fee' twice"),
    (ORDER, 'weights = ["fees"]', f"{SOUTH}.weights", "did you mean 'fee'?"),
    (ORDER, "weights = [0.5, 0.5]", f"{SOUTH}.weights", "unknown issue 0.5"),
    (TABLE, "truce = { none = 0, short = 0.5 }", f"{NORTH}.values.truce", "[0, 1] where its value is not known"),
    (TABLE, "truce = { none = 0, short = 0.5 }", f"{NORTH}.values.truce", "no value for 'long'"),
    (TABLE, "truce = { none = 0, short = 0, lang = 1 }", f"{NORTH}.values.truce.lang", "did you mean 'long'?"),
    (TABLE, "truce = { none = false, short = 0, long = 1 }", f"{NORTH}.values.truce.none", "false"),
    (TABLE, "truce = { none = [1, 0], short = 0, long = 1 }", f"{NORTH}.values.truce.none", "swap"),
    (TABLE, 'truce = { none = ["a", 1], short = 0, long = 1 }', f"{NORTH}.values.truce.none", "'a'; expected a number"),
    (TABLE, "truce = { at = [[0, 0], [1, 1]] }", f"{NORTH}.values.truce.at", "options are words"),
    (TABLE, 'truce = "more"', f"{NORTH}.values.truce", "it has no range"),
    (TABLE, "truce = 0.5", f"{NORTH}.values.truce", "an order of the options"),
    (TABLE, 'truse = "more"', f"{NORTH}.values.truse", "did you mean 'truce'?"),
    (CURVE, 'fee = "moree"', f"{NORTH}.values.fee", "did you mean 'more'?"),
    (CURVE, "fee = { at = [[0, 1], [95, 0]] }", f"{NORTH}.values.fee.at", "points that cover 0 to 100"),
    (CURVE, "fee = { at = [[5, 1], [100, 0]] }", f"{NORTH}.values.fee.at", "points that cover 0 to 100"),
    (CURVE, "fee = { at = [[0, 1], [60, 0], [50, 0], [100, 0]] }", f"{NORTH}.values.fee.at", "50 after 60"),
    (CURVE, "fee = { at = [[0, 1], [0, 0], [100, 0]] }", f"{NORTH}.values.fee.at", "0 after 0"),
    (CURVE, "fee = { at = [[0, 1]] }", f"{NORTH}.values.fee.at", "two or more points"),
    (CURVE, "fee = { at = 5 }", f"{NORTH}.values.fee.at", "two or more points"),
    (CURVE, "fee = { at = [[0, 1], 100] }", f"{NORTH}.values.fee.at[2]", "a point [number, value]"),
    (CURVE, "fee = { at = [[0, 1], [100, nan]] }", f"{NORTH}.values.fee.at[2]", "nan"),
    (CURVE, 'fee = { at = [["0", 1], [100, 0]] }', f"{NORTH}.values.fee.at[1]", "without quotes"),
    (CURVE, "fee = { at = [[0, 1], [100, 0]], 5 = 1 }", f"{NORTH}.values.fee.5", "beside 'at'"),
    (CURVE, "fee = { 0 = 0, 7 = 1 }", f"{NORTH}.values.fee.7", "in steps of 5"),
    (CURVE, "fee = { 0 = 0, cheap = 1 }", f"{NORTH}.values.fee.cheap", "in steps of 5"),
    (CURVE, "fee = { 0 = 0 }", f"{NORTH}.values.fee", "no value for 5, 10, 15 and 17 more"),
    (CURVE, 'fee = { 0 = 0, "0.0" = 1 }', f'{NORTH}.values.fee."0.0"', "twice"),
    (CURVE, "fee = [0, 100]", f"{NORTH}.values.fee", "an order without 5, 10, 15 and 16 more"),
    (RANKING, 'truce = ["none", "long"]', f"{SOUTH}.values.truce", "an order without 'short'"),
    (RANKING, 'truce = ["none", "short", "long", "none"]', f"{SOUTH}.values.truce", "'none' twice"),
    (RANKING, 'truce = ["none", "shrt", "long"]', f"{SOUTH}.values.truce", "did you mean 'short'?"),
    (RANKING, 'truce = [["none", "short", "long"]]', f"{SOUTH}.values.truce", "ties all options"),
    (RANKING, 'truce = ["none", ["short", ["long"]]]', f"{SOUTH}.values.truce", "inside a tie"),
    (RANKING, 'truce = ["none", [], "short", "long"]', f"{SOUTH}.values.truce", "an empty list in the order"),
    (RANKING, "truce = []", f"{SOUTH}.values.truce", "an order without 'none', 'short', 'long'"),
    ("walk_away = 0.35", "walk_away = [0.5, 0.2]", f"{NORTH}.walk_away", "low at most high"),
    ("walk_away = 0.35", 'walk_away = "unknownn"', f"{NORTH}.walk_away", "did you mean 'unknown'?"),
    ("walk_away = 0.35", "walk_away = true", f"{NORTH}.walk_away", "true"),
    ("walk_away = 0.35", "walk_away = 1e300", f"{NORTH}.walk_away", "1e12"),
    ("walk_away = 0.35", "walk_away = { }", f"{NORTH}.walk_away.as_good_as", "missing"),
    (STATUS_QUO, "walk_away = { as_good_as = { fee = 0 } }", f"{SOUTH}.walk_away.as_good_as", "nothing for 'truce'"),
    (STATUS_QUO, "walk_away = { as_goodas = { fee = 0 } }", f"{SOUTH}.walk_away.as_goodas", "'as_good_as'"),
    (STATUS_QUO, 'walk_away = { as_good_as = "none" }', f"{SOUTH}.walk_away.as_good_as", "for every issue"),
    ("add = 0.1", "", f"{NORTH}.together[1].add", "missing"),
    ("add = 0.1", "add = [0.2, 0.1]", f"{NORTH}.together[1].add", "swap"),
    ("add = 0.1", "add = 0.1\nad = 2", f"{NORTH}.together[1].ad", "did you mean 'add'?"),
    ('when = { truce = ["short", "long"], fee = 0 }', "when = {}", f"{NORTH}.together[1].when", "at least one issue"),
    ('when = { truce = ["short", "long"], fee = 0 }', "when = { truce = [] }", f"{NORTH}.together[1].when.truce", "empty"),
    ('when = { truce = ["short", "long"], fee = 0 }', 'when = { fee = "0" }', f"{NORTH}.together[1].when.fee", "without quotes"),
    ('when = { truce = ["short", "long"], fee = 0 }', "when = { fee = [0, 0] }", f"{NORTH}.together[1].when.fee", "0 twice"),
    ('when = { truce = ["short", "long"], fee = 0 }', "when = { fee = 3 }", f"{NORTH}.together[1].when.fee", "steps of 5"),
    ("fee = [95, 100]", "fee = [95, 101]", f"{NORTH}.never[1].fee", "101"),
    ("fee = [95, 100]", "fe = 95", f"{NORTH}.never[1].fe", "did you mean 'fee'?"),
    ("[[preferences.north.never]]", "[preferences.north.never]", f"{NORTH}.never", "write [[preferences.north.never]]"),
    ("to = { truce = \"none\", fee = 100 }", "", f"{SOUTH}.prefers[1].to", "missing"),
    ("to = { truce = \"none\", fee = 100 }", "to = { fee = 100 }", f"{SOUTH}.prefers[1].to", "nothing for 'truce'"),
    ("fee = 90", "fee = 91", f"{SOUTH}.accepts[1].fee", "in steps of 5"),
    ("fee = 90", "fee = [85, 90]", f"{SOUTH}.accepts[1].fee", "one option"),
    ("fee = 90", "", f"{SOUTH}.accepts[1]", "nothing for 'fee'"),
    ('truce = "long"', 'truce = "Long"', f"{SOUTH}.rejects[1].truce", "did you mean 'long'?"),
    ('"never.1" = ["c1"]', '"never.2" = ["c1"]', f'{NORTH}.because."never.2"', "did you mean 'never.1'?"),
    ('"never.1" = ["c1"]', 'prefers = ["c1"]', f"{NORTH}.because.prefers", "no entry 'prefers'"),
    ('"never.1" = ["c1"]', '"never.1" = []', f'{NORTH}.because."never.1"', "remove the key: it is assumed then"),
    ('"never.1" = ["c1"]', '"never.1" = "c1"', f'{NORTH}.because."never.1"', "a list of claim ids"),
    ('"never.1" = ["c1"]', '"never.1" = [1]', f'{NORTH}.because."never.1"', "1; expected a text"),
    ('"never.1" = ["c1"]', '"never.1" = ["c1", "c1"]', f'{NORTH}.because."never.1"', "'c1' twice"),
    ('"never.1" = ["c1"]', 'never.1 = ["c1"]', f"{NORTH}.because.never", 'quote the whole key'),
]  # fmt: skip
"""The same of what is stated of the parties."""


HEAD = GROUND.partition("[preferences.north]")[0]
WRONG_WHOLES = [
    GROUND.replace("mediant-case/1", "mediant-case/2"),
    GROUND.replace("Harbour", "x" * 10_001),
    GROUND.replace('title = "Harbour"', "title = 10:30:00"),
    GROUND.replace('title = "Harbour"', f"title = 0x{'f' * 40}"),
    GROUND.replace("claims.jsonl", "/claims.jsonl"),
    GROUND.replace("to = 100", 'to = 100\nunit = "USD"').replace("fee = 90", "fee = 91"),
    GROUND.replace("as_of = 2024-05-04", "preferences = 5").partition("[preferences.north]")[0],
    HEAD.replace('[[party]]\nid = "south"\nname = "South"\n', ""),
    HEAD.partition("[[issue]]")[0].replace("as_of =", "issue = []\nas_of ="),
    HEAD.replace('title = "Harbour"', 'title = "Harbour"\nparty = 5').replace("[[party]]", "[[partyy]]"),
    HEAD.replace('[[issue]]\nid = "truce"', '[[issue]]\nrange = 5\nid = "truce"'),
    HEAD + "".join(f'[[party]]\nid = "x{k}"\nname = "X"\n' for k in range(100)),
    HEAD + "".join(f"[preferences.x{k}]\n" for k in range(400)),
    HEAD + "[preferences.host]\n[preferences.nobody]\n[preferences.north]\nvalues = 5\nbecause = 5",
    HEAD + "[preferences.south]\nwalk_away = 12\nnever = [5]\nweights = {}\nbecause = { x = [1] }",
    HEAD + "[preferences.south]\nbecause = { x = [1] }\n[preferences.north]\ntogether = [5]",
]
"""The same for what is wrong with more than a piece."""

NO_CASE_FILES = [
    b"title = '\xe9t\xe9'",
    b"a." * 40 + b"a = 1",
    b"a = " + b"[" * 100_000,
    b"a = 1" + b"0" * 5000,
    b"party = [",
    b"party = x",
    b"a = 1\na = 2",
    b"[a]\n[a]",
    b"a = { b = 1 }\n[a.c]",
    b"a = { b = { c = 1 } }\na.b.d = 2",
    b"a.b = 1\n[a]",
    b"[[a]]\n[a]",
    b"[a.b]\n[a]\nb.c = 1",
    b"a = { b = 1, b = 2 }",
    b'a = "\\ud800"',
    b'a = "\\q"',
    b'a = "\\u12"',
    b"a = 'x\n",
    b'a = "\x01"',
    b"a = 'x",
    b'a = """x',
    b"a b",
    b"[a",
    b"[[a",
    b"a = 1 b",
    b"a = 2024-02-31",
    b"a.* = 1",
    b"*",
    b"a = [1 2]",
    b"a = { b = 1",
    b"a = 1 # \x01",
]
"""Files that are not read as a case at all."""


def problems_in_toml(text):
    return problems_in(tomllib.loads(text))


def expect(old, new, place, gist):
    """Replacing `old` by `new` in the ground brings a problem at `place` whose text holds `gist`."""
    assert GROUND.count(old) == 1, f"{old!r} stands {GROUND.count(old)} times in the ground"
    found = problems_in_toml(GROUND.replace(old, new))
    assert any(problem.place == place and gist in str(problem) for problem in found), [*map(str, found)]
    for problem in found:
        assert problem.seen
        assert problem.expected
        assert problem.do
        assert len(str(problem)) < 600

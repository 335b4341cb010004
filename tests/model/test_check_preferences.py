"""What the checks find in what is stated of a party."""

import pytest
from wrong_cases import GROUND, expect, problems_in_toml

WEIGHTS = "weights = { truce = 0.6, fee = [0.3, 0.4] }"
ORDER = 'weights = ["fee", "truce"]'
TABLE = "truce = { none = 0, short = [0.2, 0.7], long = 1 }"
CURVE = "fee = { at = [[0, 1.0], [50, [0.4, 0.6]], [100, 0.0]] }"
RANKING = 'truce = ["none", ["short", "long"]]'
STATUS_QUO = 'walk_away = { as_good_as = { truce = "none", fee = 0 } }'
NORTH = "preferences.north"
SOUTH = "preferences.south"


@pytest.mark.parametrize(
    ("old", "new", "place", "gist"),
    [
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
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_place(old, new, place, gist):
    expect(old, new, place, gist)


@pytest.mark.parametrize("entry", ["weights", "walk_away", "values.truce", "values.fee", "together.1"])
def test_every_entry_can_name_its_claims(entry):
    assert (
        problems_in_toml(GROUND.replace('"never.1" =', f'"{entry}" =').replace('"values.truce" = ["c3", "c7"]', ""))
        == ()
    )


@pytest.mark.parametrize("entry", ["weights", "walk_away", "values.truce", "prefers.1", "accepts.1", "rejects.1"])
def test_every_statement_can_name_its_claims(entry):
    assert problems_in_toml(f'{GROUND}\n[preferences.south.because]\n"{entry}" = ["c1"]') == ()


def test_a_mistyped_option_is_not_also_missing():
    found = problems_in_toml(GROUND.replace(RANKING, 'truce = ["none", "shrt", "long"]'))
    assert len(found) == 1


def test_an_option_may_be_called_at():
    text = GROUND.replace('"long"]\n\n[[issue]]', '"at"]\n\n[[issue]]').replace(
        TABLE, "truce = { none = 0, short = 1, at = 1 }"
    )
    text = text.replace(RANKING, 'truce = ["none", "at", "short"]').replace('["short", "long"]', '"at"')
    assert problems_in_toml(text.replace('truce = "long"', 'truce = "at"')) == ()


@pytest.mark.parametrize("party", ["nort", "host"])
def test_only_parties_have_preferences_that_count(party):
    (problem,) = problems_in_toml(f"{GROUND}\n[preferences.{party}]\nwalk_away = 1")
    assert problem.place == f"preferences.{party}"
    assert "'north'" in problem.do or "never count" in problem.do


def test_preferences_are_a_table_of_tables():
    head = GROUND.partition("[preferences.north]")[0]
    assert [p.place for p in problems_in_toml(head.replace("title", "preferences = 5\ntitle"))] == ["preferences"]
    assert [p.place for p in problems_in_toml(f"{head}\n[preferences]\nnorth = 5")] == ["preferences.north"]
    assert [p.place for p in problems_in_toml(f"{head}\n[preferences.north]\nvalues = 5\nbecause = 5")] == [
        "preferences.north.values",
        "preferences.north.because",
    ]

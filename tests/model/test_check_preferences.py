"""What the checks find in what is stated of a party."""

import pytest
from wrong_cases import GROUND, RANKING, TABLE, WRONG_PREFERENCES, expect, problems_in_toml


@pytest.mark.parametrize(
    ("old", "new", "place", "gist"),
    WRONG_PREFERENCES,
)
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

"""`mediant analyze`."""

from __future__ import annotations

import json

import pytest


def test_json_is_one_object_with_the_deal_space(run, harbour):
    done = run("analyze", harbour, "--json")
    assert (done.status, done.err) == (0, "")
    answer = json.loads(done.out)
    assert answer["format"] == "mediant-analysis/1"
    assert (answer["case"], answer["exact"], answer["outcomes"]) == ("Harbour dispute", True, 9)
    assert answer["parties"] == ["north", "south"]
    assert answer["issues"] == ["truce", "fee"]
    assert answer["uncertainty"] is None
    assert set(answer["solutions"]) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}


def test_the_numbers_are_those_of_the_case(run, harbour):
    """Worked out by hand: u_north = .6 v + .4 (1 - fee/100), u_south = .3 v + .7 fee/100."""
    answer = json.loads(run("analyze", harbour, "--json").out)
    # Acceptable to both, with gains: (none, 0) .05 .1; (40 days, 50) .27 .3; (40 days, 100) .07 .65;
    # (permanent, 50) .45 .15; (permanent, 100) .25 .5
    assert answer["zone"]["size"] == 5
    nash = answer["solutions"]["nash"]
    assert nash["outcome"] == {"truce": "permanent", "fee": 100}
    assert nash["gains"] == pytest.approx({"north": 0.25, "south": 0.5})
    egalitarian = answer["solutions"]["egalitarian"]
    assert egalitarian["outcome"] == {"truce": "40 days", "fee": 50}


def test_points_limits_what_is_printed_not_what_is_counted(run, harbour):
    full = json.loads(run("analyze", harbour, "--json").out)["frontier"]
    some = json.loads(run("analyze", harbour, "--json", "--points", 1).out)["frontier"]
    assert full["size"] == len(full["points"]) > 1
    assert some == {**full, "points": full["points"][:1]}


def test_standard_input(run, harbour):
    assert run("analyze", "-", "--json", stdin=harbour.read_bytes()) == run("analyze", harbour, "--json")


def test_a_partial_case_is_answered_by_draws(run, little_known):
    done = run("analyze", little_known, "--json", "--draws", 50, "--seed", 7)
    answer = json.loads(done.out)
    assert answer["exact"] is False
    assert answer["frontier"] is None
    assert (answer["uncertainty"]["draws"], answer["uncertainty"]["seed"]) == (50, 7)
    assert run("analyze", little_known, "--json", "--draws", 50, "--seed", 7) == done
    assert run("analyze", little_known, "--json", "--draws", 50, "--seed", 8).out != done.out


def test_text_for_people(run, harbour):
    done = run("analyze", harbour)
    assert (done.status, done.err) == (0, "")
    for words in ("North", "South", "40 days", "Nash"):
        assert words in done.out
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 100


@pytest.mark.parametrize("option", [("--draws", "1"), ("--seed", "-1"), ("--memory", "0"), ("--points", "-1")])
def test_numbers_that_make_no_sense(run, harbour, option):
    assert run("analyze", harbour, *option).status == 2


def test_a_broken_case_prints_nothing_on_stdout(run, harbour):
    harbour.write_text("title = 3\n", encoding="utf-8")
    done = run("analyze", harbour, "--json")
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1

"""The measurement of mediators: honest references, budgets that are kept, runs that go on."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import product

import numpy as np
import pytest

from benchmarks import bench_mediators
from benchmarks.bench_mediators import keep, kept, main, played
from benchmarks.mediated import OPTIONS, WALK_AWAY, Scenario, Setting, egalitarian, nash
from benchmarks.mediated_picture import picture
from benchmarks.mediated_tables import curve_table, interval, table
from mediant.talks.acts import Compare, CouldAccept, Rank

SMALL = Setting("small", 2, "random", 0)


def few(budgets, wrong=0.0):
    return list(played(SMALL, wrong, budgets))


@pytest.mark.parametrize("kind", ["random", "opposed"])
@pytest.mark.parametrize("space", ["small", "large", "tied"])
def test_every_party_goes_from_0_to_1_and_nothing_found_is_better_than_the_best(space, kind):
    scenario = Scenario(Setting(space, 3, kind, 1))
    blocks = scenario.blocks()
    assert np.allclose(sum(block.min(axis=1) for block in blocks), 0.0)
    assert np.allclose(sum(block.max(axis=1) for block in blocks), 1.0)
    fair, together = scenario.best()
    packages = np.random.default_rng(0).integers(OPTIONS, size=(2_000, len(scenario.options)))
    gains = scenario.gains(packages)
    assert egalitarian(gains).max() <= fair + 1e-9
    assert nash(gains).max() <= together + 1e-9
    assert fair <= together + 1e-9


def test_the_blocks_are_what_packages_add_up():
    scenario = Scenario(Setting("tied", 2, "random", 3))
    package = np.random.default_rng(0).integers(OPTIONS, size=(1, 10))
    places = [package[0, left] * OPTIONS + package[0, right] for left, right in scenario.ties]
    total = sum(block[:, place] for block, place in zip(scenario.blocks(), places, strict=True))
    assert np.allclose(scenario.gains(package)[:, 0], total - WALK_AWAY)


def test_the_exact_best_is_that_of_all_packages():
    """Three issues of the program, which is used for ten, beside a look at all packages."""
    for seed, parties in product(range(3), (2, 3)):
        scenario = Scenario(Setting("small", parties, "opposed", seed))
        assert egalitarian(scenario.gains(scenario._fairest()[None]))[0] == pytest.approx(scenario.best()[0])


def test_answers_are_true_or_wrong_at_the_chance_that_is_asked_for():
    scenario, rng = Scenario(SMALL), np.random.default_rng(0)
    packages = tuple(tuple(map(int, package)) for package in rng.integers(OPTIONS, size=(5, 3)))
    for question in (Rank(packages), Compare(*packages[:2]), CouldAccept(packages[0])):
        right, never = (scenario.answer(0, question, rng, wrong) for wrong in (0.0, 1.0))
        assert right != never
        some = [scenario.answer(0, question, rng, 0.3) != right for _ in range(300)]
        assert 0.2 < np.mean(some) < 0.4
    order = scenario.answer(0, Rank(packages), rng, 0.0)
    assert (np.diff(scenario.gains(np.array(packages))[0][list(order)]) <= 0).all()


def test_budgets_played_in_one_go_are_those_played_alone_and_none_asks_more_than_it_may():
    together = few([5, 8])
    for one, alone in zip(together, (few([5])[0], few([8])[0]), strict=True):
        assert (one.egalitarian, one.nash, one.asked) == (alone.egalitarian, alone.nash, alone.asked)
        assert one.asked <= one.questions


def test_an_interrupted_run_goes_on(tmp_path, capsys, monkeypatch):
    file = tmp_path / "results.jsonl"
    keep(file, few([5]))
    whole = file.read_text()
    file.write_text(whole + whole[:40])
    assert [one.run for one in kept(file)] == [(SMALL, 0.0, 5)]
    asked = ["--scenarios", "2", "--first", "0", "--parties", "2", "--kind", "random", "--questions", "5"]
    main([*asked, "-o", str(file)])
    assert {one.seed for one in kept(file)} == {0, 1}
    assert "2 of 2 scenarios" in capsys.readouterr().err
    monkeypatch.setattr(bench_mediators, "played", lambda *_: pytest.fail("it is at hand"))
    main([*asked, "-o", str(file), "--curve"])
    shown = capsys.readouterr().out
    assert "| small | 2, random | 0% |" in shown
    assert "of 2 |" in shown
    assert json.loads(whole) == asdict(kept(file)[0])


def test_tables_and_picture_show_every_line():
    found = few([5, 8], wrong=0.5)
    assert table(found).count("\n") == 3
    assert curve_table(found).splitlines()[0].split(" | ")[3:5] == ["5", "8"]
    assert picture(found).count('class="line"') == 2
    assert interval([0.5, 0.7]) == "0.600 ± 1.271"
    assert interval([0.5]) == "0.500"

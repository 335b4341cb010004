"""The round robin: what its table says of what was played, and that it goes on where it was interrupted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def result(scenario, first, second, utilities, *, reserves=(0.2, 0.2), fault=None):
    agreed = utilities is not None
    return {
        "scenario": scenario, "first": first, "second": second, "seed": 0, "reserves": list(reserves),
        "utilities": list(utilities or reserves), "agreed": agreed, "steps": 9, "fault": fault,
    }  # fmt: skip


def write(path, results):
    path.write_text("".join(json.dumps(one) + "\n" for one in results), encoding="utf-8")


def test_the_table_ranks_by_what_was_got_above_the_reserve(tmp_path):
    pytest.importorskip("scipy", reason="scipy, which comes with NegMAS, is not installed")
    from benchmarks import bench_round_robin as bench

    write(
        tmp_path / "r.jsonl",
        [
            result("s/1", "k:A", "k:B", (0.9, 0.4)),
            result("s/2", "k:A", "k:B", (0.7, 0.4)),
            result("s/2", "k:B", "k:A", None, fault="ValueError: x"),
        ],
    )
    shown = bench.table(bench.stored([tmp_path / "r.jsonl"], 0)).splitlines()
    assert shown[1].split()[:3] == ["1", "k:A", "0.475"]  # the mean of 0.7 in the one and of 0.5 and 0 in the other
    assert shown[1].split()[-2:] == ["0.67", "3"]
    assert shown[2].split()[:3] == ["2", "k:B", "0.150"]
    assert shown[3] == "3 negotiations, 2 scenarios, 1 faults"
    assert "ValueError: x" in shown[4]


def test_scenarios_are_left_out_of_the_table(tmp_path, monkeypatch, capsys):
    pytest.importorskip("scipy", reason="scipy, which comes with NegMAS, is not installed")
    from benchmarks import bench_round_robin as bench

    write(tmp_path / "r.jsonl", [result(f"s/{n}", "k:A", "k:B", (0.9, 0.4)) for n in range(3)])
    monkeypatch.setattr(sys, "argv", ["x", "-o", str(tmp_path / "r.jsonl"), "--show", "--without", "s/0", "s/2"])
    bench.main()
    assert "1 negotiations, 1 scenarios" in capsys.readouterr().out


def test_a_line_that_was_cut_off_is_played_again(tmp_path):
    from benchmarks import bench_round_robin as bench

    path = tmp_path / "r.jsonl"
    write(path, [result("s/1", "k:A", "k:B", (0.9, 0.4)), result("s/2", "k:A", "k:B", (0.9, 0.4))])
    path.write_bytes(path.read_bytes()[:-20])
    assert [game.scenario for game in bench.stored([path], 0)] == ["s/1"]
    assert bench.stored([path], 1) == {}
    bench.mend(path)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(result("s/3", "k:A", "k:B", (0.9, 0.4))) + "\n")
    assert [game.scenario for game in bench.stored([path], 0)] == ["s/1", "s/3"]


@pytest.mark.slow
def test_it_plays_and_goes_on(tmp_path):
    pytest.importorskip("negmas", reason="negmas is not installed")
    command = [
        sys.executable, "-m", "benchmarks.bench_round_robin", "-o", tmp_path / "r.jsonl", "--random", "1",
        "mediant:mediant.talks.strategies.time_dependent:Boulware", "--rivals", "negmas:BoulwareTBNegotiator",
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "MEDIANT_SHARED": str(tmp_path)}
    run = [subprocess.run(command, check=True, capture_output=True, text=True, env=environment) for _ in range(2)]
    assert run[0].stdout == run[1].stdout
    assert "8 negotiations, 2 scenarios, 0 faults" in run[0].stdout
    assert "8 of 8" in run[0].stderr
    assert run[1].stderr == ""

"""`mediant tournament`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from small_tournaments import SMALL, install_odd

ROOT = Path(__file__).resolve().parents[2]
SLOW = SMALL.replace('"boulware", "conceder", "micro"', '"slow", "draws"').replace("count = 3", "count = 4")

HEARS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Runs Python so that it hears an interruption also where the tests run in the background of a shell, deaf to it."""


@pytest.fixture
def planned(here):
    """A plan in an empty folder."""
    (here / "plan.toml").write_text(SMALL, encoding="utf-8")
    return here


def test_the_ranking_the_games_and_the_table(run, planned):
    done = run("tournament", "plan.toml", "-o", "out", "--workers", "1")
    assert (done.status, done.err) == (0, "note: wrote out/results.parquet\n")
    assert done.out.startswith("Tournament\n3 strategies, 3 cases, 54 games\n")
    assert all(name in done.out for name in ("boulware", "conceder", "micro", "95 % interval"))
    assert max(map(len, done.out.splitlines())) <= 100
    assert sorted(file.name for file in (planned / "out").iterdir()) == ["games.jsonl", "results.parquet"]
    ((games, rows),) = duckdb.sql("select count(distinct game), count(*) from 'out/results.parquet'").fetchall()
    assert (games, rows) == (54, 108)


def test_the_figures_are_the_means_of_the_table(run, planned):
    done = run("tournament", "plan.toml", "-o", "out", "--workers", "1", "--json")
    ranking = json.loads(done.out)
    assert (ranking["format"], ranking["games"], ranking["failed"]) == ("mediant-ranking/1", 54, 0)
    means = dict(duckdb.sql("select strategy, avg(score) from 'out/results.parquet' group by 1").fetchall())
    for one in ranking["strategies"]:
        assert one["score"]["mean"] == pytest.approx(means[one["name"]])
        assert one["score"]["low"] <= one["score"]["mean"] <= one["score"]["high"]
    assert [one["name"] for one in ranking["strategies"]] == sorted(means, key=means.get, reverse=True)


def test_nothing_is_played_twice(run, planned):
    first = run("tournament", "plan.toml", "-o", "out", "--workers", "1")
    before = (planned / "out" / "games.jsonl").read_bytes()
    again = run("tournament", "plan.toml", "-o", "out")
    assert again.out == first.out
    assert "note: 54 of 54 games were played before" in again.err
    assert (planned / "out" / "games.jsonl").read_bytes() == before


def test_seats_at_fault_are_told(run, planned, monkeypatch):
    install_odd(planned / "odd")
    monkeypatch.syspath_prepend(planned / "odd")
    text = SMALL.replace('"micro"', '"stops"')
    (planned / "plan.toml").write_text(text, encoding="utf-8")
    done = run("tournament", "plan.toml", "-o", "out", "--workers", "1")
    assert done.status == 0
    assert "54 games, 30 of them failed" in done.out
    assert "30 failed" in done.out
    errors = duckdb.sql("select distinct error from 'out/results.parquet' where error is not null").fetchall()
    assert sorted(errors) == [("party-1 raised StopIteration: ",), ("party-2 raised StopIteration: ",)]


@pytest.mark.parametrize(
    ("old", "new", "gist"),
    [
        ('"micro"', '"mikro"', "did you mean 'micro'?"),
        ('"alternating-offers"', '"alternating"', "no protocols named 'alternating'"),
        ("rounds = 10", "rounds = 0", "rounds"),
        ("rounds = 10", "circles = 10", "circles"),
        ("mediant-plan/1", "mediant-plan/2", "format"),
        ("seed = 3", "seed = -3", "seed: -3"),
        ("repetitions = 2", "repetitions = 400_000", "10,800,000 games; expected at most 500,000"),
        ("random = {", "path = 'nowhere' #", "nowhere"),
        ("random = {", "path = '/**/*' #", "is no pattern"),
        ("[[case]]", "", "format"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run, planned, old, new, gist):
    text = SMALL.replace(old, new)
    (planned / "plan.toml").write_text(text if old != "[[case]]" else "", encoding="utf-8")
    done = run("tournament", "plan.toml", "-o", "out", "--workers", "1")
    assert done.status == 1
    assert gist in done.err
    assert len(done.err.splitlines()) == 1
    assert not (planned / "out").exists()


def test_a_changed_plan_is_refused(run, planned):
    run("tournament", "plan.toml", "-o", "out", "--workers", "1")
    (planned / "plan.toml").write_text(SMALL.replace("seed = 3", "seed = 4"), encoding="utf-8")
    done = run("tournament", "plan.toml", "-o", "out", "--workers", "1")
    assert done.status == 1
    assert "begun with another plan" in done.err
    (planned / "plan.toml").write_text(SMALL + "# only a remark\n", encoding="utf-8")
    assert run("tournament", "plan.toml", "-o", "out", "--workers", "1").status == 0


@pytest.mark.parametrize(
    "arguments", [(), ("plan.toml",), ("plan.toml", "-o", "out", "--workers", "0"), ("plan.toml", "-o", "out", "more")]
)
def test_wrong_usage(run, planned, arguments):
    assert run("tournament", *arguments).status == 2


def started(folder, out, workers, declared, **others):
    path = os.pathsep.join(map(str, (ROOT / "src", declared, folder / "odd")))
    command = [
        sys.executable,
        "-c",
        HEARS,
        "-m",
        "mediant",
        "tournament",
        "plan.toml",
        "-o",
        out,
        "--workers",
        str(workers),
    ]
    return subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": path}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **others,
    )  # fmt: skip


def lines_in(path):
    return path.read_bytes().count(b"\n") if path.exists() else 0


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def children(pid):
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1]
        except OSError:
            continue
        if int(parent) == pid:
            found.append(int(status.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc").exists(), reason="counts processes in /proc")
@pytest.mark.parametrize(("workers", "kills"), [(2, (3,)), pytest.param(1, (1, 4, 9), marks=pytest.mark.slow)])
def test_killed_in_the_middle_it_goes_on_and_ends_the_same(here, declared, workers, kills):
    """kill -9, then to the end: the table of a run that nobody disturbed, byte for byte."""
    install_odd(here / "odd")
    (here / "plan.toml").write_text(SLOW, encoding="utf-8")
    journal = here / "out" / "games.jsonl"
    for more in kills:
        enough = lines_in(journal) + more
        process = started(here, "out", workers, declared)
        until(lambda enough=enough: lines_in(journal) >= enough)
        below = children(process.pid)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        until(lambda below=below: not any(Path(f"/proc/{child}").exists() for child in below))
        assert lines_in(journal) < 33  # in the middle
    kept = journal.read_bytes()
    with journal.open("ab") as file:
        file.write(b'{"game": 31, "agreement": [0, 1], "wh')  # as a kill in the middle of a line leaves it
    process = started(here, "out", workers, declared)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert f"note: {kept.count(b'{') - 1} of 32 games were played before" in told
    assert journal.read_bytes().startswith(kept)
    assert len({json.loads(line)["game"] for line in journal.read_bytes().splitlines()[1:]}) == 32
    assert lines_in(journal) == 33
    whole = started(here, "undisturbed", 3 - workers, declared)
    assert whole.wait(timeout=120) == 0, whole.communicate()
    whole.communicate()
    tables = [(here / folder / "results.parquet").read_bytes() for folder in ("out", "undisturbed")]
    assert tables[0] == tables[1]


def test_a_second_run_on_the_folder_is_refused(run, planned):
    from fcntl import LOCK_EX, flock

    run("tournament", "plan.toml", "-o", "out", "--workers", "1")
    with (planned / "out" / "games.jsonl").open("rb") as held:
        flock(held, LOCK_EX)  # as a run that goes on holds it
        done = run("tournament", "plan.toml", "-o", "out", "--workers", "1")
    assert done.status == 1
    assert "is being written by another run" in done.err


@pytest.mark.slow
def test_interrupted_it_says_so_and_leaves_nobody_behind(here, declared):
    install_odd(here / "odd")
    (here / "plan.toml").write_text(SLOW.replace("count = 4", "count = 100"), encoding="utf-8")
    process = started(here, "out", 2, declared, start_new_session=True)
    until(lambda: lines_in(here / "out" / "games.jsonl") >= 2)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in told

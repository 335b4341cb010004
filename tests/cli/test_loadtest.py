"""`mediant loadtest`: what is asked of it, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediant.cli.main import main
from mediant.web.loadtest.seats import load


def test_a_small_one_says_a_figure_a_line(tmp_path: Path, capsys):
    status = main(["loadtest", "--people", "4", "--rate", "2", "--seconds", "1", "--folder", str(tmp_path), "--json"])
    (scene,) = json.loads(capsys.readouterr().out)["scenes"]
    figures = {figure["name"]: figure["value"] for figure in scene["figures"]}
    assert figures["people"] == 4
    assert figures["acknowledged and lost"] == 0
    missed = any(
        None not in (figure["most"], figure["value"]) and figure["value"] > figure["most"]
        for figure in scene["figures"]
    )
    assert status == int(missed)


def test_seats_for_a_server_that_is_there(tmp_path: Path, capsys):
    folder, seats = tmp_path / "w", tmp_path / "seats.json"
    size = ["--people", "4", "--joins", "2", "--votes", "2"]
    assert main(["loadtest", "--prepare", str(folder), "--seats", str(seats), *size]) == 0
    assert "2 pairs" in capsys.readouterr().out
    assert len(load(seats)) == 2
    assert (folder / "cases").is_dir()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--prepare", "w"], "--seats"),
        (["--at", "http://localhost:1"], "--seats"),
        (["--at", "http://localhost:1", "--seats", "x", "--scene", "kills"], "--scene"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(tmp_path: Path, monkeypatch, capsys, asked, told):
    monkeypatch.chdir(tmp_path)
    assert main(["loadtest", *asked]) == 1
    assert told in capsys.readouterr().err

"""`mediant restore`."""

from __future__ import annotations

import json

from web.test_backups import a_server, lines_in

from mediant.cli.main import main
from mediant.web.backups import back_up


def test_a_folder_is_made_of_a_backup(tmp_path, capsys):
    key = a_server(tmp_path / "home")
    back_up(tmp_path / "home", tmp_path / "backup")
    given = [
        "restore",
        str(tmp_path / "backup"),
        str(tmp_path / "again"),
        "--server-key",
        str(tmp_path / "home/server.key"),
    ]
    assert main([*given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"] == 3
    assert lines_in(tmp_path / "again", key) == lines_in(tmp_path / "home", key)
    assert main(given) == 1
    assert "is there already" in capsys.readouterr().err


def test_the_key_must_be_there(tmp_path, capsys):
    assert main(["restore", str(tmp_path), str(tmp_path / "again"), "--server-key", str(tmp_path / "none")]) == 1
    assert "is not there" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()

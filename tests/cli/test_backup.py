"""`mediant backup`."""

from __future__ import annotations

import json

from web.test_backups import a_server

from mediant.cli.main import main


def test_it_says_what_it_has_copied(tmp_path, capsys):
    a_server(tmp_path / "home")
    assert main(["backup", str(tmp_path / "home"), str(tmp_path / "one")]) == 0
    assert capsys.readouterr().out.startswith(f"{tmp_path / 'one'}: 3 cases, ")
    assert main(["backup", str(tmp_path / "home"), str(tmp_path / "two"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["cases"]) == ("mediant-backed-up/1", 3)


def test_what_is_no_folder_of_a_server_is_refused_in_one_line(tmp_path, capsys):
    assert main(["backup", str(tmp_path), str(tmp_path / "one")]) == 1
    assert capsys.readouterr().err == (
        f"mediant: {tmp_path}: holds no cases; name the folder of a server; a database is backed up with its own tools, "
        "and the keys after it\n"
    )

"""The folder of a server: made once, and used by one at a time."""

from __future__ import annotations

import stat

import pytest

from mediant.errors import StoreProblem
from mediant.web.site import CASES, KEYS, SERVER_KEY, opened


def test_it_is_made_for_nobody_else_and_found_again(tmp_path):
    folder = tmp_path / "some" / "where"
    with opened(folder) as (store, keys):
        store.create("case0001")
        sealed = keys.seal("case0001", "north", b"secret")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes["where"] == modes[CASES] == 0o700
    assert modes[KEYS] == modes[SERVER_KEY] == 0o600
    with opened(folder) as (store, keys):
        assert store.cases() == ("case0001",)
        assert keys.opened(sealed) == b"secret"


def test_two_servers_do_not_share_it(tmp_path):
    with (
        opened(tmp_path / "w"),
        pytest.raises(StoreProblem, match="another mediant is using it"),
        opened(tmp_path / "w"),
    ):
        pass
    with opened(tmp_path / "w"):
        pass


def test_it_cannot_be_a_file(tmp_path):
    (tmp_path / "w").write_text("")
    with pytest.raises(StoreProblem, match="check the folder"), opened(tmp_path / "w"):
        pass

"""A server of one's own begins, says what it uses, is killed, begins again at the same port, and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediant.errors import LostProcess
from mediant.web.loadtest.servers import OwnServer


def test_it_begins_is_killed_and_begins_again(tmp_path: Path):
    with OwnServer(tmp_path / "w") as server:
        origin = server.origin
        assert server.begin() > 0
        assert 20 < server.peak() < 500
        assert server.cpu() > 0
        first = server.pid
        server.kill()
        server.begin()
        assert server.origin == origin
        assert server.pid != first


def test_one_that_cannot_begin_is_told_of(tmp_path: Path):
    (tmp_path / "w").write_text("not a folder")
    with OwnServer(tmp_path / "w") as server, pytest.raises(LostProcess, match="doctor"):
        server.begin()
    with pytest.raises(LostProcess, match="begin it first"):
        OwnServer(tmp_path / "x").kill()
